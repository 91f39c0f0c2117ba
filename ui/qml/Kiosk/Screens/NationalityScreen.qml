pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// For passports: the nationality, one touch.
ScreenFrame {
    id: root

    required property IdentityModel model
    required property Appearance appearance
    readonly property int columns: Theme.crowding > 2 ? 2 : 3

    title: qsTrId("resident.nationality.title")
    hasPrimary: false
    onBack: root.model.back()

    PagedColumn {
        id: parts
        anchors.fill: parent
        spacing: Theme.apart(14)
        language: root.appearance.language

        Repeater {
            model: root.model.nationalities

            ChoiceCard {
                required property string code
                required property string title
                required isChosen
                objectName: "nationality-" + code
                width: Math.floor((root.contentWidth - (root.columns - 1) * parts.spacing) / root.columns)
                implicitHeight: Math.max(Theme.target(Theme.isPortrait ? 104 : 84), Theme.bodySize * 2.9 + Theme.px(16))
                text: title
                onClicked: root.model.choose_nationality(code)
            }
        }
    }
}
