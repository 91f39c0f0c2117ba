pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// The question with its answers. What does not fit together at the chosen text size stands on several pages: the question,
// then its answers, as many as there is room for. Nothing scrolls.
Item {
    id: root

    required property QuizModel model
    property real growth: 1.0
    property int page: 0
    property int pageCount: 1
    property int wanted: 0 // Where it was turned to by hand: shown again as soon as there are so many pages again.
    property bool isFitting: false
    readonly property int number: root.model.place
    readonly property real spare: height - turn.implicitHeight - Theme.apart(20)

    onWidthChanged: settle.restart()
    onHeightChanged: settle.restart()
    onNumberChanged: root.page = root.wanted = 0
    onPageChanged: {
        if (!root.isFitting)
            root.wanted = root.page;
        root.show();
    }
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
            settle.restart();
        }
    }
    Connections {
        target: Theme
        function onTextStepChanged(): void {
            settle.restart();
        }
    }
    Column {
        id: column
        width: parent.width
        spacing: Theme.apart(Theme.isPortrait ? 28 : 16)

        Words {
            id: question
            width: parent.width
            bottomPadding: Theme.px(Theme.isPortrait ? 28 : 16)
            text: root.model.text
            size: Math.max(Theme.px(32), Theme.questionSize * root.growth)
            isStrong: true
            lineHeight: 1.1
            Accessible.role: Accessible.Heading
        }
        Repeater {
            id: cards
            model: root.model.answers

            AnswerCard {
                required property int index
                required letter
                required text
                required isChosen
                objectName: "answer-" + index
                width: column.width
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
        pageCount: root.pageCount
        onTurned: page => root.page = page
    }

    // At the usual size a long question is written smaller rather than parted; larger sizes were asked for, and are kept.
    function fit(): void {
        const least = Theme.textStep > 1 ? 0.95 : Theme.leastSize / Theme.bodySize;
        for (root.growth = 1.0; root.place(root.height, false) > 1 && root.growth - 0.05 >= least;)
            root.growth -= 0.05;
        if (root.place(root.height, false) > 1)
            root.growth = 1.0;
        root.pageCount = root.place(root.height, false) > 1 ? root.place(root.spare, false) : 1;
        while (root.pageCount > 1 && root.tallest() > root.spare && root.growth > 0.6)
            root.growth -= 0.05;
        root.isFitting = true;
        root.page = Math.min(root.wanted, root.pageCount - 1);
        root.isFitting = false;
        root.show();
    }

    function show(): void {
        root.place(root.pageCount > 1 ? root.spare : root.height, true);
    }

    function part(index: int): Item {
        return index === 0 ? question : cards.itemAt(index - 1);
    }

    function tallest(): real {
        let most = 0;
        for (let index = 0; index <= cards.count; index++)
            most = Math.max(most, root.part(index)?.implicitHeight ?? 0);
        return most;
    }

    // Counts the pages for a height, by the parts' own heights, since columns arrange themselves only later.
    function place(available: real, shows: bool): int {
        let page = 0;
        let used = 0;
        for (let index = 0; index <= cards.count; index++) {
            const item = root.part(index);
            const tall = item?.implicitHeight ?? 0;
            if (used > 0 && used + tall > available) {
                page++;
                used = 0;
            }
            used += tall + column.spacing;
            if (shows && item)
                item.visible = page === root.page;
        }
        return page + 1;
    }
}
