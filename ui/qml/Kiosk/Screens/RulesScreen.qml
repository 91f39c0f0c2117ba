pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// The rules on one page; touching begin starts the clock.
ScreenFrame {
    id: root

    required property RulesModel model
    required property Visit visit
    required property Appearance appearance

    title: root.model.title
    primaryText: qsTrId("resident.rules.begin")
    primaryName: "begin"
    isPrimaryEnabled: !root.visit.isBusy
    onBack: root.model.back()
    onPrimary: root.model.begin()

    component Figure: Rectangle {
        id: figure
        required property int number
        required property string unit
        width: Math.floor((root.contentWidth - 2 * figures.spacing) / 3)
        height: figures.tallest
        implicitHeight: Math.max(Theme.px(112), said.implicitHeight + Theme.px(24))
        color: Theme.surface
        border.color: Theme.line
        border.width: Theme.border
        radius: Theme.radius
        Accessible.role: Accessible.StaticText
        Accessible.name: figure.number + " " + figure.unit

        Row {
            anchors.centerIn: parent
            spacing: Theme.px(16)

            Words {
                id: number
                anchors.verticalCenter: parent.verticalCenter
                text: figure.number
                size: Theme.px(56)
                isStrong: true
                lineHeight: 1.0
                Accessible.ignored: true
            }
            Words {
                id: said
                anchors.verticalCenter: parent.verticalCenter
                width: Math.min(implicitWidth, figure.width - number.width - 3 * parent.spacing)
                text: figure.unit
                size: Theme.pt(26)
                lineHeight: 1.0
                color: Theme.quietInk
                Accessible.ignored: true
            }
        }
    }
    Row {
        id: figures
        readonly property real tallest: Math.max(questions.implicitHeight, minutes.implicitHeight, attempts.implicitHeight)
        spacing: Theme.px(16)

        Figure {
            id: questions
            number: root.model.questionCount
            unit: qsTrId("resident.rules.questions")
        }
        Figure {
            id: minutes
            number: root.model.minutes
            unit: qsTrId("resident.rules.minutes")
        }
        Figure {
            id: attempts
            number: root.model.attemptsLeft
            unit: qsTrId("resident.rules.attempts_left")
            visible: !root.visit.isPractice
        }
    }
    PagedColumn {
        anchors.top: figures.bottom
        anchors.topMargin: Theme.px(28)
        anchors.bottom: parent.bottom
        width: parent.width
        spacing: Theme.px(16)
        language: root.appearance.language

        Repeater {
            model: root.model.paragraphs

            Words {
                required property string paragraph
                width: root.contentWidth
                text: paragraph
                size: Theme.pt(25)
            }
        }
    }
}
