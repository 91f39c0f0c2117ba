pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// The first screen: what this is, what one may win, and one huge place to touch.
FocusScope {
    id: root

    required property AttractModel model
    required property Visit visit
    // Where letters are so large that only one thing has room, the contest is told on a card of its own, before the others.
    readonly property bool isAlone: Theme.crowding > 2

    Component.onCompleted: root.model.cards.introduce(root.isAlone)
    onIsAloneChanged: root.model.cards.introduce(root.isAlone)

    ContestWords {
        id: said
        model: root.model
        visible: !root.isAlone
        room: start.y - y - Theme.px(Theme.isPortrait ? 640 : 24) // Upright, the card stands below it.
        x: Theme.margin
        y: Theme.px(Theme.isPortrait ? 64 : Theme.crowding > 1 ? 32 : 48)
        width: Theme.isPortrait ? parent.width - 2 * x : Math.round((parent.width - 2 * x) * 0.54)
    }
    InfoCard {
        readonly property bool isBeside: !Theme.isPortrait && !root.isAlone
        anchors.left: isBeside ? said.right : said.left
        anchors.leftMargin: isBeside ? Theme.px(72) : 0
        anchors.right: parent.right
        anchors.rightMargin: Theme.margin
        anchors.top: root.isAlone ? parent.top : isBeside ? said.top : said.bottom
        anchors.topMargin: isBeside ? 0 : Theme.px(28)
        anchors.bottom: start.visible ? start.top : notice.top
        anchors.bottomMargin: Theme.px(36)
        model: root.model
    }
    PrimaryButton {
        id: start
        objectName: "start"
        anchors.left: parent.left
        anchors.right: trial.visible && !Theme.isPortrait ? trial.left : parent.right
        anchors.bottom: trial.visible && Theme.isPortrait ? trial.top : parent.bottom
        anchors.leftMargin: Theme.margin
        anchors.rightMargin: trial.visible && !Theme.isPortrait ? Theme.gap : Theme.margin
        anchors.bottomMargin: trial.visible && Theme.isPortrait ? Theme.gap : Theme.px(Theme.isPortrait ? 72 : 40)
        implicitHeight: Theme.px(Theme.isPortrait ? 200 : 160)
        text: qsTrId(root.visit.isPractice ? "resident.practice.start" : "resident.attract.start")
        textSize: Theme.px(48)
        iconName: "hand"
        focus: true
        visible: root.model.isTakingEntries || root.visit.isPractice
        enabled: !root.visit.isBusy
        onClicked: root.model.start()
    }
    // Outside the contest's dates: when it is, and what follows.
    Rectangle {
        id: notice
        anchors.left: start.left
        anchors.right: start.right
        anchors.bottom: start.bottom
        height: Math.max(start.height, told.contentHeight + Theme.px(48))
        visible: !start.visible
        color: Theme.careGround
        border { color: Theme.strongLine; width: Theme.border }
        radius: Theme.radius

        Words {
            id: told
            objectName: "contest-notice"
            anchors.fill: parent
            anchors.margins: Theme.px(24)
            horizontalAlignment: Text.AlignHCenter
            verticalAlignment: Text.AlignVCenter
            text: root.model.notice
            size: Theme.pt(32)
            isStrong: true
            color: Theme.care
        }
    }
    SecondaryButton {
        id: trial
        objectName: "try"
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.rightMargin: Theme.margin
        anchors.bottomMargin: Theme.px(Theme.isPortrait ? 72 : 40)
        width: Theme.isPortrait ? root.width - 2 * Theme.margin : implicitWidth
        height: Theme.isPortrait ? implicitHeight : start.implicitHeight
        text: qsTrId("resident.attract.try")
        iconName: "pencil"
        visible: !root.visit.isPractice
        enabled: !root.visit.isBusy
        onClicked: root.model.try_it()
    }
}
