pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Models

// The number of the identity card or of the passport.
LineScreen {
    id: root

    required property IdentityModel model

    title: root.model.isPassport ? qsTrId("resident.number.passport") : qsTrId("resident.number.card")
    hint: root.model.isPassport ? "" : qsTrId("resident.number.hint")
    fieldName: "id-number"
    value: root.model.number
    reading: root.model.numberReading
    isDigits: !root.model.isPassport
    hasDigitRow: true
    hasMarks: false
    maximumLength: root.model.isPassport ? 20 : 12
    isPrimaryEnabled: root.model.isNumberWhole
    onEdited: text => root.model.type_number(text)
    onBack: root.model.back()
    onPrimary: root.model.proceed()
}
