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
        spacing: Theme.px(Theme.isPortrait ? 36 : 22)

        Row {
            spacing: Theme.px(16)

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
            size: Theme.pt(Theme.textStep > 1 ? 44 : 54)
            isStrong: true
            lineHeight: 1.08
            Accessible.role: Accessible.Heading
        }
        Words {
            width: parent.width
            text: root.model.summary
            size: Theme.pt(Theme.textStep > 1 ? 22 : 28)
            visible: Theme.textStep < 3
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
            visible: Theme.isPortrait || Theme.textStep === 0

            Repeater {
                model: root.model.prizes

                PrizeCard {
                    width: (said.width - Theme.px(16)) / 2
                    isStacked: Theme.textStep > 0
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
        anchors.topMargin: Theme.isPortrait ? Theme.px(56) : 0
        anchors.bottom: start.top
        anchors.bottomMargin: Theme.px(Theme.isPortrait ? 64 : 36)
        model: root.model
    }
    PrimaryButton {
        id: start
        objectName: "start"
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.margins: Theme.margin
        anchors.bottomMargin: Theme.px(Theme.isPortrait ? 72 : 40)
        implicitHeight: Theme.px(Theme.isPortrait ? 200 : 160)
        text: qsTrId("resident.attract.start")
        textSize: Theme.px(48)
        iconName: "hand"
        focus: true
        enabled: !root.visit.isBusy
        onClicked: root.model.start()
    }
}
