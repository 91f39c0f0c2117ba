pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// A receipt's number or code, by pad or keyboard, and its duplicate. Codes know no I, L, O and U, and need no dashes.
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
        width: parent.width
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
    Acts {
        Act {
            objectName: "staff-reprint"
            text: qsTrId("staff.reprint.do")
            iconName: "printer"
            enabled: root.model.asked !== "" && !root.model.isBusy
            onClicked: root.model.reprint()
        }
    }
    Remark {
        noticeName: "staff-receipt-remark"
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
