pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kiosk.Theme

// One key of the touch keyboards. It never takes the focus: that stays in the line being typed.
T.Button {
    id: root

    property string label: text
    property string iconName: ""
    property bool isSpecial: false
    readonly property bool isKey: true

    implicitWidth: Theme.target(88)
    implicitHeight: Theme.target(84)
    focusPolicy: Qt.NoFocus
    autoRepeat: root.iconName === "backspace"

    Accessible.name: root.label
    Keys.onReturnPressed: root.click()
    Keys.onEnterPressed: root.click()

    contentItem: Item {
        Text {
            anchors.centerIn: parent
            text: root.text
            visible: root.iconName === ""
            color: root.checked ? Theme.primaryInk : Theme.ink
            font.family: Theme.family
            font.pixelSize: Theme.letters(Theme.px(root.text.length > 2 ? 26 : 36))
            font.weight: Font.Medium
            Accessible.ignored: true
        }
        Icon {
            anchors.centerIn: parent
            name: root.iconName
            tint: root.checked ? Theme.primaryInk : Theme.ink
            size: Theme.px(40)
        }
    }
    background: Rectangle {
        color: root.checked ? Theme.primary : root.down ? Theme.chosen : root.isSpecial ? Theme.idle : Theme.surface
        border.color: Theme.isHighContrast ? Theme.line : Theme.strongLine
        border.width: Theme.isHighContrast ? Theme.border : Math.max(1, Theme.px(1.5))
        radius: Theme.px(12)

        FocusRing {
            isShown: root.visualFocus
        }
    }
}
