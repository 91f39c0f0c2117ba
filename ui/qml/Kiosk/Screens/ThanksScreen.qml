pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// The end: thanks, what comes later, and the countdown to the next person.
ScreenFrame {
    id: root

    required property ThanksModel model

    hasBack: false
    primaryText: qsTrId("resident.thanks.done")
    primaryName: "done"
    primaryIcon: "check"
    onPrimary: root.model.leave()

    Column {
        anchors.centerIn: parent
        width: parent.width
        spacing: Theme.px(28)

        Rectangle {
            anchors.horizontalCenter: parent.horizontalCenter
            width: Theme.px(120)
            height: width
            radius: width / 2
            color: Theme.goodGround
            border.color: Theme.good
            border.width: Theme.border

            Icon {
                anchors.centerIn: parent
                name: "check"
                tint: Theme.good
                size: Theme.px(72)
            }
        }
        CentredWords {
            text: qsTrId("resident.thanks.title")
            size: Theme.pt(56)
            isStrong: true
            Accessible.role: Accessible.Heading
        }
        CentredWords {
            text: root.model.text
        }
        Rectangle {
            anchors.horizontalCenter: parent.horizontalCenter
            width: Theme.px(72)
            height: Theme.px(4)
            color: Theme.gold
        }
        CentredWords {
            text: root.model.countdown
            size: Theme.smallSize
            color: Theme.quietInk
        }
    }
}
