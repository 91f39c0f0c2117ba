pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Theme

// A card held to a scanner, drawn: a card with its code, and the corners of what the scanner sees.
Item {
    id: root

    implicitWidth: Theme.px(360)
    implicitHeight: Theme.px(240)

    Rectangle {
        x: Theme.px(30)
        y: Theme.px(30)
        width: Theme.px(300)
        height: Theme.px(180)
        radius: Theme.radius
        color: Theme.chosen
        border.color: Theme.ink
        border.width: Theme.border * 1.5

        Rectangle {
            x: Theme.px(22)
            y: Theme.px(58)
            width: Theme.px(72)
            height: Theme.px(92)
            radius: Theme.px(8)
            color: Theme.surface
            border.color: Theme.ink
            border.width: Theme.border

            Icon {
                anchors.centerIn: parent
                name: "person"
                size: Theme.px(52)
            }
        }
        Rectangle {
            x: Theme.px(22)
            y: Theme.px(22)
            width: Theme.px(180)
            height: Theme.px(10)
            radius: height / 2
            color: Theme.ink
        }
        Column {
            x: Theme.px(112)
            y: Theme.px(66)
            spacing: Theme.px(14)

            Repeater {
                model: [90, 90, 64, 78]

                Rectangle {
                    required property int modelData
                    width: Theme.px(modelData)
                    height: Theme.px(8)
                    radius: height / 2
                    color: Theme.strongLine
                }
            }
        }
        Grid {
            x: Theme.px(222)
            y: Theme.px(22)
            columns: 5
            spacing: Theme.px(3)

            Repeater {
                model: 25

                Rectangle {
                    required property int index
                    width: Theme.px(8)
                    height: width
                    color: [0, 1, 2, 4, 5, 7, 9, 10, 11, 13, 16, 18, 20, 21, 22, 24].includes(index) ? Theme.ink : Theme.chosen
                }
            }
        }
    }
    Repeater {
        model: 4

        Item {
            id: corner
            required property int index
            x: corner.index % 2 === 0 ? 0 : root.width
            y: corner.index < 2 ? 0 : root.height
            rotation: [0, 90, 270, 180][corner.index]

            Rectangle {
                width: Theme.px(56)
                height: Theme.px(6)
                color: Theme.ink
            }
            Rectangle {
                width: Theme.px(6)
                height: Theme.px(56)
                color: Theme.ink
            }
        }
    }
}
