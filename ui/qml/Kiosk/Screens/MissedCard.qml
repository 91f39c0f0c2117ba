pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// One missed question: what was answered, what is right, and where the law says so; on several pages where letters are large.
Rectangle {
    id: root

    required property ResultModel model
    property alias page: parts.page
    property alias wanted: parts.wanted
    readonly property alias pageCount: parts.pageCount

    color: Theme.surface
    border.color: Theme.line
    border.width: Theme.border
    radius: Theme.radius

    component Said: Column {
        id: said
        required property string label
        required property string text
        required property string iconName
        required property color tint
        property bool isStrong: false
        width: parts.width
        spacing: Theme.px(2)

        Row {
            spacing: Theme.px(10)

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                name: said.iconName
                tint: said.tint
                size: Theme.pt(25)
            }
            Words {
                anchors.verticalCenter: parent.verticalCenter
                text: said.label
                size: Theme.pt(23)
                color: said.tint
                isStrong: true
            }
        }
        Words {
            width: parent.width
            text: said.text
            isStrong: said.isStrong
        }
    }
    Words {
        id: title
        anchors.left: parts.left
        anchors.right: parts.right
        anchors.top: parent.top
        anchors.topMargin: Theme.px(30)
        text: parts.page === 0 ? root.model.missedTitle : root.model.missedTitle + " " + qsTrId("resident.page.continued")
        size: Theme.pt(23)
        color: Theme.quietInk
    }
    PagedColumn {
        id: parts
        anchors.fill: parent
        anchors.margins: Theme.px(36)
        anchors.topMargin: title.height + Theme.px(44)
        anchors.bottomMargin: Theme.px(24)
        spacing: Theme.px(Theme.isPortrait ? 24 : 18)
        language: root.model.question
        hasTurn: false

        Words {
            objectName: "missed-question"
            width: parts.width
            text: root.model.question
            size: Theme.pt(29)
            isStrong: true
            Accessible.role: Accessible.Heading
        }
        Said {
            label: qsTrId("resident.result.yours")
            text: root.model.chosen
            iconName: "close"
            tint: Theme.care
        }
        Said {
            label: qsTrId("resident.result.right")
            text: root.model.right
            iconName: "check"
            tint: Theme.good
            isStrong: true
        }
        Said {
            label: qsTrId("resident.result.citation")
            text: root.model.citation
            iconName: "question"
            tint: Theme.quietInk
        }
    }
}
