import QtQuick

// A text in the middle of its column, its lines about equally long: no last line of one word.
Words {
    id: root

    readonly property real room: parent?.width ?? 0
    readonly property int lines: Math.max(1, Math.ceil(root.implicitWidth / Math.max(1, root.room)))

    anchors.horizontalCenter: parent?.horizontalCenter
    width: root.lines < 2 ? root.room : Math.min(root.room, Math.ceil(root.implicitWidth / root.lines * 1.12))
    horizontalAlignment: Text.AlignHCenter
}
