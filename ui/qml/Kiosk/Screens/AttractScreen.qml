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

    Column {
        id: said
        x: Theme.margin
        y: Theme.px(Theme.isPortrait ? 64 : 48)
        width: Theme.isPortrait ? parent.width - 2 * x : Math.round((parent.width - 2 * x) * 0.54)
        spacing: Theme.px(Theme.isPortrait && Theme.crowding < 1 ? 36 : 22)

        Row {
            spacing: Theme.px(16)
            visible: Theme.isPortrait || Theme.crowding < 3

            Rectangle {
                anchors.verticalCenter: parent.verticalCenter
                width: Theme.px(56)
                height: Theme.px(4)
                color: Theme.gold
            }
            Words {
                width: said.width - Theme.px(72)
                text: root.model.organiser
                size: Theme.tinySize
                color: Theme.quietInk
            }
        }
        Words {
            width: parent.width
            text: root.model.name
            size: Theme.pt([54, 54, 44, 32][Theme.crowding])
            isStrong: true
            lineHeight: 1.08
            Accessible.role: Accessible.Heading
        }
        Words {
            width: parent.width
            text: root.model.summary
            size: Theme.pt(Theme.crowding > 1 ? 22 : 28)
            visible: Theme.crowding < 3
        }
        Row {
            spacing: Theme.px(16)

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                name: "clock"
                size: Theme.pt(34)
            }
            Words {
                anchors.verticalCenter: parent.verticalCenter
                width: said.width - Theme.pt(34) - Theme.px(16)
                text: root.model.facts
                size: Theme.pt(26)
                isStrong: true
            }
        }
        Grid {
            columns: 2
            spacing: Theme.px(16)
            visible: Theme.isPortrait && Theme.crowding < 2 || Theme.crowding === 0 && Theme.px(20) >= Theme.leastSize

            Repeater {
                model: root.model.prizes

                PrizeCard {
                    width: (said.width - Theme.px(16)) / 2
                    isStacked: Theme.crowding > 0
                }
            }
        }
    }
    InfoCard {
        anchors.left: Theme.isPortrait ? said.left : said.right
        anchors.leftMargin: Theme.isPortrait ? 0 : Theme.px(88)
        anchors.right: parent.right
        anchors.rightMargin: Theme.margin
        anchors.top: Theme.isPortrait ? said.bottom : said.top
        anchors.topMargin: Theme.isPortrait ? Theme.px(32) : 0
        anchors.bottom: start.top
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
        anchors.fill: start
        visible: !start.visible
        color: Theme.careGround
        border { color: Theme.strongLine; width: Theme.border }
        radius: Theme.radius

        Words {
            objectName: "contest-notice"
            anchors.fill: parent
            anchors.margins: Theme.px(24)
            horizontalAlignment: Text.AlignHCenter
            verticalAlignment: Text.AlignVCenter
            text: root.model.notice
            size: Math.max(Theme.bodySize, Theme.px(36))
            isStrong: true
            color: Theme.care
            fontSizeMode: Text.Fit
            minimumPixelSize: Theme.leastSize
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
