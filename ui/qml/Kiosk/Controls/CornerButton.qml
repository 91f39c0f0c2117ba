pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kiosk.Theme

// One part of the accessibility corner: small, always in the same place.
T.Button {
    id: root

    required property string label
    property string iconName: ""
    property int textSize: Theme.letters(Theme.px(24))

    implicitWidth: Math.max(Theme.target(72), row.implicitWidth + Theme.px(28))
    implicitHeight: Theme.target(72)
    focusPolicy: Qt.TabFocus

    Accessible.name: root.label
    Keys.onReturnPressed: root.click()
    Keys.onEnterPressed: root.click()

    contentItem: Item {
        Row {
            id: row
            anchors.centerIn: parent
            spacing: Theme.px(10)

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                name: root.iconName
                size: Theme.px(30)
                tint: root.checked ? Theme.primaryInk : root.enabled ? Theme.ink : Theme.dimInk
                visible: root.iconName !== ""
            }
            Text {
                anchors.verticalCenter: parent.verticalCenter
                text: root.text
                visible: root.text !== ""
                color: root.checked ? Theme.primaryInk : root.enabled ? Theme.ink : Theme.dimInk
                font.family: Theme.family
                font.pixelSize: Theme.letters(root.textSize)
                font.weight: Font.DemiBold
                Accessible.ignored: true
            }
        }
    }
    background: Rectangle {
        color: root.checked ? Theme.primary : root.down ? Theme.chosen : Theme.surface
        border.color: root.checked ? Theme.primary : Theme.strongLine
        border.width: root.enabled ? Theme.border : 0 // What cannot be used has no frame.
        radius: Theme.px(12)

        FocusRing {
            isShown: root.visualFocus
        }
    }
}
