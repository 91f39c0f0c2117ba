pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// One question: where one is, the time left, the question and its answers.
ScreenFrame {
    id: root

    required property QuizModel model

    backText: qsTrId("resident.quiz.previous")
    hasBack: root.model.hasBack
    primaryText: qsTrId("resident.quiz.next")
    primaryName: "next"
    onBack: root.model.go_back()
    onPrimary: root.model.go_on()

    aside: QuizTools {
        model: root.model
        visible: !Theme.isPortrait
    }

    QuizHeader {
        id: header
        width: parent.width
        model: root.model
    }
    QuestionPage {
        anchors.top: header.bottom
        anchors.topMargin: Theme.px(Theme.isPortrait ? 48 : 24)
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.isPortrait ? Theme.touch + Theme.px(56) : 0
        width: parent.width
        model: root.model
    }
    QuizTools {
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.px(16)
        anchors.horizontalCenter: parent.horizontalCenter
        model: root.model
        visible: Theme.isPortrait
    }
}
