pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kiosk.Theme

// One part of the accessibility corner: small, always in the same place.
T.Button {
    id: root

    required property string label
    property string iconName: ""
    property int textSize: Theme.px(24)

    implicitWidth: Math.max(Theme.px(72), row.implicitWidth + Theme.px(28))
    implicitHeight: Theme.px(72)
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
                tint: root.checked ? Theme.primaryInk : Theme.ink
                visible: root.iconName !== ""
            }
            Text {
                anchors.verticalCenter: parent.verticalCenter
                text: root.text
                visible: root.text !== ""
                color: root.checked ? Theme.primaryInk : root.enabled ? Theme.ink : Theme.strongLine
                font.family: Theme.family
                font.pixelSize: root.textSize
                font.weight: Font.DemiBold
                Accessible.ignored: true
            }
        }
    }
    background: Rectangle {
        color: root.checked ? Theme.primary : root.down ? Theme.chosen : Theme.surface
        border.color: root.checked ? Theme.primary : Theme.line
        border.width: Theme.border
        radius: Theme.px(12)

        FocusRing {
            isShown: root.visualFocus
        }
    }
}
