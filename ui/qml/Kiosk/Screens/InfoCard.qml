pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// One card about e-identity and online services; the dots below turn to the others.
Rectangle {
    id: root

    required property AttractModel model

    color: Theme.surface
    border.color: Theme.line
    border.width: Theme.border
    radius: Theme.radius

    Rectangle {
        x: Theme.px(40)
        y: Theme.px(40)
        width: Theme.px(56)
        height: Theme.px(4)
        color: Theme.gold
    }
    Words {
        id: title
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: Theme.px(40)
        anchors.topMargin: Theme.px(64)
        text: root.model.cardTitle
        size: Theme.pt([36, 36, 30, 22][Theme.crowding])
        isStrong: true
        lineHeight: 1.0
    }
    Words {
        anchors.left: title.left
        anchors.right: title.right
        anchors.top: title.bottom
        anchors.bottom: source.top
        anchors.topMargin: Theme.px(24)
        anchors.bottomMargin: Theme.px(16)
        text: root.model.cardText
        size: Theme.pt(28)
        // Fitting costs 20 ms, which the first frame need not wait for when the text is short.
        fontSizeMode: Theme.crowding > 0 || text.length > 320 ? Text.Fit : Text.FixedSize
        minimumPixelSize: Theme.leastSize
    }
    Words {
        id: source
        anchors.left: title.left
        anchors.right: title.right
        anchors.bottom: dots.top
        anchors.bottomMargin: Theme.px(8)
        text: root.model.cardSource
        size: Math.min(Theme.pt(20), Theme.px(26))
        color: Theme.quietInk
    }
    Row {
        id: dots
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.px(8)
        anchors.horizontalCenter: parent.horizontalCenter
        spacing: Theme.leastGap

        Repeater {
            model: root.model.cardCount

            CornerButton {
                id: dot
                required property int index
                objectName: "card-" + dot.index
                label: qsTrId("resident.attract.card") + " " + (dot.index + 1)
                onClicked: root.model.show_card(dot.index)
                background: Item {
                    Rectangle {
                        anchors.centerIn: parent
                        width: Theme.px(dot.index === root.model.card ? 40 : 16)
                        height: Theme.px(16)
                        radius: height / 2
                        color: dot.index === root.model.card ? Theme.ink : Theme.ground
                        border.color: dot.index === root.model.card ? Theme.ink : Theme.strongLine
                        border.width: Theme.border
                    }
                    FocusRing {
                        isShown: dot.visualFocus
                    }
                }
            }
        }
    }
}
