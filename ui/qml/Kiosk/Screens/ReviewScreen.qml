pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// All questions as tiles; those without an answer stand out. Touching one goes there.
ScreenFrame {
    id: root

    required property ReviewModel model
    required property QuizModel quiz
    readonly property int columns: tiles.count > 25 ? 8 : Theme.isPortrait ? 4 : 5

    title: qsTrId("resident.review.title")
    backText: qsTrId("resident.review.back")
    primaryText: qsTrId("resident.review.hand_in")
    primaryName: "hand-in"
    onBack: root.model.go_back()
    onPrimary: root.model.go_on()

    Column {
        width: parent.width
        spacing: Theme.px(Theme.isPortrait ? 40 : 24)

        Notice {
            width: parent.width
            text: root.model.summary
            isGood: root.model.unansweredCount === 0
        }
        Grid {
            id: grid
            columns: root.columns
            spacing: Theme.px(16)

            Repeater {
                id: tiles
                model: root.model.tiles

                QuestionTile {
                    required property int index
                    objectName: "question-" + (index + 1)
                    width: (root.contentWidth - (root.columns - 1) * grid.spacing) / root.columns
                    isWide: root.columns < 8
                    onClicked: root.quiz.show_question(index)
                }
            }
        }
        ChoiceCard {
            objectName: "prediction-tile"
            width: parent.width
            text: root.model.predictionText
            iconName: root.model.isPredicted ? "check" : "care"
            visible: root.model.hasPrediction
            Accessible.role: Accessible.Button
            Accessible.checkable: false
            onClicked: root.model.show_prediction()
        }
    }
}
