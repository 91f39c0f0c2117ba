pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Models

// The question whose answer nobody knows yet: a number, on the pad.
LineScreen {
    id: root

    required property PredictionModel model

    title: root.model.question
    hint: qsTrId("resident.prediction.hint")
    fieldName: "prediction"
    value: root.model.digits
    remark: root.model.remark
    isDigits: true
    maximumLength: root.model.longest
    hasBack: root.model.hasBack
    backText: root.model.isAfterQuiz ? qsTrId("resident.prediction.back") : qsTrId("resident.frame.back")
    primaryText: root.model.isLast ? qsTrId("resident.prediction.next") : qsTrId("resident.frame.continue")
    primaryName: root.model.isLast ? "review" : "continue"
    isPrimaryEnabled: root.model.isReady
    onEdited: text => root.model.edit(text)
    onBack: root.model.go_back()
    onPrimary: root.model.go_on()
}
