pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kiosk.Models
import Kiosk.Theme

// The Vietnamese touch keyboard: the marked letters and the five tones stand above QWERTY; Telex for those who know it.
// What a key does to the text is decided by the composer, not here.
Column {
    id: root

    required property KeyboardModel model
    required property T.TextField target
    property bool hasDigits: false
    property bool hasMarks: true

    readonly property real keyWidth: (width - 11 * spacing) / 12
    readonly property real keyHeight: Theme.px(Theme.isPortrait ? 96 : 80)

    spacing: Theme.px(8)

    component KeyRow: Row {
        id: keyRow
        required property list<string> keys
        anchors.horizontalCenter: parent?.horizontalCenter
        spacing: root.spacing

        Repeater {
            model: keyRow.keys

            KeyCap {
                required property string modelData
                objectName: "key-" + modelData
                text: root.model.isUpper ? modelData.toUpperCase() : modelData
                width: root.keyWidth
                height: root.keyHeight
                onClicked: root.replace(root.model.press(root.before(), modelData))
            }
        }
    }

    KeyRow {
        keys: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0"]
        visible: root.hasDigits
    }
    Row {
        anchors.horizontalCenter: parent.horizontalCenter
        spacing: root.spacing
        visible: root.hasMarks

        Repeater {
            model: ["ă", "â", "đ", "ê", "ô", "ơ", "ư"]

            KeyCap {
                required property string modelData
                objectName: "key-" + modelData
                text: root.model.isUpper ? modelData.toUpperCase() : modelData
                isSpecial: true
                width: root.keyWidth
                height: root.keyHeight
                onClicked: root.replace(root.model.press(root.before(), modelData))
            }
        }
        Repeater {
            model: root.model.tones

            KeyCap {
                required property string shown
                required property string name
                required property string tone
                objectName: "tone-" + tone
                text: shown
                label: name
                isSpecial: true
                width: root.keyWidth
                height: root.keyHeight
                onClicked: root.replace(root.model.mark(root.before(), tone))
            }
        }
    }
    KeyRow {
        keys: ["q", "w", "e", "r", "t", "y", "u", "i", "o", "p"]
    }
    KeyRow {
        keys: ["a", "s", "d", "f", "g", "h", "j", "k", "l"]
    }
    Row {
        anchors.horizontalCenter: parent.horizontalCenter
        spacing: root.spacing

        KeyCap {
            objectName: "key-shift"
            label: qsTrId("keyboard.shift")
            iconName: "shift"
            checked: root.model.isShifted
            isSpecial: true
            width: root.keyWidth * 1.5
            height: root.keyHeight
            onClicked: root.model.shift()
        }
        KeyRow {
            keys: ["z", "x", "c", "v", "b", "n", "m"]
            anchors.horizontalCenter: undefined
        }
        KeyCap {
            objectName: "key-backspace"
            label: qsTrId("keyboard.backspace")
            iconName: "backspace"
            isSpecial: true
            width: root.keyWidth * 1.5
            height: root.keyHeight
            onClicked: root.replace(root.model.shorten(root.before()))
        }
    }
    Row {
        anchors.horizontalCenter: parent.horizontalCenter
        spacing: root.spacing

        KeyCap {
            objectName: "key-telex"
            text: "Telex"
            label: qsTrId("keyboard.telex")
            checked: root.model.isTelex
            isSpecial: true
            width: root.keyWidth * 1.5
            height: root.keyHeight
            visible: root.hasMarks
            onClicked: root.model.switch_telex()
        }
        KeyCap {
            objectName: "key-space"
            text: qsTrId("keyboard.space")
            width: root.keyWidth * 5
            height: root.keyHeight
            onClicked: root.replace(root.model.press(root.before(), " "))
        }
        KeyRow {
            keys: ["'", "-"]
            anchors.horizontalCenter: undefined
        }
    }

    function before(): string {
        return root.target.text.slice(0, root.target.cursorPosition);
    }

    function replace(text: string): void {
        const after = root.target.text.slice(root.target.cursorPosition);
        root.target.text = text + after;
        root.target.cursorPosition = text.length;
        root.target.textEdited();
    }
}
