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
    readonly property bool isBeside: root.isDigits && !Theme.isPortrait
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
        width: root.isBeside ? parent.width - keys.width - Theme.px(72) : parent.width
        spacing: Theme.px(20)

        TextEntry {
            id: entry
            objectName: root.fieldName
            width: parent.width
            label: root.title
            isSpread: root.isDigits
            maximumLength: root.maximumLength
            focus: true
            onTextEdited: root.edited(text)
            onAccepted: if (root.isPrimaryEnabled) root.primary()
        }
        Words {
            width: parent.width
            text: root.reading
            size: Theme.pt(28)
            visible: root.reading !== ""
        }
        Notice {
            width: parent.width
            text: root.remark
        }
    }
    Loader {
        id: keys
        anchors.bottom: root.isBeside ? undefined : parent.bottom
        anchors.bottomMargin: Theme.px(Theme.isPortrait ? 40 : 0)
        anchors.right: root.isBeside ? parent.right : undefined
        anchors.horizontalCenter: root.isBeside ? undefined : parent.horizontalCenter
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
