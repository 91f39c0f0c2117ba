pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Models

// Staff have declared the attempt void while its person sat here: said calmly, with what it means for them.
ScreenFrame {
    id: root

    required property Visit visit

    hasBack: false
    primaryText: qsTrId("resident.voided.leave")
    primaryName: "leave"
    primaryIcon: "check"
    onPrimary: root.visit.leave()

    Message {
        objectName: "voided"
        anchors.centerIn: parent
        width: parent.width
        iconName: "person"
        title: qsTrId("resident.voided.title")
        text: qsTrId("resident.voided.text")
        remark: qsTrId("resident.voided.remark")
    }
}
