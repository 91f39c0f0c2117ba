pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kiosk.Theme

// A line to type into, by touch keyboard or a real one. What is typed is personal: nothing is predicted or remembered.
T.TextField {
    id: root

    required property string label
    property bool isSpread: false

    implicitHeight: Math.max(Theme.px(104), contentHeight + Theme.px(40))
    leftPadding: Theme.px(32)
    rightPadding: Theme.px(32)
    verticalAlignment: TextInput.AlignVCenter
    color: Theme.ink
    selectionColor: Theme.primary
    selectedTextColor: Theme.primaryInk
    font.family: Theme.family
    font.pixelSize: Theme.pt(40)
    font.weight: Font.DemiBold
    font.letterSpacing: root.isSpread ? Theme.px(4) : 0
    inputMethodHints: Qt.ImhSensitiveData | Qt.ImhNoPredictiveText
    maximumLength: 100
    activeFocusOnTab: true

    Accessible.name: root.label

    background: Rectangle {
        color: Theme.surface
        border.color: root.activeFocus ? Theme.focus : Theme.strongLine
        border.width: root.activeFocus ? Theme.border * 2 : Theme.border
        radius: Theme.radius
    }
}
