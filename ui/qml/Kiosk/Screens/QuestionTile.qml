pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kiosk.Controls
import Kiosk.Theme

// One question of the paper: its number, and whether it is answered, by icon and word.
T.Button {
    id: root

    required property string number
    required property bool isAnswered
    required property bool isFlagged
    required property string stateText
    property bool isWide: true

    focusPolicy: Qt.StrongFocus

    Accessible.name: qsTrId("resident.review.question") + " " + root.number + ". " + root.stateText
                     + (root.isFlagged ? ". " + qsTrId("resident.quiz.flagged") : "")
    Keys.onReturnPressed: root.click()
    Keys.onEnterPressed: root.click()

    contentItem: Item {
        Column {
            anchors.centerIn: parent
            spacing: Theme.px(2)

            Row {
                anchors.horizontalCenter: parent.horizontalCenter
                spacing: Theme.px(12)

                Words {
                    anchors.verticalCenter: parent.verticalCenter
                    text: root.number
                    size: Theme.pt(30)
                    isStrong: true
                    lineHeight: 1.0
                    Accessible.ignored: true
                }
                Icon {
                    anchors.verticalCenter: parent.verticalCenter
                    name: root.isAnswered ? "check" : "pencil"
                    tint: root.isAnswered ? Theme.good : Theme.care
                    size: Theme.pt(28)
                }
                Icon {
                    anchors.verticalCenter: parent.verticalCenter
                    name: "flagged"
                    size: Theme.pt(26)
                    visible: root.isFlagged
                }
            }
            Words {
                anchors.horizontalCenter: parent.horizontalCenter
                text: root.stateText
                size: Theme.px(20) * Math.min(1.25, Theme.textGrowth)
                color: root.isAnswered ? Theme.quietInk : Theme.care
                lineHeight: 1.0
                visible: root.isWide
                Accessible.ignored: true
            }
        }
    }
    background: Rectangle {
        color: root.down ? Theme.chosen : root.isAnswered ? Theme.surface : Theme.careGround
        border.color: root.isAnswered ? Theme.strongLine : Theme.care
        border.width: root.isAnswered ? Theme.border : Theme.border * 1.5
        radius: Theme.radius

        FocusRing {
            isShown: root.visualFocus
        }
    }
}
