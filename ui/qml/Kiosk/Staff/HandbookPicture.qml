import QtQuick
import Kiosk.Controls
import Kiosk.Theme

// A picture of a screen, framed so that it is not taken for the screen itself, and what it shows.
Column {
    id: root

    required property url source
    required property string caption
    property real room: Theme.px(520) // No higher than this, its caption included.

    height: root.caption === "" ? 0 : implicitHeight
    spacing: Theme.px(8)

    Rectangle {
        visible: root.caption !== ""
        width: picture.width + 2 * border.width
        height: picture.height + 2 * border.width
        color: Theme.surface
        border.color: Theme.strongLine
        border.width: Theme.border

        Image {
            id: picture
            readonly property real ratio: sourceSize.width > 0 ? sourceSize.height / sourceSize.width : 0.5
            readonly property real most: root.room - words.implicitHeight - root.spacing - 2 * y
            objectName: "handbook-picture"
            x: parent.border.width
            y: parent.border.width
            width: Math.max(1, Math.min(root.width - 2 * x, most / ratio))
            height: width * ratio
            source: root.source
            mipmap: true
            Accessible.role: Accessible.Graphic
            Accessible.name: root.caption
        }
    }
    Words {
        id: words
        visible: text !== ""
        objectName: "handbook-caption"
        width: root.width
        text: root.caption
        size: Theme.tinySize
        color: Theme.quietInk
        Accessible.ignored: true
    }
}
