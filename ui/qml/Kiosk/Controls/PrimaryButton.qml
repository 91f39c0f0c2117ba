pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kiosk.Theme

// The one thing to do next on a screen.
T.Button {
    id: root

    property string iconName: "next"
    property int textSize: Theme.buttonSize

    implicitWidth: Math.max(Theme.px(320), implicitContentWidth + leftPadding + rightPadding)
    implicitHeight: Math.max(Theme.touch, implicitContentHeight + topPadding + bottomPadding)
    leftPadding: Theme.px(40)
    rightPadding: Theme.px(40)
    topPadding: Theme.px(16)
    bottomPadding: Theme.px(16)
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
            spacing: Theme.px(20)

            Text {
                anchors.verticalCenter: parent.verticalCenter
                text: root.text
                color: root.enabled ? Theme.primaryInk : Theme.dimInk
                font.family: Theme.family
                font.pixelSize: Theme.letters(root.textSize)
                font.weight: Font.DemiBold
                Accessible.ignored: true
            }
            Icon {
                anchors.verticalCenter: parent.verticalCenter
                name: root.iconName
                size: root.textSize
                tint: root.enabled ? Theme.primaryInk : Theme.dimInk
                visible: root.iconName !== ""
            }
        }
    }
    background: Rectangle {
        color: !root.enabled ? Theme.idle : root.down ? Theme.pressed : Theme.primary
        border.color: root.enabled ? color : Theme.strongLine
        border.width: root.enabled ? Theme.border : 0 // What cannot be used has no frame.
        radius: Theme.radius

        FocusRing {
            isShown: root.visualFocus
        }
    }
}
