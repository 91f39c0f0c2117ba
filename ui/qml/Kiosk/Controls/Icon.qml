pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// One of the drawings of resources/icons in any colour; never alone: a word always stands beside it.
Image {
    id: root

    required property string name
    property color tint: Theme.ink
    property int size: Theme.pt(32)

    width: root.size
    height: root.size
    source: root.name === "" ? "" : "image://icon/" + root.name + "/" + root.tint.toString().slice(1)
    sourceSize: Qt.size(root.size, root.size)
    cache: true

    Accessible.ignored: true
}
