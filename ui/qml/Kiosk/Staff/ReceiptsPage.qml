pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// A receipt's number or code, by pad or keyboard, what it leads to, and its duplicate. Codes know no I, L, O and U, and need no
// dashes. What is found stands below the keys, which must not move away from under a finger.
PagedColumn {
    id: root

    required property ReprintModel model

    Line {
        text: qsTrId("staff.reprint.hint")
        size: Theme.smallSize
        color: Theme.quietInk
    }
    TextEntry {
        id: entry
        objectName: "staff-receipt-number"
        width: Math.max(parent.width - copy.width - Theme.gap, Math.min(parent.width, Theme.pt(30) * 12))
        implicitHeight: Theme.target(84)
        label: qsTrId("staff.reprint.hint")
        font.pixelSize: Theme.pt(30)
        capitals: Font.AllUppercase
        isSpread: text !== ""
        maximumLength: 24
        Component.onCompleted: text = root.model.asked // A receipt that is offered again was there before this page.
        onTextEdited: root.model.ask_for(text)
        onAccepted: root.model.reprint()
        Connections {
            target: root.model
            function onReprintChanged(): void {
                if (root.model.asked !== entry.text.trim()) // A card that was scanned brought it.
                    entry.text = root.model.asked;
            }
        }
    }
    Act {
        id: copy
        objectName: "staff-reprint"
        text: qsTrId("staff.reprint.do")
        iconName: "printer"
        implicitHeight: Theme.target(84)
        enabled: root.model.asked !== "" && !root.model.isBusy
        onClicked: root.model.reprint()
    }
    Grid {
        id: pad
        readonly property real keyWidth: Math.floor((parent.width - (columns - 1) * spacing) / columns)
        columns: Math.min(11, Math.floor((parent.width + spacing) / (Theme.leastTouch + spacing)))
        spacing: Theme.apart(8)

        Repeater {
            model: "1234567890ABCDEFGHJKMNPQRSTVWXYZ".split("")

            KeyCap {
                required property string modelData
                objectName: "code-" + modelData
                text: modelData
                width: pad.keyWidth
                height: Theme.target(Theme.isPortrait ? 96 : 72)
                onClicked: root.set(entry.text + modelData)
            }
        }
        KeyCap {
            objectName: "code-erase"
            label: qsTrId("keyboard.backspace")
            iconName: "backspace"
            isSpecial: true
            width: pad.keyWidth
            height: Theme.target(Theme.isPortrait ? 96 : 72)
            onClicked: root.set(entry.text.slice(0, -1))
        }
    }
    Remark {
        noticeName: "staff-receipt-remark"
        isAnswer: true
        text: root.model.remark
        isGood: root.model.isGood
    }
    Rows {
        id: found
        model: root.model.receipts.rows

        ChoiceCard {
            required property int index
            required property string number
            required property string title
            required detail
            required isChosen
            objectName: "receipt-" + index
            readonly property int columns: found.count < 2 || Theme.isPortrait || Theme.textStep > 1 ? 1 : 2
            width: ((parent?.width ?? 0) + Theme.smallGap) / columns - Theme.smallGap
            text: title
            onClicked: root.model.choose(number)
        }
    }

    function set(text: string): void {
        if (text.length > entry.maximumLength)
            return;
        entry.text = text;
        root.model.ask_for(text);
    }
}
