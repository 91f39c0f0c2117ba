pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// In the place of the receipt: this was practice, no entry, and nothing of it is kept.
ScreenFrame {
    id: root

    required property PracticeModel model

    backText: qsTrId("resident.receipt.back")
    primaryText: qsTrId("resident.receipt.finish")
    primaryName: "finish"
    primaryIcon: "check"
    onBack: root.model.go_back()
    onPrimary: root.model.finish()

    Message {
        objectName: "practice-over"
        anchors.centerIn: parent
        width: parent.width
        iconName: "pencil"
        title: qsTrId("resident.practice.over")
        text: qsTrId("resident.practice.over_text")
        remark: root.model.remark
    }
}
