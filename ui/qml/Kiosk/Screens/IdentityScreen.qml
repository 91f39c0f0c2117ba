pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// Who are you: hold a card to the scanner, or type it.
ScreenFrame {
    id: root

    required property IdentityModel model
    required property Appearance appearance

    title: qsTrId("resident.identity.title")
    hasPrimary: false
    columnWidth: Theme.isPortrait ? Theme.columnWidth : Theme.windowWidth - 2 * Theme.margin
    onBack: root.model.back()

    Rectangle {
        id: scan
        anchors.left: parent.left
        anchors.top: parent.top
        width: Theme.isPortrait ? parent.width : Math.round((parent.width - Theme.px(56)) * 0.5)
        height: Theme.isPortrait ? Theme.px(620) : parent.height
        color: Theme.surface
        border.color: Theme.line
        border.width: Theme.border
        radius: Theme.radius

        Column {
            anchors.centerIn: parent
            width: parent.width - Theme.px(Theme.crowding < 3 ? 96 : 48)
            spacing: Theme.px(24)

            CardPicture {
                anchors.horizontalCenter: parent.horizontalCenter
                visible: Theme.isPortrait || Theme.crowding < 3
            }
            CentredWords {
                text: qsTrId("resident.identity.scan")
                size: Theme.pt(34)
                isStrong: true
            }
            CentredWords {
                text: qsTrId("resident.identity.scan_detail")
                size: Theme.smallSize
                color: Theme.quietInk
                visible: root.model.scanProblem === ""
            }
            Notice {
                width: parent.width
                text: root.model.scanProblem
            }
        }
    }
    PagedColumn {
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.top: Theme.isPortrait ? scan.bottom : parent.top
        anchors.topMargin: Theme.isPortrait ? Theme.px(48) : 0
        width: Theme.isPortrait ? parent.width : parent.width - scan.width - Theme.px(56)
        spacing: Theme.apart(20)
        language: root.appearance.language

        Words {
            width: parent?.width ?? 0
            text: qsTrId("resident.identity.or_type")
            size: Theme.bodySize
            color: Theme.quietInk
        }
        ChoiceCard {
            objectName: "type-card"
            width: parent?.width ?? 0
            text: qsTrId("resident.identity.card")
            detail: qsTrId("resident.identity.card_detail")
            iconName: "card"
            focus: true
            onClicked: root.model.choose_papers("id_card")
        }
        ChoiceCard {
            objectName: "type-passport"
            width: parent?.width ?? 0
            text: qsTrId("resident.identity.passport")
            detail: qsTrId("resident.identity.passport_detail")
            iconName: "passport"
            height: root.model.mayBeForeign ? implicitHeight : 0 // What is left out has no height: pages do not show it either.
            visible: root.model.mayBeForeign
            onClicked: root.model.choose_papers("passport")
        }
        ChoiceCard {
            objectName: "no-papers"
            width: parent?.width ?? 0
            text: qsTrId("resident.identity.none")
            detail: qsTrId("resident.identity.none_detail")
            iconName: "person"
            height: root.model.mayGoWithoutPapers ? implicitHeight : 0
            visible: root.model.mayGoWithoutPapers
            onClicked: root.model.choose_papers("none")
        }
    }
}
