import QtQuick
import Kiosk.Controls
import Kiosk.Theme

// One step of the prize table: how many of which prize, and below it the amount.
Rectangle {
    id: root

    required property string name
    required property string amount

    implicitHeight: said.implicitHeight + sum.implicitHeight + Theme.px(28)
    color: Theme.surface
    border.color: Theme.line
    border.width: Theme.border
    radius: Theme.radius

    Words {
        id: said
        x: Theme.px(24)
        y: Theme.px(12)
        width: root.width - 2 * x
        text: root.name
        size: Theme.pt(22)
        lineHeight: 1.0
    }
    Words {
        id: sum
        x: said.x
        y: said.y + said.height
        width: said.width
        text: root.amount
        size: Theme.pt(24)
        isStrong: true
    }
}
