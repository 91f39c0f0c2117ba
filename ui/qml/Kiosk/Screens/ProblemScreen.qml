pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// Something went wrong: what happened, what was kept, what to do. Calm, and never a code alone.
ScreenFrame {
    id: root

    required property Visit visit

    hasBack: false
    primaryText: qsTrId("resident.problem.leave")
    primaryName: "leave"
    primaryIcon: "check"
    onPrimary: root.visit.leave()

    Message {
        anchors.centerIn: parent
        width: parent.width
        iconName: "care"
        title: qsTrId("resident.problem.title")
        text: root.visit.problemText
        remark: qsTrId("resident.problem.kept")
    }
}
