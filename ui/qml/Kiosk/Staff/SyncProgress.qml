import QtQuick
import Kiosk.Controls
import Kiosk.Theme

// How much of what waited has arrived: in words, and as a bar below them.
Item {
    id: root

    required property string text
    required property real share

    objectName: "sync-progress"
    implicitHeight: words.implicitHeight + Theme.px(36)
    Accessible.role: Accessible.ProgressBar
    Accessible.name: root.text

    Words {
        id: words
        anchors.bottom: bar.top
        anchors.bottomMargin: Theme.px(8)
        width: parent.width
        text: root.text
        size: Theme.smallSize
        Accessible.ignored: true
    }
    Rectangle {
        id: bar
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: words.implicitHeight / 2
        width: parent.width
        height: Theme.px(20)
        color: Theme.surface
        border.color: Theme.strongLine
        border.width: Theme.border
        radius: height / 2

        Rectangle {
            width: Math.max(root.share > 0 ? parent.height : 0, parent.width * root.share)
            height: parent.height
            color: Theme.primary
            radius: height / 2
            Behavior on width {
                NumberAnimation { duration: Theme.motion }
            }
        }
    }
}
