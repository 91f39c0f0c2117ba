pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Window
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// One check a person is needed for: what to do, and yes or no; a code to scan; a frame as wide as a card.
PagedColumn {
    id: root

    required property DevicesModel model
    readonly property real believedMm: root.Window.width / Theme.pixelsPerMm
    property real cardPx: root.model.cardMm * Theme.pixelsPerMm

    language: root.model.asking

    Line {
        objectName: "check-ask"
        text: root.model.askText
        size: Theme.pt(30)
        isStrong: true
    }
    Image {
        height: status === Image.Ready ? Math.min(Theme.px(420), Theme.mm(75)) : 0
        width: height
        fillMode: Image.PreserveAspectCrop
        verticalAlignment: Image.AlignBottom
        source: root.model.picture
        cache: false
        Accessible.ignored: true
    }
    Rectangle {
        width: root.cardPx
        height: root.model.asking === "screen" ? Theme.mm(30) : 0
        visible: height > 0
        color: Theme.surface
        border.color: Theme.ink
        border.width: height > 0 ? Theme.border : 0
        radius: Theme.mm(3)
    }
    Acts {
        Act {
            objectName: "check-narrower"
            text: qsTrId("staff.check.narrower")
            visible: root.model.asking === "screen"
            autoRepeat: true
            onClicked: root.cardPx = Math.max(40, root.cardPx - 2)
        }
        Act {
            objectName: "check-wider"
            text: qsTrId("staff.check.wider")
            visible: root.model.asking === "screen"
            autoRepeat: true
            onClicked: root.cardPx = Math.min(root.width, root.cardPx + 2)
        }
    }
    Acts {
        Act {
            objectName: "check-fits"
            text: qsTrId("staff.check.fits")
            iconName: "check"
            visible: root.model.asking === "screen"
            onClicked: root.model.measure(root.Window.width, root.believedMm, root.cardPx)
        }
        Act {
            objectName: "check-yes"
            text: qsTrId("staff.check.yes")
            iconName: "check"
            visible: root.model.isYesNo
            onClicked: root.model.answer(true)
        }
        Act {
            objectName: "check-no"
            text: qsTrId("staff.check.no")
            iconName: "close"
            visible: root.model.isYesNo
            onClicked: root.model.answer(false)
        }
        Act {
            objectName: "check-drop"
            text: qsTrId("staff.check.drop")
            onClicked: root.model.drop()
        }
    }
}
