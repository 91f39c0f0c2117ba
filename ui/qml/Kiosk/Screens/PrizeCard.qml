import QtQuick
import Kiosk.Controls
import Kiosk.Theme

// One step of the prize table: how many of which prize, and the amount; one under the other when texts are large.
Rectangle {
    id: root

    required property string name
    required property string amount
    required property bool isStacked

    implicitHeight: root.isStacked ? said.implicitHeight + sum.implicitHeight + Theme.px(28) : Math.max(said.implicitHeight, sum.implicitHeight) + Theme.px(28)
    color: Theme.surface
    border.color: Theme.line
    border.width: Theme.border
    radius: Theme.radius

    Words {
        id: said
        x: Theme.px(24)
        y: root.isStacked ? Theme.px(12) : (root.height - height) / 2
        width: root.width - 2 * x - (root.isStacked ? 0 : sum.width + Theme.px(16))
        text: root.name
        size: Theme.pt(22)
        lineHeight: 1.0
    }
    Words {
        id: sum
        x: root.isStacked ? Theme.px(24) : root.width - width - Theme.px(24)
        y: root.isStacked ? said.y + said.height : (root.height - height) / 2
        text: root.amount
        size: Theme.pt(24)
        isStrong: true
    }
}
