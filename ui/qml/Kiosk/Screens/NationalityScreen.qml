pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// For passports: the nationality, one touch.
ScreenFrame {
    id: root

    required property IdentityModel model

    title: qsTrId("resident.nationality.title")
    hasPrimary: false
    onBack: root.model.back()

    Grid {
        id: grid
        columns: 3
        spacing: Theme.px(14)

        Repeater {
            model: root.model.nationalities

            ChoiceCard {
                required property string code
                required property string title
                required isChosen
                objectName: "nationality-" + code
                width: (root.contentWidth - 2 * grid.spacing) / 3
                implicitHeight: Theme.px(Theme.isPortrait ? 104 : 84)
                text: title
                textSize: Math.min(Theme.pt(26), Theme.px(32))
                onClicked: root.model.choose_nationality(code)
            }
        }
    }
}
