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

    Grid {
        id: grid
        anchors.fill: parent
        anchors.margins: Theme.margin
        anchors.topMargin: Theme.px(Theme.isPortrait ? 72 : 48)
        anchors.bottomMargin: Theme.px(Theme.isPortrait ? 320 : 236)
        columns: Theme.isPortrait ? 1 : 2
        spacing: Theme.px(Theme.isPortrait ? 56 : 88)

        readonly property real leftWidth: Theme.isPortrait ? width : Math.round((width - spacing) * 0.56)

        Column {
            width: grid.leftWidth
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
                    width: grid.leftWidth - Theme.px(72)
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
                visible: Theme.textStep < 3 || Theme.isPortrait
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
                    width: grid.leftWidth - Theme.pt(34) - Theme.px(16)
                    text: root.model.facts
                    size: Theme.pt(26)
                    isStrong: true
                }
            }
            Grid {
                width: parent.width
                columns: 2
                spacing: Theme.px(16)
                visible: Theme.textStep < 2 || Theme.isPortrait

                Repeater {
                    model: root.model.prizes

                    Rectangle {
                        id: prize
                        required property string name
                        required property string amount
                        width: (grid.leftWidth - Theme.px(16)) / 2
                        height: amountWords.implicitHeight + Theme.px(28)
                        color: Theme.surface
                        border.color: Theme.line
                        border.width: Theme.border
                        radius: Theme.radius

                        Words {
                            id: prizeName
                            anchors.left: parent.left
                            anchors.leftMargin: Theme.px(24)
                            anchors.verticalCenter: parent.verticalCenter
                            width: parent.width - amountWords.width - Theme.px(64)
                            text: prize.name
                            size: Theme.pt(22)
                            maximumLineCount: 1
                            fontSizeMode: Text.HorizontalFit
                            minimumPixelSize: Theme.px(16)
                        }
                        Words {
                            id: amountWords
                            anchors.right: parent.right
                            anchors.rightMargin: Theme.px(24)
                            anchors.verticalCenter: parent.verticalCenter
                            text: prize.amount
                            size: Theme.pt(24)
                            isStrong: true
                        }
                    }
                }
            }
        }
        InfoCard {
            width: grid.width - (Theme.isPortrait ? 0 : grid.leftWidth + grid.spacing)
            height: Theme.isPortrait ? Theme.px(560) : grid.height
            model: root.model
        }
    }
    PrimaryButton {
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
