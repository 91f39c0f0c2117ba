import QtQuick
import Kiosk.Models
import Kiosk.Theme

// The ways of writing marks with plain keys, to switch on and off: what is on is seen here, also for a real keyboard.
Row {
    id: root

    required property KeyboardModel model
    property real keyWidth: Theme.target(120)
    property real keyHeight: Theme.target(84)

    spacing: Theme.apart(8)

    KeyCap {
        objectName: "key-telex"
        text: "Telex"
        label: qsTrId("keyboard.telex")
        checked: root.model.isTelex
        isSpecial: true
        width: root.keyWidth
        height: root.keyHeight
        onClicked: root.model.switch_telex()
    }
    KeyCap {
        objectName: "key-vni"
        text: "VNI"
        label: qsTrId("keyboard.vni")
        checked: root.model.isVni
        isSpecial: true
        width: root.keyWidth
        height: root.keyHeight
        onClicked: root.model.switch_vni()
    }
}
