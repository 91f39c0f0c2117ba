pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// What to write about, what is saved so far, and the two ways of writing.
FocusScope {
    id: root

    required property EssayModel model

    PagedColumn {
        id: parts
        readonly property real choiceWidth: Theme.isPortrait ? width : Math.floor((width - spacing) / 2)
        anchors.fill: parent
        language: root.model.topic
        spacing: Theme.px(Theme.isPortrait ? 32 : 20)

        Words {
            width: parent?.width ?? 0
            text: root.model.topic
            size: Theme.questionSize
            isStrong: true
            lineHeight: 1.1
        }
        Notice {
            objectName: "essay-state"
            width: parent?.width ?? 0
            text: root.model.stateText
            isGood: root.model.isGood
        }
        ChoiceCard {
            objectName: "essay-write"
            width: parts.choiceWidth
            text: qsTrId("resident.essay.write")
            detail: qsTrId("resident.essay.sealed")
            iconName: "pencil"
            focus: true
            Accessible.role: Accessible.Button
            Accessible.checkable: false
            onClicked: root.model.show_page("writing")
        }
        ChoiceCard {
            objectName: "essay-sheet"
            width: parts.choiceWidth
            text: qsTrId("resident.essay.paper")
            detail: qsTrId("resident.essay.paper_detail")
            iconName: "card"
            Accessible.role: Accessible.Button
            Accessible.checkable: false
            onClicked: root.model.show_page("sheet")
        }
    }
}
