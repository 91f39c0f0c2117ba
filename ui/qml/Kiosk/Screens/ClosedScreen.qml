pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// The day is not open: said plainly, with whom to ask.
FocusScope {
    id: root

    required property AttractModel model

    Column {
        anchors.centerIn: parent
        width: Theme.columnWidth
        spacing: Theme.px(32)

        Icon {
            anchors.horizontalCenter: parent.horizontalCenter
            name: "lock"
            size: Theme.px(112)
        }
        CentredWords {
            text: root.model.closedTitle
            size: Theme.titleSize
            isStrong: true
            Accessible.role: Accessible.Heading
        }
        CentredWords {
            text: root.model.closedText
            color: Theme.quietInk
        }
        CentredWords {
            text: root.model.isTakingEntries ? root.model.name : root.model.notice
            size: root.model.isTakingEntries ? Theme.smallSize : Theme.bodySize
            color: Theme.quietInk
        }
    }
}
