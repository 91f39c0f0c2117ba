pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Models

// The birth date, in digits; said back in words so that a slip is seen.
LineScreen {
    id: root

    required property IdentityModel model

    title: qsTrId("resident.birth.title")
    hint: qsTrId("resident.birth.hint")
    fieldName: "birth-date"
    value: root.model.birth
    reading: root.model.birthReading
    isDigits: true
    maximumLength: 10
    isPrimaryEnabled: root.model.isBirthWhole
    onEdited: text => root.model.type_birth(text)
    onBack: root.model.back()
    onPrimary: root.model.proceed()
}
