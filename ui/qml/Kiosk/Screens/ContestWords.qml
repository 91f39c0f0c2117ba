pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// What the contest is: who holds it, its name, in a few sentences, until when; and what one may win where `room` allows it.
Column {
    id: root

    required property AttractModel model
    required property real room

    spacing: Theme.px(Theme.isPortrait && Theme.crowding < 1 ? 36 : 22)

    Column {
        id: words
        width: parent.width
        spacing: root.spacing

        Row {
            spacing: Theme.px(16)

            Rectangle {
                anchors.verticalCenter: parent.verticalCenter
                width: Theme.px(56)
                height: Theme.px(4)
                color: Theme.gold
            }
            Words {
                width: root.width - Theme.px(72)
                text: root.model.organiser
                size: Theme.tinySize
                color: Theme.quietInk
            }
        }
        Words {
            width: parent.width
            text: root.model.name
            size: Theme.pt([54, 54, 38, 36][Theme.crowding])
            isStrong: true
            lineHeight: 1.08
            Accessible.role: Accessible.Heading
        }
        Words {
            width: parent.width
            text: root.model.summary
        }
        Row {
            spacing: Theme.px(16)

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                name: "clock"
                size: Theme.pt(34)
            }
            Words {
                anchors.verticalCenter: parent.verticalCenter
                width: root.width - Theme.pt(34) - Theme.px(16)
                text: root.model.facts
                size: Theme.pt(28)
                isStrong: true
            }
        }
    }
    Grid {
        id: prizes
        columns: 2
        spacing: Theme.px(16)
        visible: Theme.crowding < 2 && words.implicitHeight + root.spacing + prizes.implicitHeight <= root.room

        Repeater {
            model: root.model.prizes

            PrizeCard {
                width: (root.width - Theme.px(16)) / 2
            }
        }
    }
}
