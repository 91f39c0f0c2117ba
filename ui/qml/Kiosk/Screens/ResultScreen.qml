pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// The score, and what to learn from it. Everything here is as far as the rules show it now.
ScreenFrame {
    id: root

    required property ResultModel model
    // Where letters are so large that score and question have no room side by side, the score comes first, on a page of its own.
    readonly property bool isAlone: !Theme.isPortrait && Theme.crowding > 2 && root.model.missedCount > 0
    readonly property bool isBeside: !Theme.isPortrait && !root.isAlone && root.model.missedCount > 0
    readonly property bool isScoreShown: !root.isAlone || root.isScoreFirst
    readonly property bool isMissedShown: root.model.missedCount > 0 && (!root.isAlone || !root.isScoreFirst)
    property bool isScoreFirst: true

    title: qsTrId(root.model.isPractice ? "resident.practice.result" : "resident.result.title")
    hasBack: false
    columnWidth: Theme.isPortrait ? Theme.columnWidth : Theme.windowWidth - 2 * Theme.margin
    primaryText: qsTrId(root.model.isPractice ? "resident.frame.continue" : "resident.result.receipt")
    onPrimary: root.model.go_on()

    ScoreCard {
        id: score
        width: root.isBeside ? Math.round(parent.width * 0.32) : parent.width
        height: root.isBeside || root.isAlone ? parent.height : implicitHeight
        model: root.model
        visible: root.isScoreShown
    }
    MissedCard {
        id: missed
        anchors.right: parent.right
        anchors.top: Theme.isPortrait ? score.bottom : parent.top
        anchors.topMargin: Theme.isPortrait ? Theme.gap : 0
        anchors.bottom: Theme.isPortrait && turn.visible ? turn.top : parent.bottom
        anchors.bottomMargin: Theme.isPortrait && turn.visible ? Theme.px(20) : 0
        width: root.isBeside ? parent.width - score.width - Theme.gap : parent.width
        model: root.model
        visible: root.isMissedShown
    }
    // In landscape it stands beside the primary button, so that the question has the whole height.
    PageTurn {
        id: turn
        x: Theme.isPortrait ? (parent.width - width) / 2 : 0
        y: Theme.isPortrait ? parent.height - height : parent.height + Theme.px(20) + (Theme.touch - height) / 2
        page: root.isMissedShown ? root.model.page : -1 // The score is no question.
        pageCount: root.model.missedCount
        hasPrevious: root.isMissedShown && (root.isAlone || root.model.page > 0 || missed.page > 0)
        hasNext: root.model.missedCount > 0 && (!root.isMissedShown || root.model.page < root.model.missedCount - 1 || missed.page < missed.pageCount - 1)
        place: qsTrId("resident.result.place")
        onTurned: page => page > turn.page ? root.turn_forward() : root.turn_back()
    }

    function turn_forward(): void {
        if (!root.isMissedShown)
            root.isScoreFirst = false;
        else if (missed.page < missed.pageCount - 1)
            missed.page++;
        else
            root.show(root.model.page + 1);
    }

    function turn_back(): void {
        if (missed.page > 0)
            missed.page--;
        else if (root.isAlone && root.model.page === 0)
            root.isScoreFirst = true;
        else
            root.show(root.model.page - 1);
    }

    function show(question: int): void {
        missed.page = missed.wanted = 0;
        root.model.show_page(question);
    }
}
