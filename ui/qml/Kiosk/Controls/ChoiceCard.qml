pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kiosk.Theme

// One of several things to choose from: a card with a title, perhaps a line below and a drawing.
T.Button {
    id: root

    property string detail: ""
    property bool hasDetail: root.detail !== ""
    property string iconName: ""
    property bool isChosen: false
    property int textSize: Theme.bodySize

    implicitWidth: Theme.px(400)
    implicitHeight: Math.max(Theme.touch, words.implicitHeight + Theme.px(36))
    focusPolicy: Qt.StrongFocus

    Accessible.role: Accessible.RadioButton
    Accessible.name: root.detail === "" ? root.text : root.text + ". " + root.detail
    Accessible.checkable: true
    Accessible.checked: root.isChosen
    Keys.onReturnPressed: root.click()
    Keys.onEnterPressed: root.click()

    contentItem: Item {
        Icon {
            id: icon
            anchors.left: parent.left
            anchors.leftMargin: Theme.px(28)
            anchors.verticalCenter: parent.verticalCenter
            name: root.iconName
            size: Theme.pt(44)
            visible: root.iconName !== ""
        }
        Column {
            id: words
            anchors.left: root.iconName === "" ? parent.left : icon.right
            anchors.right: chosen.left
            anchors.leftMargin: Theme.px(28)
            anchors.rightMargin: Theme.px(12)
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.px(4)

            Words {
                width: parent.width
                text: root.text
                size: root.textSize
                isStrong: true
                lineHeight: 1.1
                Accessible.ignored: true
            }
            Words {
                width: parent.width
                text: root.detail
                size: Theme.smallSize
                color: Theme.quietInk
                visible: root.hasDetail
                Accessible.ignored: true
            }
        }
        Rectangle {
            id: chosen
            anchors.right: parent.right
            anchors.rightMargin: Theme.px(20)
            anchors.verticalCenter: parent.verticalCenter
            width: root.isChosen ? Theme.px(40) : 0
            height: width
            radius: width / 2
            color: Theme.primary
            visible: root.isChosen

            Icon {
                anchors.centerIn: parent
                name: "check"
                tint: Theme.primaryInk
                size: Theme.px(28)
            }
        }
    }
    background: Rectangle {
        color: root.down || root.isChosen ? Theme.chosen : Theme.surface
        border.color: root.isChosen || root.down ? Theme.ink : Theme.strongLine
        border.width: root.isChosen ? Theme.border * 2 : Theme.border
        radius: Theme.radius

        FocusRing {
            isShown: root.visualFocus
        }
    }
}
