import QtQuick
import Kiosk.Controls
import Kiosk.Theme

// One number of the day over what it counts; as wide as its neighbours, so that they stand in columns.
Column {
    id: root

    required property string name
    required property string count
    readonly property real room: parent?.width ?? 0
    readonly property int columns: Math.max(2, Math.floor((root.room + Theme.smallGap) / (Theme.tinySize * 7.5 + Theme.smallGap)))

    width: Math.floor((root.room + Theme.smallGap) / Math.min(root.columns, 6)) - Theme.smallGap
    Accessible.role: Accessible.StaticText
    Accessible.name: root.name + ": " + root.count

    Words {
        text: root.count
        size: Theme.pt(34)
        isStrong: true
        Accessible.ignored: true
    }
    Words {
        width: parent.width
        text: root.name
        size: Theme.tinySize
        color: Theme.quietInk
        Accessible.ignored: true
    }
}
