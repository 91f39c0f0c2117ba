pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// Sex, and the group one counts under.
ScreenFrame {
    id: root

    required property IdentityModel model
    required property Appearance appearance
    readonly property int columns: Theme.isPortrait || Theme.crowding > 2 ? 2 : 3

    title: qsTrId("resident.about.title")
    isPrimaryEnabled: root.model.isAboutWhole
    onBack: root.model.back()
    onPrimary: root.model.proceed()

    PagedColumn {
        id: parts
        anchors.fill: parent
        spacing: Theme.smallGap
        language: root.appearance.language

        Words {
            width: root.contentWidth
            text: qsTrId("resident.about.sex")
            size: Theme.pt(26)
            color: Theme.quietInk
        }
        ChoiceCard {
            objectName: "sex-female"
            width: Math.floor((root.contentWidth - parts.spacing) / 2)
            text: qsTrId("resident.sex.female")
            isChosen: root.model.sex === "female"
            focus: true
            onClicked: root.model.choose_sex("female")
        }
        ChoiceCard {
            objectName: "sex-male"
            width: Math.floor((root.contentWidth - parts.spacing) / 2)
            text: qsTrId("resident.sex.male")
            isChosen: root.model.sex === "male"
            onClicked: root.model.choose_sex("male")
        }
        Words {
            width: root.contentWidth
            text: qsTrId("resident.about.group")
            size: Theme.pt(26)
            color: Theme.quietInk
            topPadding: Theme.px(8)
        }
        Repeater {
            model: root.model.groups

            ChoiceCard {
                required property string code
                required property string title
                required isChosen
                objectName: "group-" + code
                width: Math.floor((root.contentWidth - (root.columns - 1) * parts.spacing) / root.columns)
                text: title
                onClicked: root.model.choose_group(code)
            }
        }
    }
}
