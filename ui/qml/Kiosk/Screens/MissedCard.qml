pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// One missed question: what was answered, what is right, and where the law says so.
Rectangle {
    id: root

    required property ResultModel model
    property real growth: 1.0

    color: Theme.surface
    border.color: Theme.line
    border.width: Theme.border
    radius: Theme.radius

    onHeightChanged: settle.restart()
    onWidthChanged: settle.restart()
    Component.onCompleted: root.fit()

    // Fits once all texts are set; a timer of its own, so that nothing is called after the screen has gone.
    Timer {
        id: settle
        interval: 0
        onTriggered: root.fit()
    }
    Connections {
        target: root.model
        function onResultChanged(): void {
            settle.restart();
        }
    }
    Connections {
        target: Theme
        function onTextStepChanged(): void {
            settle.restart();
        }
    }

    component Said: Column {
        id: said
        required property string label
        required property string text
        required property string iconName
        required property color tint
        property bool isStrong: false
        readonly property real tall: heading.implicitHeight + body.implicitHeight + spacing
        width: words.width
        spacing: Theme.px(2)

        Row {
            spacing: Theme.px(10)

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                name: said.iconName
                tint: said.tint
                size: Theme.letters(Theme.bodySize * 0.9 * root.growth)
            }
            Words {
                id: heading
                anchors.verticalCenter: parent.verticalCenter
                text: said.label
                size: Theme.letters(Theme.bodySize * 0.8 * root.growth)
                color: said.tint
                isStrong: true
            }
        }
        Words {
            id: body
            width: parent.width
            text: said.text
            size: Theme.letters(Theme.bodySize * root.growth)
            isStrong: said.isStrong
        }
    }
    Column {
        id: words
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: Theme.px(36)
        spacing: Theme.px(Theme.isPortrait ? 24 : 18)

        Words {
            id: title
            width: parent.width
            text: root.model.missedTitle
            size: Theme.letters(Theme.bodySize * 0.8 * root.growth)
            color: Theme.quietInk
        }
        Words {
            id: question
            width: parent.width
            text: root.model.question
            size: Theme.letters(Theme.bodySize * 1.05 * root.growth)
            isStrong: true
        }
        Said {
            id: chosen
            label: qsTrId("resident.result.yours")
            text: root.model.chosen
            iconName: "close"
            tint: Theme.care
        }
        Said {
            id: rightOne
            label: qsTrId("resident.result.right")
            text: root.model.right
            iconName: "check"
            tint: Theme.good
            isStrong: true
        }
        Said {
            id: citation
            label: qsTrId("resident.result.citation")
            text: root.model.citation
            iconName: "question"
            tint: Theme.quietInk
        }
    }
    // The texts' own heights, since columns arrange themselves only later.
    function needed(): real {
        const texts = title.implicitHeight + question.implicitHeight + chosen.tall + rightOne.tall + citation.tall;
        return texts + 4 * words.spacing + Theme.px(2 * 36);
    }

    function fit(): void {
        for (root.growth = 1.0; root.needed() > root.height && Theme.bodySize * (root.growth - 0.05) >= Theme.leastSize;)
            root.growth -= 0.05;
    }
}
