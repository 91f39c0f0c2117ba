pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// The second, deliberate act: after it, no answer can be changed.
ScreenFrame {
    id: root

    required property ReviewModel model
    required property QuizModel quiz
    required property Visit visit

    backText: qsTrId("resident.hand_in.back")
    primaryText: qsTrId("resident.hand_in.confirm")
    primaryName: "confirm-hand-in"
    primaryIcon: "check"
    isPrimaryEnabled: !root.visit.isBusy
    onBack: root.model.go_back()
    onPrimary: root.quiz.hand_in()

    Column {
        anchors.centerIn: parent
        width: parent.width
        spacing: Theme.px(40)

        Message {
            width: parent.width
            iconName: "question"
            title: qsTrId("resident.hand_in.title")
            text: qsTrId("resident.hand_in.text")
        }
        Notice {
            width: parent.width
            text: root.model.summary
            isGood: root.model.unansweredCount === 0
        }
        Row {
            anchors.horizontalCenter: parent.horizontalCenter
            spacing: Theme.px(16)

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                name: "clock"
                size: Theme.pt(34)
            }
            Words {
                anchors.verticalCenter: parent.verticalCenter
                text: qsTrId("resident.quiz.time") + " " + root.quiz.timeText
                Accessible.role: Accessible.Clock
                isStrong: true
            }
        }
    }
}
