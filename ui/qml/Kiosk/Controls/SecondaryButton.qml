pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kiosk.Theme

// Something else one may do: back, later, another way.
T.Button {
    id: root

    property string iconName: ""
    property bool isIconFirst: true
    property int textSize: Theme.buttonSize

    implicitWidth: Math.max(Theme.px(160), implicitContentWidth + leftPadding + rightPadding)
    implicitHeight: Math.max(Theme.touch, implicitContentHeight + topPadding + bottomPadding)
    leftPadding: Theme.px(32)
    rightPadding: Theme.px(32)
    topPadding: Theme.px(12)
    bottomPadding: Theme.px(12)
    focusPolicy: Qt.StrongFocus

    Accessible.name: root.text
    Keys.onReturnPressed: root.click()
    Keys.onEnterPressed: root.click()

    contentItem: Item {
        implicitWidth: row.implicitWidth
        implicitHeight: row.implicitHeight

        Row {
            id: row
            anchors.centerIn: parent
            layoutDirection: root.isIconFirst ? Qt.LeftToRight : Qt.RightToLeft
            spacing: Theme.px(16)

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                name: root.iconName
                size: root.textSize
                tint: root.enabled ? Theme.ink : Theme.dimInk
                visible: root.iconName !== ""
            }
            Text {
                anchors.verticalCenter: parent.verticalCenter
                text: root.text
                color: root.enabled ? Theme.ink : Theme.dimInk
                font.family: Theme.family
                font.pixelSize: Theme.letters(root.textSize)
                font.weight: Font.Medium
                Accessible.ignored: true
            }
        }
    }
    background: Rectangle {
        color: root.down || root.checked ? Theme.chosen : Theme.surface
        border.color: Theme.ink
        border.width: root.enabled ? Theme.border : 0 // What cannot be used has no frame.
        radius: Theme.radius

        FocusRing {
            isShown: root.visualFocus
        }
    }
}
