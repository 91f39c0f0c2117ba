import QtQuick
import Kiosk.Controls
import Kiosk.Theme

// Something one may do on a page of the console.
SecondaryButton {
    id: root

    textSize: Math.min(Theme.buttonSize, Theme.pt(26))
    implicitHeight: Theme.target(80)
    // At once in its place among its neighbours: a touch in the moment it appears must not meet another one there.
    onVisibleChanged: (root.parent as Flow)?.forceLayout()
}
