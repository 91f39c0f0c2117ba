pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Models

// A telephone number, for those who wish.
LineScreen {
    id: root

    required property IdentityModel model

    title: qsTrId("resident.phone.title")
    hint: qsTrId("resident.phone.hint")
    fieldName: "phone"
    value: root.model.phone
    reading: root.model.phoneReading
    isDigits: true
    maximumLength: 15
    primaryText: root.model.phone === "" ? qsTrId("resident.phone.skip") : qsTrId("resident.frame.continue")
    isPrimaryEnabled: root.model.isPhoneWhole
    onEdited: text => root.model.type_phone(text)
    onBack: root.model.back()
    onPrimary: root.model.proceed()
}
