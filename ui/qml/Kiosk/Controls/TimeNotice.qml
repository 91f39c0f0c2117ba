pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// That time runs out, in words, calmly: nothing moves or flashes. A screen reader says it when it appears.
Rectangle {
    id: root

    required property string text

    implicitHeight: Math.max(Theme.px(76), words.implicitHeight + Theme.px(16))
    color: Theme.careGround
    border.color: Theme.care
    border.width: Theme.border
    radius: Theme.px(12)
    visible: root.text !== ""

    Icon {
        id: icon
        anchors.left: parent.left
        anchors.leftMargin: Theme.px(18)
        anchors.verticalCenter: parent.verticalCenter
        name: "clock"
        tint: Theme.care
        size: Theme.px(34)
    }
    Words {
        id: words
        objectName: "time-notice"
        anchors.left: icon.right
        anchors.right: parent.right
        anchors.leftMargin: Theme.px(14)
        anchors.rightMargin: Theme.px(18)
        anchors.verticalCenter: parent.verticalCenter
        text: root.text
        size: Math.min(Theme.pt(24), Theme.px(31))
        isStrong: true
        lineHeight: 1.0
        Accessible.role: Accessible.AlertMessage
    }
}
