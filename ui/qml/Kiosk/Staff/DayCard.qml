pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// Open or closed, the one act that changes it, and the counts of this kiosk.
Card {
    id: root

    required property StaffDeskModel desk

    title: qsTrId(root.desk.isDayOpen ? "staff.day.open" : "staff.day.closed")
    iconName: root.desk.isDayOpen ? "check" : "lock"
    act: SecondaryButton {
        objectName: "staff-quit"
        implicitHeight: Theme.px(80)
        textSize: Theme.px(24)
        text: qsTrId("staff.quit")
        iconName: "close"
        visible: !root.desk.isDayOpen
        onClicked: Qt.quit()
    }

    Flow {
        width: parent.width
        spacing: Theme.px(12)

        Repeater {
            model: root.desk.counts

            Column {
                id: figure
                required property string name
                required property string count
                width: Math.max(Theme.px(140), label.implicitWidth)
                Accessible.role: Accessible.StaticText
                Accessible.name: figure.name + ": " + figure.count

                Words {
                    text: figure.count
                    size: Theme.pt(34)
                    isStrong: true
                    Accessible.ignored: true
                }
                Words {
                    id: label
                    text: figure.name
                    size: Theme.tinySize
                    color: Theme.quietInk
                    wrapMode: Text.NoWrap
                    Accessible.ignored: true
                }
            }
        }
    }
    Notice {
        objectName: "staff-help"
        width: parent.width
        text: root.desk.helpText
    }
    Notice {
        objectName: "staff-day-remark"
        width: parent.width
        text: root.desk.dayRemark
        isGood: root.desk.isDayGood
    }
}
