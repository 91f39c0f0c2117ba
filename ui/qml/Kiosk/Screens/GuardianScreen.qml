pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// For people of 14 and 15: who consents beside them, on three small pages; or staff note the number of a paper form.
FocusScope {
    id: root

    required property GuardianModel model
    required property KeyboardModel keyboard

    Loader {
        anchors.fill: parent
        focus: true
        sourceComponent: root.model.page === "relation" ? relation : root.model.page === "name" ? name
                       : root.model.page === "pin" ? pin : root.model.page === "form" ? form : phone
        onLoaded: (item as Item).forceActiveFocus()
    }
    Component {
        id: relation

        ScreenFrame {
            id: frame
            title: qsTrId("resident.guardian.title")
            hint: root.model.hint
            isPrimaryEnabled: root.model.isPageWhole
            onBack: root.model.back()
            onPrimary: root.model.proceed()

            PagedColumn {
                id: parts
                anchors.fill: parent
                spacing: Theme.smallGap

                Repeater {
                    model: ["mother", "father", "guardian"]

                    ChoiceCard {
                        required property string modelData
                        objectName: "relation-" + modelData
                        width: Math.floor((frame.contentWidth - 2 * parts.spacing) / 3)
                        text: qsTrId("resident.guardian." + modelData)
                        isChosen: root.model.relation === modelData
                        onClicked: root.model.choose_relation(modelData)
                    }
                }
                TickRow {
                    objectName: "guardian-consent"
                    width: frame.contentWidth
                    text: qsTrId("resident.guardian.consent")
                    detail: qsTrId("resident.guardian.consent_detail")
                    isTicked: root.model.isAgreed
                    onClicked: root.model.tick()
                }
                SecondaryButton {
                    objectName: "guardian-paper"
                    text: qsTrId("resident.guardian.paper")
                    onClicked: root.model.show_paper()
                }
            }
        }
    }
    Component {
        id: name

        LineScreen {
            keyboard: root.keyboard
            title: qsTrId("resident.guardian.name")
            fieldName: "guardian-name"
            value: root.model.fullName
            remark: root.model.nameRemark
            isPrimaryEnabled: root.model.isPageWhole
            onEdited: text => root.model.type_name(text)
            onBack: root.model.back()
            onPrimary: root.model.proceed()
        }
    }
    Component {
        id: phone

        LineScreen {
            keyboard: root.keyboard
            title: qsTrId("resident.guardian.phone")
            fieldName: "guardian-phone"
            value: root.model.phone
            reading: root.model.phoneReading
            isDigits: true
            maximumLength: 15
            isPrimaryEnabled: root.model.isPageWhole
            onEdited: text => root.model.type_phone(text)
            onBack: root.model.back()
            onPrimary: root.model.proceed()
        }
    }
    Component {
        id: pin

        LineScreen {
            keyboard: root.keyboard
            title: qsTrId("resident.guardian.pin")
            fieldName: "guardian-pin"
            value: root.model.pin
            remark: root.model.pinRemark
            isDigits: true
            isSecret: true
            maximumLength: 6
            isPrimaryEnabled: root.model.isPageWhole
            onEdited: text => root.model.type_pin(text)
            onBack: root.model.back()
            onPrimary: root.model.proceed()
        }
    }
    Component {
        id: form

        LineScreen {
            keyboard: root.keyboard
            title: qsTrId("resident.guardian.form")
            fieldName: "guardian-form"
            value: root.model.formNumber
            isDigits: true
            maximumLength: 12
            isPrimaryEnabled: root.model.isPageWhole
            onEdited: text => root.model.type_form(text)
            onBack: root.model.back()
            onPrimary: root.model.proceed()
        }
    }
}
