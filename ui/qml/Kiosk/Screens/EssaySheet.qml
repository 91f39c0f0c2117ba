pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// The number of the sheet an essay was written on. Arranged as a screen that asks for one line.
FocusScope {
    id: root

    required property EssayModel model

    Component.onCompleted: entry.text = root.model.digits

    TextEntry {
        id: entry
        objectName: "essay-number"
        width: Theme.isPortrait ? root.width : root.width - pad.width - Theme.px(72)
        label: qsTrId("resident.essay.sheet_title")
        isSpread: true
        maximumLength: root.model.longestNumber
        inputMethodHints: Qt.ImhDigitsOnly
        focus: true
        onTextEdited: {
            root.model.edit_sheet(text);
            if (text !== root.model.digits)
                text = root.model.digits; // What was typed may be no digit.
        }
        onAccepted: if (root.model.digits !== "") root.model.note_sheet()
    }
    DigitPad {
        id: pad
        anchors.bottom: Theme.isPortrait ? parent.bottom : undefined
        anchors.bottomMargin: Theme.px(40)
        anchors.right: Theme.isPortrait ? undefined : parent.right
        anchors.horizontalCenter: Theme.isPortrait ? parent.horizontalCenter : undefined
        target: entry
        room: Theme.isPortrait ? Theme.windowHeight : root.height
    }
}
