pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Models

// The full name, as on the card.
LineScreen {
    id: root

    required property IdentityModel model

    title: qsTrId("resident.name.title")
    hint: qsTrId("resident.name.hint")
    fieldName: "full-name"
    value: root.model.fullName
    remark: root.model.nameRemark
    isPrimaryEnabled: root.model.isNameWhole
    onEdited: text => root.model.type_name(text)
    onBack: root.model.back()
    onPrimary: root.model.proceed()
}
