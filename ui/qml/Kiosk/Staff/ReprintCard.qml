pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// A receipt's number or code, by pad or keyboard, and its duplicate. Codes know no I, L, O and U, and need no dashes.
Card {
    id: root

    required property ReprintModel model

    title: qsTrId("staff.reprint.title")
    iconName: "printer"
    act: SecondaryButton {
        objectName: "staff-reprint"
        implicitHeight: Theme.px(80)
        textSize: Theme.pt(24)
        text: qsTrId("staff.reprint.do")
        enabled: root.model.asked !== "" && !root.model.isBusy
        onClicked: root.model.reprint()
    }

    Words {
        width: parent.width
        text: qsTrId("staff.reprint.hint")
        size: Theme.smallSize
        color: Theme.quietInk
    }
    TextEntry {
        id: entry
        objectName: "staff-receipt-number"
        width: parent.width
        implicitHeight: Theme.px(84)
        label: qsTrId("staff.reprint.hint")
        font.pixelSize: Theme.pt(30)
        font.capitalization: Font.AllUppercase
        isSpread: text !== ""
        maximumLength: 24
        onTextEdited: root.model.ask_for(text)
        onAccepted: root.model.reprint()
    }
    Grid {
        id: pad
        readonly property real keyWidth: Math.floor((parent.width - (columns - 1) * spacing) / columns)
        columns: 11
        spacing: Theme.px(8)

        Repeater {
            model: "1234567890ABCDEFGHJKMNPQRSTVWXYZ".split("")

            KeyCap {
                required property string modelData
                objectName: "code-" + modelData
                text: modelData
                width: pad.keyWidth
                height: Theme.px(Theme.isPortrait ? 96 : 80)
                onClicked: root.set(entry.text + modelData)
            }
        }
        KeyCap {
            objectName: "code-erase"
            label: qsTrId("keyboard.backspace")
            iconName: "backspace"
            isSpecial: true
            width: pad.keyWidth
            height: Theme.px(Theme.isPortrait ? 96 : 80)
            onClicked: root.set(entry.text.slice(0, -1))
        }
    }
    Notice {
        objectName: "staff-receipt-remark"
        width: parent.width
        text: root.model.remark
        isGood: root.model.isGood
    }

    function set(text: string): void {
        if (text.length > entry.maximumLength)
            return;
        entry.text = text;
        root.model.ask_for(text);
    }
}
