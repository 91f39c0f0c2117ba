import QtQuick
import Kiosk.Controls

// A notice that takes no room while there is nothing to say.
Item {
    id: root

    property alias text: notice.text
    property alias isGood: notice.isGood
    property alias noticeName: notice.objectName

    width: parent?.width ?? 0
    height: notice.text === "" ? 0 : notice.implicitHeight

    Notice {
        id: notice
        width: parent.width
        text: ""
    }
}
