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
    readonly property int gap: Theme.smallGap
    readonly property int tileHeight: Theme.target(Theme.isPortrait ? 128 : Theme.crowding > 1 ? 112 : 96)
    // As few columns as let every question have a tile on this one screen, so that nothing is out of sight.
    readonly property real tilesHeight: root.contentHeight - told.height - parts.height - 2 * column.spacing
    readonly property int rows: Math.max(1, Math.floor((root.tilesHeight + root.gap) / (root.tileHeight + root.gap)))
    readonly property int fewest: Math.max(Theme.isPortrait ? 4 : 5, Math.ceil(tiles.count / root.rows))
    // A few more where that makes all rows full.
    readonly property int columns: [0, 1, 2, 3].map(more => root.fewest + more).find(each => tiles.count % each === 0) ?? root.fewest

    title: qsTrId("resident.review.title")
    hint: qsTrId("resident.review.hint")
    backText: qsTrId("resident.review.back")
    primaryText: qsTrId("resident.review.hand_in")
    primaryName: "hand-in"
    onBack: root.model.go_back()
    onPrimary: root.model.go_on()

    Column {
        id: column
        width: parent.width
        spacing: Theme.px(Theme.isPortrait ? 36 : 20)

        Notice {
            id: told
            width: parent.width
            text: root.model.summary
            isGood: root.model.unansweredCount === 0
        }
        Grid {
            id: grid
            columns: root.columns
            spacing: root.gap

            Repeater {
                id: tiles
                model: root.model.tiles

                QuestionTile {
                    required property int index
                    objectName: "question-" + (index + 1)
                    height: root.tileHeight
                    width: (root.contentWidth - (root.columns - 1) * grid.spacing) / root.columns
                    isWide: width > Theme.px(150) * Math.max(1, Theme.textGrowth)
                    onClicked: root.quiz.show_question(index)
                }
            }
        }
        Grid {
            id: parts
            columns: root.model.hasPrediction && root.model.hasEssay && !Theme.isPortrait ? 2 : 1
            spacing: root.gap
            readonly property real cardWidth: (root.contentWidth - (columns - 1) * spacing) / columns
            readonly property real rowHeight: columns > 1 ? Math.max(prediction.implicitHeight, essay.implicitHeight) : 0

            ChoiceCard {
                id: prediction
                objectName: "prediction-tile"
                width: parts.cardWidth
                height: Math.max(implicitHeight, parts.rowHeight)
                text: root.model.predictionText
                textSize: Theme.buttonSize
                iconName: root.model.isPredicted ? "check" : "care"
                visible: root.model.hasPrediction
                Accessible.role: Accessible.Button
                Accessible.checkable: false
                onClicked: root.model.show_prediction()
            }
            ChoiceCard {
                id: essay
                objectName: "essay-tile"
                width: parts.cardWidth
                height: Math.max(implicitHeight, parts.rowHeight)
                text: root.model.essayText
                textSize: Theme.buttonSize
                iconName: root.model.isEssayGood ? "check" : "care"
                visible: root.model.hasEssay
                Accessible.role: Accessible.Button
                Accessible.checkable: false
                onClicked: root.model.show_essay()
            }
        }
    }
}
