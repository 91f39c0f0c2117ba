import QtQuick
import Kiosk.Controls
import Kiosk.Models

// A written reason for what is out of the ordinary; without one the act is not done.
LineScreen {
    id: root

    required property ReasonModel model

    title: root.model.question
    fieldName: "staff-reason"
    value: root.model.text
    isProse: true
    maximumLength: 200
    primaryText: qsTrId("staff.reason.give")
    primaryName: "staff-reason-give"
    primaryIcon: "check"
    backText: qsTrId("staff.reason.drop")
    backName: "staff-reason-drop"
    isPrimaryEnabled: root.model.text.trim() !== ""
    onEdited: text => root.model.edit(text)
    onBack: root.model.drop()
    onPrimary: root.model.give()
    Component.onCompleted: root.keyboard.begin_prose()
    Component.onDestruction: root.keyboard?.begin()
}
