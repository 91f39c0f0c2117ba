pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Models
import Kiosk.Theme

// Language, size of the text, reading aloud, help and contrast: in the same corner of every screen. Two groups: side by side, or
// one below the other where there is no room for targets of their real size.
Flow {
    id: root

    required property Appearance appearance
    required property Visit visit
    required property real room
    readonly property real needed: words.implicitWidth + signs.implicitWidth + root.spacing

    width: root.needed <= root.room ? root.needed : Math.max(words.implicitWidth, signs.implicitWidth)
    spacing: Theme.apart(12)

    Row {
        id: words
        spacing: root.spacing

        CornerButton {
            objectName: "language-vi"
            text: "Tiếng Việt"
            label: text
            checked: root.appearance.language === "vi"
            onClicked: root.appearance.choose_language("vi")
        }
        CornerButton {
            objectName: "language-en"
            text: "English"
            label: text
            checked: root.appearance.language === "en"
            onClicked: root.appearance.choose_language("en")
        }
        CornerButton {
            objectName: "text-smaller"
            text: "A−"
            label: qsTrId("resident.bar.text_smaller")
            textSize: Theme.px(22)
            enabled: root.appearance.textStep > 0
            onClicked: root.appearance.choose_text_step(root.appearance.textStep - 1)
        }
        CornerButton {
            objectName: "text-larger"
            text: "A+"
            label: qsTrId("resident.bar.text_larger")
            textSize: Theme.px(30)
            enabled: root.appearance.textStep < 3
            onClicked: root.appearance.choose_text_step(root.appearance.textStep + 1)
        }
    }
    Row {
        id: signs
        spacing: root.spacing

        CornerButton {
            objectName: "listen"
            iconName: "speaker"
            label: qsTrId("speech.corner")
            checked: root.appearance.isListening
            enabled: !root.visit.isCovered // Staff's pages are not read, and call nobody.
            onClicked: root.appearance.ask_to_listen()
        }
        CornerButton {
            objectName: "help"
            iconName: "hand"
            label: root.visit.bar.isHelpCalled ? qsTrId("help.corner_called") : qsTrId("help.corner")
            checked: root.visit.bar.isHelpCalled
            enabled: !root.visit.isCovered
            onClicked: root.visit.bar.ask_for_help()
        }
        CornerButton {
            objectName: "contrast"
            iconName: "contrast"
            label: qsTrId("resident.bar.contrast")
            onClicked: root.appearance.show_contrasts()
        }
    }
}
