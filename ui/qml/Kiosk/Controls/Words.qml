pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// A text of the screen, in the one font, wrapped, and read aloud as it stands.
Text {
    id: root

    property int size: Theme.bodySize
    property bool isStrong: false

    color: Theme.ink
    font.family: Theme.family
    font.pixelSize: Theme.letters(root.size)
    font.weight: root.isStrong ? Font.DemiBold : Font.Normal
    lineHeight: 1.06
    textFormat: Text.PlainText
    wrapMode: Text.Wrap

    Accessible.role: Accessible.StaticText
    Accessible.name: root.text
    Accessible.ignored: root.text === ""
}
