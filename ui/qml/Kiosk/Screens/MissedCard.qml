pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// One missed question: what was answered, what is right, and where the law says so. Further ones are pages.
Rectangle {
    id: root

    required property ResultModel model
    readonly property real needed: words.implicitHeight + turn.height + Theme.px(96)
    property real growth: Theme.textGrowth

    color: Theme.surface
    border.color: Theme.line
    border.width: Theme.border
    radius: Theme.radius

    onHeightChanged: Qt.callLater(root.fit)
    onWidthChanged: Qt.callLater(root.fit)
    Component.onCompleted: root.fit()

    Connections {
        target: root.model
        function onResultChanged(): void {
            Qt.callLater(root.fit);
        }
    }
    Connections {
        target: Theme
        function onTextStepChanged(): void {
            Qt.callLater(root.fit);
        }
    }

    component Said: Column {
        id: said
        required property string label
        required property string text
        required property string iconName
        required property color tint
        property bool isStrong: false
        width: words.width
        spacing: Theme.px(2)

        Row {
            spacing: Theme.px(10)

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                name: said.iconName
                tint: said.tint
                size: Math.round(Theme.px(26) * root.growth)
            }
            Words {
                anchors.verticalCenter: parent.verticalCenter
                text: said.label
                size: Math.round(Theme.px(22) * root.growth)
                color: said.tint
                isStrong: true
            }
        }
        Words {
            width: parent.width
            text: said.text
            size: Math.round(Theme.px(27) * root.growth)
            isStrong: said.isStrong
        }
    }
    Column {
        id: words
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: Theme.px(36)
        spacing: Theme.px(18)

        Words {
            width: parent.width
            text: root.model.missedTitle
            size: Math.round(Theme.px(22) * root.growth)
            color: Theme.quietInk
        }
        Words {
            width: parent.width
            text: root.model.question
            size: Math.round(Theme.px(30) * root.growth)
            isStrong: true
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
    PageTurn {
        id: turn
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.px(24)
        anchors.horizontalCenter: parent.horizontalCenter
        page: root.model.page
        pageCount: root.model.missedCount
        onTurned: page => root.model.show_page(page)
    }

    function fit(): void {
        root.growth = Theme.textGrowth;
        for (const growth of [1.3, 1.15, 1.0, 0.9, 0.8]) {
            words.forceLayout();
            if (growth < root.growth && root.needed > root.height)
                root.growth = growth;
        }
    }
}
