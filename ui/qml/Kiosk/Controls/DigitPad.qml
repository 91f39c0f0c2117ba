pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kiosk.Theme

// The pad for numbers and dates. It types into `target` and leaves the focus there.
Grid {
    id: root

    required property T.TextField target
    property real keyWidth: Theme.px(Theme.isPortrait ? 260 : 200)
    property real room: Theme.windowHeight
    property real keyHeight: Math.max(Theme.leastTouch, Math.min(Theme.px(Theme.isPortrait ? 128 : 104), (root.room - 3 * spacing) / 4))

    columns: 3
    spacing: Theme.apart(12)

    Repeater {
        model: ["1", "2", "3", "4", "5", "6", "7", "8", "9"]

        KeyCap {
            required property string modelData
            objectName: "key-" + modelData
            text: modelData
            width: root.keyWidth
            height: root.keyHeight
            onClicked: root.type(modelData)
        }
    }
    KeyCap {
        objectName: "key-clear"
        text: qsTrId("keyboard.clear")
        isSpecial: true
        width: root.keyWidth
        height: root.keyHeight
        onClicked: root.set("")
    }
    KeyCap {
        objectName: "key-0"
        text: "0"
        width: root.keyWidth
        height: root.keyHeight
        onClicked: root.type("0")
    }
    KeyCap {
        objectName: "key-backspace"
        label: qsTrId("keyboard.backspace")
        iconName: "backspace"
        isSpecial: true
        width: root.keyWidth
        height: root.keyHeight
        onClicked: root.set(root.target.text.slice(0, -1))
    }

    function type(digit: string): void {
        if (root.target.text.length < root.target.maximumLength)
            set(root.target.text + digit);
    }

    function set(text: string): void {
        root.target.text = text;
        root.target.cursorPosition = text.length;
        root.target.textEdited();
    }
}
