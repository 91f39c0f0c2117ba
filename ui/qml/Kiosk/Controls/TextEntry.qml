pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kiosk.Theme

// A line to type into, by touch keyboard or a real one. What is typed is personal: nothing is predicted or remembered.
T.TextField {
    id: root

    required property string label
    property bool isSpread: false
    // A long name is written smaller rather than pushed out of its line.
    property int size: Theme.pt(40)
    property int capitals: Font.MixedCase
    // Measured by itself, never by `font`: that one follows the measure.
    readonly property int spread: root.isSpread ? Theme.px(4) : 0
    readonly property real share: (width - leftPadding - rightPadding - Theme.px(8)) / Math.max(1, whole.advanceWidth)

    implicitHeight: Math.max(Theme.px(104), Math.ceil(root.size * 1.27) + Theme.px(40))
    leftPadding: Theme.px(32)
    rightPadding: Theme.px(32)
    verticalAlignment: TextInput.AlignVCenter
    color: Theme.ink
    selectionColor: Theme.primary
    selectedTextColor: Theme.primaryInk
    font.family: Theme.family
    font.pixelSize: Theme.letters(Math.min(root.size, Math.floor(root.size * root.share)))
    font.weight: Font.DemiBold
    font.letterSpacing: root.spread
    font.capitalization: root.capitals
    inputMethodHints: Qt.ImhSensitiveData | Qt.ImhNoPredictiveText
    maximumLength: 100
    activeFocusOnTab: true

    Accessible.name: root.label

    TextMetrics {
        id: whole
        font.family: Theme.family
        font.pixelSize: root.size
        font.weight: Font.DemiBold
        font.letterSpacing: root.spread
        font.capitalization: root.capitals
        text: root.text + root.preeditText
    }

    background: Rectangle {
        color: Theme.surface
        border.color: root.activeFocus ? Theme.focus : Theme.strongLine
        border.width: root.activeFocus ? Theme.border * 2 : Theme.border
        radius: Theme.radius
    }
}
