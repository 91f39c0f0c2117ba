pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// Something went wrong: what happened, what was kept, what to do. Large for the resident, small for the staff who are called.
ScreenFrame {
    id: root

    required property ProblemModel model
    required property Visit visit

    hasBack: root.model.canGoOn
    backText: qsTrId("resident.problem.leave")
    backName: "leave"
    onBack: root.visit.leave()
    primaryText: root.model.canGoOn ? root.model.goOnText : qsTrId("resident.problem.leave")
    primaryName: root.model.canGoOn ? "go-on" : "leave"
    primaryIcon: root.model.canGoOn ? "next" : "check"
    onPrimary: root.model.canGoOn ? root.model.go_on() : root.visit.leave()

    Message {
        anchors.horizontalCenter: parent.horizontalCenter
        y: Math.max(0, (forStaff.y - height) / 2)
        width: parent.width
        iconName: Theme.crowding < 2 ? "care" : ""
        title: qsTrId("resident.problem.title")
        text: root.model.text
        remark: root.model.remark
    }
    Rectangle {
        id: forStaff
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        height: staffWords.height + 2 * staffWords.y
        color: Theme.surface
        border.color: Theme.line
        border.width: Theme.border
        radius: Theme.radius

        Column {
            id: staffWords
            x: Theme.px(24)
            y: Theme.px(16)
            width: parent.width - 2 * x
            spacing: Theme.px(6)

            Words {
                objectName: "problem-code"
                width: parent.width
                text: root.model.staffTitle
                size: Theme.leastSize
                isStrong: true
            }
            Words {
                width: parent.width
                text: root.model.staffText
                size: Theme.leastSize
                color: Theme.quietInk
            }
        }
    }
}
