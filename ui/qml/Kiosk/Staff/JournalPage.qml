pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// The journal, a page at a time: as many lines as fit are asked for, never more.
Item {
    id: root

    required property JournalModel model
    readonly property int fits: Math.max(1, Math.floor((lines.height + lines.spacing) / (lineHeight + lines.spacing)))
    readonly property real lineHeight: sample.implicitHeight * (Theme.isPortrait || Theme.crowding > 0 ? 2 : 1)

    onFitsChanged: root.model.hold(root.fits)
    Component.onCompleted: root.model.hold(root.fits)

    Words {
        id: sample
        text: "8"
        size: Theme.smallSize
        visible: false
    }
    Acts {
        id: filter
        anchors.top: parent.top

        Act {
            id: look
            objectName: "journal-group"
            text: root.model.groupText
            iconName: "search"
            onClicked: root.model.look_for_next()
        }
        Act {
            objectName: "journal-day-before"
            text: qsTrId("staff.journal.day_before")
            onClicked: root.model.move_day(-1)
        }
        Act {
            objectName: "journal-every-day"
            text: root.model.dayText
            Accessible.name: root.model.dayText + ". " + qsTrId("staff.journal.show_every_day")
            onClicked: root.model.move_day(0)
        }
    }
    Column {
        id: lines
        anchors.top: filter.bottom
        anchors.topMargin: Theme.gap
        anchors.bottom: foot.top
        anchors.bottomMargin: Theme.smallGap
        width: parent.width
        spacing: Theme.px(8)

        Repeater {
            model: root.model.lines

            Words {
                required text
                width: lines.width
                size: Theme.smallSize
                maximumLineCount: 2
            }
        }
        Words {
            width: parent.width
            text: qsTrId("staff.journal.empty")
            visible: root.model.isEmpty
        }
    }
    Column {
        id: foot
        anchors.bottom: parent.bottom
        width: parent.width
        spacing: Theme.smallGap

        Notice {
            objectName: "journal-remark"
            width: parent.width
            text: root.model.remark
            isGood: root.model.isGood
        }
        Acts {
            Act {
                objectName: "journal-newer"
                text: qsTrId("staff.journal.newer")
                iconName: "up"
                enabled: root.model.hasNewer
                onClicked: root.model.newer()
            }
            Act {
                objectName: "journal-older"
                text: qsTrId("staff.journal.older")
                iconName: "down"
                enabled: root.model.hasOlder
                onClicked: root.model.older()
            }
            Act {
                objectName: "journal-export"
                text: qsTrId("staff.journal.export")
                visible: root.model.canExport
                onClicked: root.model.export()
            }
        }
    }
}
