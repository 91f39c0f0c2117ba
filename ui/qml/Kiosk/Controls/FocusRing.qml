pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// Shows where the keyboard is: a ring around its parent, outside of it, so that it is seen on every ground.
Rectangle {
    id: root

    required property bool isShown

    anchors.fill: parent
    anchors.margins: -Theme.px(8)
    color: "transparent"
    border.color: Theme.focus
    border.width: Math.max(3, Theme.px(5))
    radius: Theme.radius + Theme.px(8)
    visible: root.isShown
}
