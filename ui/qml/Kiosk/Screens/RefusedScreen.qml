pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// A kind no, with its reason and what one can do instead.
ScreenFrame {
    id: root

    required property RefusalModel model
    required property Visit visit

    hasBack: false
    primaryText: qsTrId("resident.refused.leave")
    primaryName: "leave"
    primaryIcon: "check"
    onPrimary: root.visit.leave()

    Message {
        anchors.centerIn: parent
        width: parent.width
        iconName: "person"
        title: root.model.title
        text: root.model.text
        remark: qsTrId("resident.refused.nothing_kept")
    }
}
