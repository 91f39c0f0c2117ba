pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// Something to know before going on: an icon, a word, never a colour alone.
Rectangle {
    id: root

    required property string text
    property bool isGood: false

    implicitHeight: words.implicitHeight + Theme.px(40)
    color: root.isGood ? Theme.goodGround : Theme.careGround
    border.color: root.isGood ? Theme.good : Theme.care
    border.width: Theme.border
    radius: Theme.radius
    visible: root.text !== ""

    Icon {
        id: icon
        anchors.left: parent.left
        anchors.leftMargin: Theme.px(24)
        anchors.verticalCenter: parent.verticalCenter
        name: root.isGood ? "check" : "care"
        tint: root.isGood ? Theme.good : Theme.care
        size: Theme.pt(34)
    }
    Words {
        id: words
        anchors.left: icon.right
        anchors.right: parent.right
        anchors.leftMargin: Theme.px(20)
        anchors.rightMargin: Theme.px(24)
        anchors.verticalCenter: parent.verticalCenter
        text: root.text
        size: Theme.pt(25)
        Accessible.role: Accessible.AlertMessage
    }
}
