pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// The question with its answers. What does not fit together at the chosen text size stands on two pages: the question,
// then its answers. Nothing scrolls.
Item {
    id: root

    required property QuizModel model
    property real growth: Theme.textGrowth
    property bool isSplit: false
    property int page: 0
    readonly property real spare: height - (root.isSplit ? turn.implicitHeight + Theme.px(20) : 0)

    onWidthChanged: settle.restart()
    onHeightChanged: settle.restart()
    Component.onCompleted: root.fit()

    // Fits once all texts are set; a timer of its own, so that nothing is called after the screen has gone.
    Timer {
        id: settle
        interval: 0
        onTriggered: root.fit()
    }
    Connections {
        target: root.model
        function onQuestionChanged(): void {
            if (root.model.text !== question.text || cards.count === 0)
                root.page = 0;
            settle.restart();
        }
    }
    Connections {
        target: Theme
        function onTextStepChanged(): void {
            settle.restart();
        }
    }
    Words {
        id: question
        width: parent.width
        text: root.model.text
        size: Theme.questionSize
        isStrong: true
        lineHeight: 1.1
        visible: !root.isSplit || root.page === 0
        Accessible.role: Accessible.Heading
    }
    Column {
        id: answers
        y: root.isSplit ? 0 : Math.min(question.implicitHeight + Theme.px(Theme.isPortrait ? 56 : 32), root.height - height)
        width: parent.width
        spacing: Theme.px(Theme.isPortrait ? 28 : 16)
        visible: !root.isSplit || root.page === 1

        Repeater {
            id: cards
            model: root.model.answers

            AnswerCard {
                required property int index
                required letter
                required text
                required isChosen
                objectName: "answer-" + index
                width: answers.width
                growth: root.growth
                onClicked: root.model.choose(index)
            }
        }
    }
    PageTurn {
        id: turn
        anchors.bottom: parent.bottom
        anchors.horizontalCenter: parent.horizontalCenter
        page: root.page
        pageCount: root.isSplit ? 2 : 1
        onTurned: page => root.page = page
    }

    // First the answers may grow a little less than the question; only then do they go to a page of their own.
    function fit(): void {
        root.isSplit = true;
        for (const share of [1.0, 0.9])
            if (root.isSplit) {
                root.growth = Theme.textGrowth * share;
                root.isSplit = question.implicitHeight + Theme.px(32) + cardsHeight() > root.height;
            }
        root.growth = root.isSplit ? Theme.textGrowth : root.growth;
        for (const growth of [1.3, 1.15, 1.0, 0.9])
            if (growth < root.growth && root.isSplit && cardsHeight() > root.spare)
                root.growth = growth;
    }

    function cardsHeight(): real {
        let sum = (cards.count - 1) * answers.spacing;
        for (let i = 0; i < cards.count; i++)
            sum += cards.itemAt(i)?.implicitHeight ?? 0;
        return sum;
    }
}
