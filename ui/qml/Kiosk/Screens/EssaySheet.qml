pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// The number of the sheet an essay was written on.
FocusScope {
    id: root

    required property EssayModel model

    Component.onCompleted: entry.text = root.model.digits

    Flow {
        anchors.horizontalCenter: parent.horizontalCenter
        width: Math.min(parent.width, Theme.isPortrait ? pad.width : pad.width + spacing + Theme.px(520))
        spacing: Theme.px(64)

        TextEntry {
            id: entry
            objectName: "essay-number"
            width: Theme.isPortrait ? pad.width : Theme.px(520)
            label: qsTrId("resident.essay.sheet_title")
            isSpread: true
            horizontalAlignment: TextInput.AlignHCenter
            maximumLength: root.model.longestNumber
            inputMethodHints: Qt.ImhDigitsOnly
            focus: true
            onTextEdited: root.model.edit_sheet(text)
            onAccepted: if (root.model.digits !== "") root.model.note_sheet()
        }
        DigitPad {
            id: pad
            target: entry
        }
    }
}
