pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Theme

// One subject of the desk: its name, its one act at the right, and what there is to say below.
Rectangle {
    id: root

    required property string title
    property string iconName: ""
    property alias act: slot.data
    default property alias content: column.data

    implicitHeight: column.implicitHeight + 2 * Theme.px(24)
    color: Theme.surface
    border.color: Theme.line
    border.width: Theme.border
    radius: Theme.radius

    Column {
        id: column
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: Theme.px(24)
        spacing: Theme.px(12)

        Item {
            width: parent.width
            height: Math.max(Theme.px(80), heading.implicitHeight)

            Icon {
                id: icon
                anchors.verticalCenter: parent.verticalCenter
                name: root.iconName
                size: Theme.px(36)
            }
            Words {
                id: heading
                anchors.left: icon.right
                anchors.right: slot.left
                anchors.leftMargin: Theme.px(16)
                anchors.rightMargin: Theme.px(16)
                anchors.verticalCenter: parent.verticalCenter
                text: root.title
                size: Theme.pt(28)
                isStrong: true
                lineHeight: 1.1
                Accessible.role: Accessible.Heading
            }
            Item {
                id: slot
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                width: childrenRect.width
                height: childrenRect.height
            }
        }
    }
}
