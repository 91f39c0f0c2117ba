pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// The question whose answer nobody knows yet: a number, on the pad.
ScreenFrame {
    id: root

    required property PredictionModel model

    title: root.model.question
    hint: qsTrId("resident.prediction.hint")
    hasBack: root.model.hasBack
    backText: root.model.isAfterQuiz ? qsTrId("resident.prediction.back") : qsTrId("resident.frame.back")
    primaryText: root.model.isLast ? qsTrId("resident.prediction.next") : qsTrId("resident.frame.continue")
    primaryName: root.model.isLast ? "review" : "continue"
    isPrimaryEnabled: root.model.isReady
    onBack: root.model.go_back()
    onPrimary: root.model.go_on()

    Component.onCompleted: {
        entry.text = root.model.digits;
        entry.forceActiveFocus();
    }

    Flow {
        id: parts
        anchors.horizontalCenter: parent.horizontalCenter
        width: Math.min(parent.width, Theme.isPortrait ? pad.width : pad.width + spacing + Theme.px(520))
        spacing: Theme.px(64)

        Column {
            width: Theme.isPortrait ? pad.width : Theme.px(520)
            spacing: Theme.px(20)

            TextEntry {
                id: entry
                objectName: "prediction"
                width: parent.width
                label: root.model.question
                isSpread: true
                horizontalAlignment: TextInput.AlignHCenter
                maximumLength: root.model.longest
                inputMethodHints: Qt.ImhDigitsOnly
                focus: true
                onTextEdited: root.model.edit(text)
                onAccepted: root.model.go_on()
            }
            Notice {
                width: parent.width
                text: root.model.remark
            }
        }
        DigitPad {
            id: pad
            target: entry
            room: root.contentHeight
        }
    }
}
