pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kiosk.Theme

// One purpose to agree to: a box to tick, never ticked before the person does it.
T.AbstractButton {
    id: root

    required property bool isTicked
    property string detail: ""
    property string remark: ""

    implicitHeight: Math.max(Theme.touch, words.implicitHeight + Theme.px(36))
    focusPolicy: Qt.StrongFocus

    Accessible.role: Accessible.CheckBox
    Accessible.name: root.text + ". " + root.remark + ". " + root.detail
    Accessible.checkable: true
    Accessible.checked: root.isTicked
    Keys.onReturnPressed: root.click()
    Keys.onEnterPressed: root.click()

    contentItem: Item {
        Rectangle {
            id: box
            anchors.left: parent.left
            anchors.leftMargin: Theme.px(28)
            anchors.top: parent.top
            anchors.topMargin: Theme.px(22)
            width: Theme.px(52)
            height: width
            radius: Theme.px(10)
            color: root.isTicked ? Theme.primary : Theme.surface
            border.color: Theme.ink
            border.width: Theme.border

            Icon {
                anchors.centerIn: parent
                name: root.isTicked ? "check" : ""
                tint: Theme.primaryInk
                size: Theme.px(36)
            }
        }
        Column {
            id: words
            anchors.left: box.right
            anchors.right: parent.right
            anchors.leftMargin: Theme.px(24)
            anchors.rightMargin: Theme.px(28)
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.px(6)

            Words {
                width: parent.width
                text: root.remark === "" ? root.text : root.text + " · " + root.remark
                size: Theme.bodySize
                isStrong: true
                Accessible.ignored: true
            }
            Words {
                width: parent.width
                text: root.detail
                size: Theme.pt(Theme.isPortrait ? 25 : Theme.crowding > 2 ? 20 : 22)
                color: Theme.quietInk
                visible: root.detail !== ""
                Accessible.ignored: true
            }
        }
    }
    background: Rectangle {
        color: root.isTicked || root.down ? Theme.chosen : Theme.surface
        border.color: root.isTicked ? Theme.ink : Theme.strongLine
        border.width: Theme.border
        radius: Theme.radius

        FocusRing {
            isShown: root.visualFocus
        }
    }
}
