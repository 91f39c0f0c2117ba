pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Models
import Kiosk.Theme

// The Vietnamese touch keyboard: the marked letters and the five tones stand above QWERTY; Telex and VNI for those who know them.
// What a key does to the text is decided by the composer, not here.
Column {
    id: root

    required property Typing typing
    readonly property KeyboardModel model: root.typing.model
    property bool hasDigits: false
    property bool hasMarks: true
    property bool isProse: false // Longer texts need digits and signs, and most of them new lines.
    property bool hasLines: root.isProse
    property bool hasSigns: false

    readonly property real keyWidth: (width - 11 * spacing) / 12
    readonly property real keyHeight: Theme.target(Theme.isPortrait ? 96 : Theme.crowding > 1 ? 72 : 80)

    spacing: Theme.apart(8)

    component SideKey: KeyCap {
        isSpecial: true
        width: root.keyWidth * 1.5
        height: root.keyHeight
    }
    component KeyRow: Row {
        id: keyRow
        required property list<string> keys
        property bool isSpecial: false
        anchors.horizontalCenter: parent?.horizontalCenter
        spacing: root.spacing

        Repeater {
            model: keyRow.keys

            KeyCap {
                required property string modelData
                objectName: "key-" + modelData
                text: root.model.isUpper ? modelData.toUpperCase() : modelData
                isSpecial: keyRow.isSpecial
                width: root.keyWidth
                height: root.keyHeight
                onClicked: root.typing.press(modelData)
            }
        }
    }

    KeyRow {
        keys: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0"]
        visible: root.hasDigits || root.hasMarks && root.model.isVni
    }
    Row {
        anchors.horizontalCenter: parent.horizontalCenter
        spacing: root.spacing
        visible: root.hasMarks && !root.model.isVni

        KeyRow {
            keys: ["ă", "â", "đ", "ê", "ô", "ơ", "ư"]
            isSpecial: true
            anchors.horizontalCenter: undefined
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
                onClicked: root.typing.mark(tone)
            }
        }
    }
    KeyRow {
        keys: root.hasSigns ? ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0"]
                            : ["q", "w", "e", "r", "t", "y", "u", "i", "o", "p"]
    }
    KeyRow {
        keys: root.hasSigns ? ["!", ":", ";", "\"", "(", ")", "/", "%", "+", "'"]
                            : ["a", "s", "d", "f", "g", "h", "j", "k", "l"]
    }
    Row {
        anchors.horizontalCenter: parent.horizontalCenter
        spacing: root.spacing

        SideKey {
            objectName: "key-shift"
            label: qsTrId("keyboard.shift")
            iconName: "shift"
            checked: root.model.isShifted
            onClicked: root.model.shift()
        }
        KeyRow {
            keys: ["z", "x", "c", "v", "b", "n", "m"]
            anchors.horizontalCenter: undefined
        }
        SideKey {
            objectName: "key-backspace"
            label: qsTrId("keyboard.backspace"); iconName: "backspace"
            onClicked: root.typing.shorten()
        }
    }
    Row {
        anchors.horizontalCenter: parent.horizontalCenter
        spacing: root.spacing

        SideKey {
            objectName: "key-signs"
            text: root.hasSigns ? "ABC" : "123"
            label: root.hasSigns ? qsTrId("keyboard.letters") : qsTrId("keyboard.signs")
            visible: root.isProse
            onClicked: root.hasSigns = !root.hasSigns
        }
        MethodKeys {
            model: root.model
            spacing: root.spacing
            keyWidth: root.keyWidth * 1.5
            keyHeight: root.keyHeight
            visible: root.hasMarks
        }
        KeyCap {
            objectName: "key-space"
            text: qsTrId("keyboard.space")
            width: root.keyWidth * (root.isProse ? 2.5 : 5)
            height: root.keyHeight
            onClicked: root.typing.press(" ")
        }
        KeyRow {
            keys: root.isProse ? [".", ",", "?", "-"] : ["'", "-"]
            anchors.horizontalCenter: undefined
        }
        SideKey {
            objectName: "key-enter"
            label: qsTrId("keyboard.enter")
            iconName: "enter"
            width: root.keyWidth
            visible: root.hasLines
            onClicked: root.typing.press("\n")
        }
    }
}
