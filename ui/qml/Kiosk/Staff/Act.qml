import QtQuick
import Kiosk.Controls
import Kiosk.Theme

// Something one may do on a page of the console.
SecondaryButton {
    textSize: Math.min(Theme.buttonSize, Theme.pt(26))
    implicitHeight: Theme.target(80)
}
