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
        implicitHeight: Math.max(Theme.px(112), both.implicitHeight + Theme.px(24))
        color: Theme.surface
        border.color: Theme.line
        border.width: Theme.border
        radius: Theme.radius
        Accessible.role: Accessible.StaticText
        Accessible.name: figure.number + " " + figure.unit

        // Beside each other, or one below the other where a word would not go into the line.
        Grid {
            id: both
            anchors.centerIn: parent
            columns: Theme.isPortrait && Theme.crowding > 1 ? 1 : 2
            spacing: Theme.px(both.columns === 1 ? 4 : 16)
            horizontalItemAlignment: Grid.AlignHCenter
            verticalItemAlignment: Grid.AlignVCenter

            Words {
                id: number
                text: figure.number
                size: Theme.px(56)
                isStrong: true
                lineHeight: 1.0
                Accessible.ignored: true
            }
            Words {
                readonly property real room: figure.width - Theme.px(16) - (both.columns === 1 ? 0 : number.width + Theme.px(32))
                width: Math.min(implicitWidth, room)
                horizontalAlignment: both.columns === 1 ? Text.AlignHCenter : Text.AlignLeft
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
            unit: root.model.attemptsLeft === 1 ? qsTrId("resident.rules.attempt_left") : qsTrId("resident.rules.attempts_left")
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
