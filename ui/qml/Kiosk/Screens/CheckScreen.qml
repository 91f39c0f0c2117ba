pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// Everything entered, once more, each with a way to correct it.
ScreenFrame {
    id: root

    required property CheckModel model
    required property Visit visit
    required property Appearance appearance
    readonly property int columns: !Theme.isPortrait && Theme.crowding > 0 && Theme.crowding < 3 ? 2 : 1

    title: qsTrId("resident.check.title")
    primaryText: qsTrId("resident.check.confirm")
    isPrimaryEnabled: !root.visit.isBusy
    onBack: root.model.back()
    onPrimary: root.model.confirm()

    Notice {
        id: notice
        width: parent.width
        height: visible ? implicitHeight : 0
        text: root.model.warning
    }
    PagedColumn {
        id: parts
        anchors.top: notice.bottom
        anchors.topMargin: notice.visible ? Theme.px(16) : 0
        anchors.bottom: parent.bottom
        width: parent.width
        spacing: Theme.apart(Theme.isPortrait ? 20 : 12)
        language: root.appearance.language

        Repeater {
            model: root.model.entries

            Rectangle {
                id: row
                required property string title
                required property string value
                required property string act
                width: Math.floor((root.contentWidth - (root.columns - 1) * parts.spacing) / root.columns)
                implicitHeight: Math.max(Theme.px(Theme.isPortrait ? 120 : 88), words.implicitHeight + Theme.px(20))
                color: Theme.surface
                border.color: Theme.line
                border.width: Theme.border
                radius: Theme.radius

                Column {
                    id: words
                    anchors.left: parent.left
                    anchors.right: correct.left
                    anchors.leftMargin: Theme.px(28)
                    anchors.rightMargin: Theme.px(20)
                    anchors.verticalCenter: parent.verticalCenter

                    Words {
                        width: parent.width
                        text: row.title
                        size: Theme.pt(20)
                        color: Theme.quietInk
                        lineHeight: 1.05
                    }
                    Words {
                        width: parent.width
                        text: row.value
                        size: Theme.pt(27)
                        isStrong: true
                        lineHeight: 1.05
                    }
                }
                SecondaryButton {
                    id: correct
                    objectName: "correct-" + row.act
                    anchors.right: parent.right
                    anchors.rightMargin: Theme.px(8)
                    anchors.verticalCenter: parent.verticalCenter
                    implicitHeight: Theme.target(Theme.isPortrait ? 96 : 72)
                    text: qsTrId("resident.check.correct")
                    textSize: Theme.pt(22)
                    iconName: "pencil"
                    visible: row.act !== ""
                    Accessible.name: text + ": " + row.title
                    onClicked: root.model.correct(row.act)
                }
            }
        }
    }
}
