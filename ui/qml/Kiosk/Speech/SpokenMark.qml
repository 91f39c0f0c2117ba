pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Models
import Kiosk.Theme

// Frames what is being said: two lines, so that one of them stands out from any ground.
Item {
    id: root

    required property ReadAloudModel model

    visible: root.model.isMarking && !root.model.isDark

    Rectangle {
        objectName: "spoken-mark"
        x: root.model.mark.x - Theme.px(10)
        y: root.model.mark.y - Theme.px(10)
        width: root.model.mark.width + 2 * Theme.px(10)
        height: root.model.mark.height + 2 * Theme.px(10)
        radius: Theme.radius
        color: "transparent"
        border.color: Theme.ink
        border.width: Math.max(5, Theme.px(9))

        Rectangle {
            anchors.fill: parent
            anchors.margins: Math.max(2, Theme.px(3))
            radius: Theme.radius
            color: "transparent"
            border.color: Theme.spoken
            border.width: Math.max(2, Theme.px(4))
        }
    }
}
