pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// The score, and what to learn from it. Everything here is as far as the rules show it now.
ScreenFrame {
    id: root

    required property ResultModel model

    title: qsTrId(root.model.isPractice ? "resident.practice.result" : "resident.result.title")
    hasBack: false
    columnWidth: Theme.isPortrait ? Theme.columnWidth : Theme.windowWidth - 2 * Theme.margin
    primaryText: qsTrId(root.model.isPractice ? "resident.frame.continue" : "resident.result.receipt")
    onPrimary: root.model.go_on()

    ScoreCard {
        id: score
        width: Theme.isPortrait || root.model.missedCount === 0 ? parent.width : Math.round(parent.width * 0.32)
        height: Theme.isPortrait || root.model.missedCount === 0 ? implicitHeight : parent.height
        model: root.model
    }
    MissedCard {
        anchors.right: parent.right
        anchors.top: Theme.isPortrait ? score.bottom : parent.top
        anchors.topMargin: Theme.isPortrait ? Theme.gap : 0
        anchors.bottom: Theme.isPortrait && turn.visible ? turn.top : parent.bottom
        anchors.bottomMargin: Theme.isPortrait && turn.visible ? Theme.px(20) : 0
        width: Theme.isPortrait ? parent.width : parent.width - score.width - Theme.gap
        model: root.model
        visible: root.model.missedCount > 0
    }
    // In landscape it stands beside the primary button, so that the question has the whole height.
    PageTurn {
        id: turn
        x: Theme.isPortrait ? (parent.width - width) / 2 : 0
        y: Theme.isPortrait ? parent.height - height : parent.height + Theme.px(20) + (Theme.touch - height) / 2
        page: root.model.page
        pageCount: root.model.missedCount
        onTurned: page => root.model.show_page(page)
    }
}
