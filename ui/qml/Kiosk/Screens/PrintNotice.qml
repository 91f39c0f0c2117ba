pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// Where the paper is, as the printer says: an icon and a sentence, green only when it has truly ended well.
Rectangle {
    id: root

    required property ReceiptModel model
    readonly property color tint: root.model.isPrintBad ? Theme.care : root.model.isPrintGood ? Theme.good : Theme.ink

    implicitHeight: words.implicitHeight + Theme.px(48)
    color: root.model.isPrintBad ? Theme.careGround : root.model.isPrintGood ? Theme.goodGround : Theme.surface
    border.color: root.tint
    border.width: Theme.border
    radius: Theme.radius

    Icon {
        id: icon
        anchors.left: parent.left
        anchors.leftMargin: Theme.px(28)
        anchors.verticalCenter: parent.verticalCenter
        name: root.model.isPrintBad ? "care" : root.model.isPrintGood ? "check" : "printer"
        tint: root.tint
        size: Theme.pt(44)
    }
    Words {
        id: words
        objectName: "print-state"
        anchors.left: icon.right
        anchors.right: parent.right
        anchors.leftMargin: Theme.px(24)
        anchors.rightMargin: Theme.px(28)
        anchors.verticalCenter: parent.verticalCenter
        text: root.model.printText
        size: Theme.pt(27)
        Accessible.role: Accessible.AlertMessage
    }
}
