pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// Six digits, shown as dots only; the last one sends them. A real keyboard works too.
ScreenFrame {
    id: root

    required property StaffModel model

    title: qsTrId("staff.pin.title")
    hint: root.model.pinRemark !== "" ? "" : qsTrId(root.model.isVisited ? "staff.pin.hint_visit" : "staff.pin.hint")
    backName: "staff-leave"
    hasPrimary: false
    onBack: root.model.leave()
    Keys.onPressed: event => root.typed(event)

    Notice {
        objectName: "pin-remark"
        width: parent.width
        height: visible ? implicitHeight : 0
        text: root.model.pinRemark
    }
    Row {
        anchors.bottom: pad.top
        anchors.bottomMargin: Theme.px(Theme.isPortrait ? 64 : 32)
        anchors.horizontalCenter: parent.horizontalCenter
        spacing: Theme.px(20)
        Accessible.role: Accessible.StaticText
        Accessible.name: root.model.pinText

        Repeater {
            model: root.model.pinLength

            Rectangle {
                required property int index
                width: Theme.px(36)
                height: width
                radius: width / 2
                color: index < root.model.pinCount ? Theme.ink : Theme.surface
                border.color: Theme.ink
                border.width: Theme.border
            }
        }
    }
    Grid {
        id: pad
        readonly property real keyWidth: Theme.px(Theme.isPortrait ? 260 : 200)
        readonly property real keyHeight: Theme.target(Theme.isPortrait ? 128 : 96)
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.px(Theme.isPortrait ? 400 : 8)
        anchors.horizontalCenter: parent.horizontalCenter
        columns: 3
        spacing: Theme.apart(12)

        Repeater {
            model: ["1", "2", "3", "4", "5", "6", "7", "8", "9"]

            KeyCap {
                required property string modelData
                objectName: "pin-" + modelData
                text: modelData
                width: pad.keyWidth
                height: pad.keyHeight
                onClicked: root.model.press(modelData)
            }
        }
        Item {
            width: pad.keyWidth
            height: pad.keyHeight
        }
        KeyCap {
            objectName: "pin-0"
            text: "0"
            width: pad.keyWidth
            height: pad.keyHeight
            onClicked: root.model.press("0")
        }
        KeyCap {
            objectName: "pin-erase"
            label: qsTrId("keyboard.backspace")
            iconName: "backspace"
            isSpecial: true
            width: pad.keyWidth
            height: pad.keyHeight
            onClicked: root.model.erase()
        }
    }

    function typed(event: KeyEvent): void {
        if (event.key >= Qt.Key_0 && event.key <= Qt.Key_9)
            root.model.press(String.fromCharCode(event.key));
        else if (event.key === Qt.Key_Backspace)
            root.model.erase();
        else if (event.key === Qt.Key_Escape)
            root.model.leave();
        else
            return;
        event.accepted = true;
    }
}
