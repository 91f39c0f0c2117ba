pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// Every check of readiness and how it stands; one that needs a person asks them in place of the list.
Item {
    id: root

    required property DevicesModel model
    readonly property bool isAsked: root.model.asking !== ""

    PagedColumn {
        anchors.fill: parent
        visible: !root.isAsked

        Line {
            text: qsTrId("staff.check.hint")
            size: Theme.smallSize
            color: Theme.quietInk
        }
        Remark {
            noticeName: "check-remark"
            text: root.model.remark
            isGood: root.model.isGood
        }
        Acts {
            Act {
                objectName: "check-all"
                text: qsTrId("staff.check.all")
                iconName: "check"
                enabled: root.model.canCheck
                onClicked: root.model.check_machine()
            }
            Act {
                objectName: "check-print"
                text: qsTrId("staff.check.print")
                iconName: "printer"
                enabled: !root.model.isBusy
                onClicked: root.model.print_record()
            }
        }
        Repeater {
            model: root.model.checks.rows

            ChoiceCard {
                id: row
                required property string check
                required property string name
                required property bool isPassed
                required detail
                readonly property int across: Math.max(1, Math.floor((parent?.width ?? 0) / (Theme.bodySize * 17)))
                objectName: "check-" + row.check
                width: Math.floor(((parent?.width ?? 0) - (across - 1) * Theme.smallGap) / across)
                iconName: row.isPassed ? "check" : "care"
                text: row.name
                enabled: root.model.canCheck
                Accessible.role: Accessible.Button
                onClicked: root.model.check(row.check)
            }
        }
    }
    Loader {
        anchors.fill: parent
        active: root.isAsked && root.model.asking !== "touch"
        sourceComponent: askPage
    }
    Component {
        id: askPage
        DeviceAsk { model: root.model }
    }
}
