pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Models
import Kiosk.Theme

// A screen that asks for one line: the line, what is wrong with it, and the keyboard that suits it.
ScreenFrame {
    id: root

    required property KeyboardModel keyboard
    required property string fieldName
    property string value
    property string remark
    property string reading
    property bool isDigits: false
    property bool hasDigitRow: false
    property bool hasMarks: true
    property int maximumLength: 100
    signal edited(string text)

    Component.onCompleted: {
        entry.text = root.value;
        entry.cursorPosition = entry.text.length;
    }
    onValueChanged: {
        if (entry.text !== root.value) {
            entry.text = root.value;
            entry.cursorPosition = entry.text.length;
        }
    }

    Column {
        width: parent.width
        spacing: Theme.px(16)

        TextEntry {
            id: entry
            objectName: root.fieldName
            width: root.isDigits ? Math.min(parent.width, Theme.px(760)) : parent.width
            anchors.horizontalCenter: parent.horizontalCenter
            label: root.title
            isSpread: root.isDigits
            horizontalAlignment: root.isDigits ? TextInput.AlignHCenter : TextInput.AlignLeft
            maximumLength: root.maximumLength
            focus: true
            onTextEdited: root.edited(text)
            onAccepted: if (root.isPrimaryEnabled) root.primary()
        }
        Words {
            width: parent.width
            horizontalAlignment: root.isDigits ? Text.AlignHCenter : Text.AlignLeft
            text: root.reading
            size: Theme.pt(26)
            visible: root.reading !== ""
        }
        Notice {
            width: parent.width
            text: root.remark
        }
    }
    Loader {
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.px(Theme.isPortrait ? 40 : 0)
        anchors.horizontalCenter: parent.horizontalCenter
        width: root.isDigits ? undefined : parent.width
        sourceComponent: root.isDigits ? pad : board
    }
    Component {
        id: pad
        DigitPad {
            target: entry
        }
    }
    Component {
        id: board
        TouchKeyboard {
            model: root.keyboard
            target: entry
            hasDigits: root.hasDigitRow
            hasMarks: root.hasMarks
        }
    }
}
