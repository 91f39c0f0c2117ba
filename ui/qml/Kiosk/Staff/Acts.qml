import QtQuick
import Kiosk.Theme

// Buttons side by side, in as many rows as they need; those that cannot be used now may be left out.
Flow {
    width: parent?.width ?? 0
    spacing: Theme.gap
}
