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
        width: (root.contentWidth - 2 * Theme.px(16)) / 3
        height: Theme.px(112)
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
                anchors.verticalCenter: parent.verticalCenter
                text: figure.number
                size: Theme.px(56)
                isStrong: true
                lineHeight: 1.0
                Accessible.ignored: true
            }
            Words {
                anchors.verticalCenter: parent.verticalCenter
                text: figure.unit
                size: Math.min(Theme.pt(26), Theme.px(32))
                color: Theme.quietInk
                Accessible.ignored: true
            }
        }
    }
    Row {
        id: figures
        spacing: Theme.px(16)

        Figure {
            number: root.model.questionCount
            unit: qsTrId("resident.rules.questions")
        }
        Figure {
            number: root.model.minutes
            unit: qsTrId("resident.rules.minutes")
        }
        Figure {
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
