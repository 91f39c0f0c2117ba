pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// Covers everything when nobody has touched the screen for a while: still there? Then it counts down.
FocusScope {
    id: root

    required property IdleModel model

    visible: root.model.isCounting
    onVisibleChanged: if (visible) root.forceActiveFocus()

    Rectangle {
        anchors.fill: parent
        color: Theme.ground
    }
    MouseArea {
        anchors.fill: parent
        onClicked: root.model.stay()
    }
    Column {
        anchors.centerIn: parent
        width: Theme.columnWidth
        spacing: Theme.px(32)

        CentredWords {
            text: qsTrId("resident.idle.title")
            size: Theme.pt(52)
            isStrong: true
            Accessible.role: Accessible.AlertMessage
        }
        CentredWords {
            text: root.model.isRunning ? qsTrId("resident.idle.running") : qsTrId("resident.idle.text")
        }
        CentredWords {
            objectName: "idle-seconds"
            text: root.model.secondsLeft
            size: Theme.px(160)
            isStrong: true
            lineHeight: 1.0
        }
    }
    SecondaryButton {
        objectName: "idle-leave"
        anchors.left: parent.left
        anchors.bottom: parent.bottom
        anchors.leftMargin: Theme.margin
        anchors.bottomMargin: Theme.px(Theme.isPortrait ? 48 : 28)
        text: root.model.isRunning ? qsTrId("resident.idle.leave_running") : qsTrId("resident.idle.leave")
        iconName: "close"
        onClicked: root.model.leave()
    }
    PrimaryButton {
        objectName: "idle-stay"
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.rightMargin: Theme.margin
        anchors.bottomMargin: Theme.px(Theme.isPortrait ? 48 : 28)
        text: qsTrId("resident.idle.stay")
        iconName: "hand"
        focus: true
        onClicked: root.model.stay()
    }
}
