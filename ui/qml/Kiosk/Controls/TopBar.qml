pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Models
import Kiosk.Theme

// Always there: the contest's mark, progress, and the accessibility corner at the top right.
Item {
    id: root

    required property Appearance appearance
    required property Visit visit

    // The corner's own height; on upright screens the progress has a row of its own below it.
    readonly property real rowHeight: corner.height + Theme.px(32)
    // Where the sign of practice stands, in the place of name, progress and notice.
    readonly property rect signRoom: Theme.isPortrait
        ? Qt.rect(Theme.margin, root.rowHeight, root.width - 2 * Theme.margin, Theme.px(76))
        : Qt.rect(name.x, Theme.px(22), corner.x - name.x - Theme.px(32), root.rowHeight - 2 * Theme.px(22))

    implicitHeight: root.rowHeight + (Theme.isPortrait && (root.visit.bar.part > 0 || root.visit.isPractice) ? Theme.px(88) : 0)

    Rectangle {
        anchors.fill: parent
        color: Theme.surface
    }
    Rectangle {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        height: Theme.border
        color: Theme.line
    }
    Rectangle {
        id: mark
        x: Theme.margin
        y: (root.rowHeight - height) / 2
        width: Theme.px(64)
        height: width
        radius: Theme.px(12)
        color: Theme.mark

        Icon {
            anchors.centerIn: parent
            name: "star"
            tint: Theme.markInk
            size: Theme.px(40)
        }
    }
    Words {
        id: name
        anchors.left: mark.right
        anchors.leftMargin: Theme.px(20)
        anchors.verticalCenter: mark.verticalCenter
        anchors.right: corner.left
        anchors.rightMargin: Theme.px(12)
        objectName: "bar-name"
        text: root.visit.bar.calledText || qsTrId("resident.bar.name")
        size: Theme.px(root.visit.bar.calledText === "" ? 26 : Theme.isPortrait ? 32 : 44)
        isStrong: true
        lineHeight: 1.0
        visible: Theme.isPortrait || root.visit.bar.part === 0 && !root.visit.isPractice
    }
    Progress {
        anchors.left: Theme.isPortrait ? parent.left : mark.right
        anchors.leftMargin: Theme.isPortrait ? Theme.margin : Theme.px(32)
        anchors.right: Theme.isPortrait ? parent.right : corner.left
        anchors.rightMargin: Theme.isPortrait ? Theme.margin : Theme.px(48)
        y: Theme.isPortrait ? root.rowHeight + Theme.px(8) : (root.rowHeight - height) / 2
        part: root.visit.bar.part
        count: root.visit.bar.partCount
        text: root.visit.bar.partText
        visible: root.visit.bar.part > 0 && !notice.visible
    }
    // In the place of the progress, so that nothing on the screen moves under a finger.
    TimeNotice {
        id: notice
        anchors.left: Theme.isPortrait ? parent.left : mark.right
        anchors.leftMargin: Theme.isPortrait ? Theme.margin : Theme.px(32)
        anchors.right: Theme.isPortrait ? parent.right : corner.left
        anchors.rightMargin: Theme.isPortrait ? Theme.margin : Theme.px(48)
        y: Theme.isPortrait ? root.rowHeight + Theme.px(4) : (root.rowHeight - height) / 2
        text: root.visit.bar.noticeText
    }
    AccessCorner {
        id: corner
        anchors.right: parent.right
        anchors.rightMargin: Theme.margin
        y: Theme.px(16)
        room: root.width - mark.width - 2 * Theme.margin - Theme.px(40)
        appearance: root.appearance
        visit: root.visit
    }
}
