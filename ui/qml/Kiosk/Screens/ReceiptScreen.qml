pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// The receipt: its picture, its code, and what has become of its paper.
ScreenFrame {
    id: root

    required property ReceiptModel model

    title: Theme.isPortrait || Theme.crowding < 3 ? qsTrId("resident.receipt.title") : ""
    columnWidth: Theme.windowWidth - 2 * Theme.margin
    backText: qsTrId("resident.receipt.back")
    primaryText: qsTrId("resident.receipt.finish")
    primaryName: "finish"
    primaryIcon: "check"
    isPrimaryEnabled: root.model.isIssued
    onBack: root.model.go_back()
    onPrimary: root.model.finish()

    Rectangle {
        id: paper
        anchors.right: parent.right
        anchors.horizontalCenter: Theme.isPortrait ? parent.horizontalCenter : undefined
        anchors.bottom: parent.bottom
        anchors.top: Theme.isPortrait ? said.bottom : parent.top
        anchors.topMargin: Theme.isPortrait ? Theme.gap : Theme.crowding < 3 ? -Theme.px(72) : 0
        width: Theme.isPortrait ? parent.width : Math.round(parent.width * (Theme.crowding < 3 ? 0.36 : 0.24))
        color: Theme.idle
        border.color: Theme.line
        border.width: Theme.border
        radius: Theme.radius

        Image {
            id: picture
            anchors.fill: parent
            anchors.margins: Theme.px(20)
            fillMode: Image.PreserveAspectFit
            source: root.model.picture
            sourceSize.width: Theme.px(900)
            cache: false
            Accessible.role: Accessible.Graphic
            Accessible.name: qsTrId("resident.receipt.picture")
        }
        Words {
            anchors.centerIn: parent
            text: qsTrId("resident.print.making")
            color: Theme.quietInk
            visible: root.model.picture === ""
        }
    }
    Column {
        id: said
        anchors.left: parent.left
        width: Theme.isPortrait ? parent.width : parent.width - paper.width - Theme.px(64)
        spacing: Theme.px(Theme.isPortrait ? 28 : 24)

        PrintNotice {
            width: parent.width
            model: root.model
        }
        Column {
            width: parent.width
            spacing: Theme.px(4)

            Words {
                text: qsTrId("resident.receipt.code")
                size: Theme.pt(24)
                color: Theme.quietInk
            }
            Words {
                objectName: "receipt-code"
                width: parent.width
                text: root.model.code
                size: Math.min(Theme.pt(52), Theme.px(64))
                isStrong: true
                lineHeight: 1.05
            }
            Words {
                text: qsTrId("resident.receipt.number") + " " + root.model.number
                size: Theme.pt(24)
                color: Theme.quietInk
            }
        }
        Words {
            width: parent.width
            text: qsTrId("resident.receipt.keep")
            size: Theme.pt(Theme.crowding > 1 ? 23 : 26)
        }
    }
}
