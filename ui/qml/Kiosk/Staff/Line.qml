import QtQuick
import Kiosk.Controls

// A line of text that takes no room while there is nothing to say.
Item {
    id: root

    property alias text: words.text
    property alias size: words.size
    property alias color: words.color
    property alias isStrong: words.isStrong

    width: parent?.width ?? 0
    height: words.text === "" ? 0 : words.implicitHeight

    Words {
        id: words
        width: parent.width
    }
}
