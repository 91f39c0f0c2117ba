pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kiosk.Theme

// One answer of a question: its letter, its text, and whether it is the one chosen.
T.Button {
    id: root

    required property string letter
    required property bool isChosen
    property real growth: 1.0

    implicitHeight: Math.max(Theme.touch, words.implicitHeight + Theme.px(36))
    focusPolicy: Qt.StrongFocus

    Accessible.role: Accessible.RadioButton
    Accessible.name: root.letter + ". " + root.text
    Accessible.checkable: true
    Accessible.checked: root.isChosen
    Keys.onReturnPressed: root.click()
    Keys.onEnterPressed: root.click()

    contentItem: Item {
        Rectangle {
            id: badge
            anchors.left: parent.left
            anchors.leftMargin: Theme.px(24)
            anchors.verticalCenter: parent.verticalCenter
            width: Math.max(Theme.px(56), Math.round(Theme.leastSize * 1.9))
            height: width
            radius: width / 2
            color: root.isChosen ? Theme.primary : Theme.surface
            border.color: root.isChosen ? Theme.primary : Theme.strongLine
            border.width: Theme.border

            Text {
                anchors.centerIn: parent
                text: root.letter
                color: root.isChosen ? Theme.primaryInk : Theme.ink
                font.family: Theme.family
                font.pixelSize: Theme.letters(Theme.px(28))
                font.weight: Font.DemiBold
                Accessible.ignored: true
            }
        }
        Words {
            id: words
            anchors.left: badge.right
            anchors.right: check.left
            anchors.leftMargin: Theme.px(24)
            anchors.rightMargin: Theme.px(20)
            anchors.verticalCenter: parent.verticalCenter
            text: root.text
            size: Math.round(Theme.bodySize * root.growth)
            font.weight: root.isChosen ? Font.DemiBold : Font.Normal
            Accessible.ignored: true
        }
        Icon {
            id: check
            anchors.right: parent.right
            anchors.rightMargin: Theme.px(28)
            anchors.verticalCenter: parent.verticalCenter
            name: root.isChosen ? "check" : ""
            size: Theme.px(40)
        }
    }
    background: Rectangle {
        color: root.isChosen || root.down ? Theme.chosen : Theme.surface
        border.color: root.isChosen || root.down ? Theme.ink : Theme.strongLine
        border.width: root.isChosen ? Theme.border * 2 : Theme.border
        radius: Theme.radius

        FocusRing {
            isShown: root.visualFocus
        }
    }
}
