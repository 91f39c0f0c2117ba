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
    property bool isSecret: false
    property bool hasDigitRow: false
    property bool isProse: false // A sentence, not a name: with its signs, and a capital only where it begins.
    property bool hasMarks: true
    property int maximumLength: 100
    readonly property bool isBeside: root.isDigits && !Theme.isPortrait
    signal edited(string text)

    // With what an input method is still composing: a name is whole before its last word is confirmed.
    function whole(): string {
        return entry.text.slice(0, entry.cursorPosition) + entry.preeditText + entry.text.slice(entry.cursorPosition);
    }

    Typing {
        id: keyWay
        model: root.keyboard
        target: entry
    }

    Component.onCompleted: {
        entry.text = root.value;
        entry.cursorPosition = entry.text.length;
        if (root.isDigits || !root.hasMarks)
            root.keyboard.refuse_input_method(entry);
    }
    onValueChanged: root.showValue()

    function showValue(): void {
        if (root.whole() !== root.value) {
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
            echoMode: root.isSecret ? TextInput.Password : TextInput.Normal
            maximumLength: root.maximumLength
            focus: true
            onTextEdited: {
                root.edited(root.whole());
                if (root.isDigits)
                    root.showValue(); // What was typed may be no digit, and the value the same as before.
            }
            onPreeditTextChanged: root.edited(root.whole())
            Keys.onPressed: event => {
                if (!root.isDigits && root.hasMarks)
                    keyWay.take(event);
            }
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
            room: root.isBeside ? root.contentHeight : Theme.windowHeight
        }
    }
    Component {
        id: board
        TouchKeyboard {
            typing: keyWay
            hasDigits: root.hasDigitRow
            isProse: root.isProse
            hasLines: false
            hasMarks: root.hasMarks
        }
    }
}
