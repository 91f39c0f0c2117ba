pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// The touch screen tried: five targets one after another, and how far from its middle each touch fell.
FocusScope {
    id: root

    required property DevicesModel model
    readonly property real across: Theme.mm(12)

    MouseArea {
        objectName: "touch-area"
        anchors.fill: parent
        onPressed: mouse => root.model.touch.touch(Math.hypot(mouse.x - target.x - root.across / 2, mouse.y - target.y - root.across / 2) / Theme.pixelsPerMm)
    }
    Rectangle {
        id: target
        objectName: "touch-target"
        x: (root.width - width) * root.model.touch.targetX
        y: (root.height - height) * root.model.touch.targetY
        width: root.across
        height: width
        radius: width / 2
        color: Theme.primary

        Rectangle {
            anchors.centerIn: parent
            width: Theme.mm(2)
            height: width
            radius: width / 2
            color: Theme.primaryInk
        }
    }
    Column {
        anchors.horizontalCenter: parent.horizontalCenter
        y: parent.height * 0.64
        width: Math.min(parent.width - 2 * Theme.margin, Theme.columnWidth)
        spacing: Theme.gap

        Words {
            width: parent.width
            text: root.model.askText
            horizontalAlignment: Text.AlignHCenter
        }
        Act {
            objectName: "check-drop"
            anchors.horizontalCenter: parent.horizontalCenter
            text: qsTrId("staff.check.drop")
            focus: true
            onClicked: root.model.drop()
        }
    }
}
