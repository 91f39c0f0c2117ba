import QtQuick

// A text in the middle of its column, its lines about equally long: no last line of one word.
Words {
    id: root

    readonly property real room: parent?.width ?? 0
    readonly property real filled: 0.96 // So much of its lines a text fills: words do not end where lines do.
    readonly property int lines: root.implicitWidth <= root.room ? 1 : Math.ceil(root.implicitWidth / Math.max(1, root.room * root.filled))

    anchors.horizontalCenter: parent?.horizontalCenter
    width: root.lines < 2 ? root.room : Math.min(root.room, Math.ceil(root.implicitWidth / root.lines * 1.12))
    horizontalAlignment: Text.AlignHCenter
}
