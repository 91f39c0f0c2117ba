pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// Sex, and the group one counts under.
ScreenFrame {
    id: root

    required property IdentityModel model

    title: qsTrId("resident.about.title")
    isPrimaryEnabled: root.model.isAboutWhole
    onBack: root.model.back()
    onPrimary: root.model.proceed()

    Column {
        width: parent.width
        spacing: Theme.px(14)

        Words {
            text: qsTrId("resident.about.sex")
            size: Theme.pt(26)
            color: Theme.quietInk
        }
        Row {
            spacing: Theme.px(16)

            ChoiceCard {
                objectName: "sex-female"
                width: (root.contentWidth - Theme.px(16)) / 2
                text: qsTrId("resident.sex.female")
                isChosen: root.model.sex === "female"
                focus: true
                onClicked: root.model.choose_sex("female")
            }
            ChoiceCard {
                objectName: "sex-male"
                width: (root.contentWidth - Theme.px(16)) / 2
                text: qsTrId("resident.sex.male")
                isChosen: root.model.sex === "male"
                onClicked: root.model.choose_sex("male")
            }
        }
        Words {
            text: qsTrId("resident.about.group")
            size: Theme.pt(26)
            color: Theme.quietInk
            topPadding: Theme.px(8)
        }
        Grid {
            id: groups
            columns: Theme.isPortrait ? 2 : 3
            spacing: Theme.px(16)

            Repeater {
                model: root.model.groups

                ChoiceCard {
                    required property string code
                    required property string title
                    required isChosen
                    objectName: "group-" + code
                    width: (root.contentWidth - (groups.columns - 1) * Theme.px(16)) / groups.columns
                    text: title
                    onClicked: root.model.choose_group(code)
                }
            }
        }
    }
}
