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
    readonly property int figure: Theme.letters(Math.min(Theme.pt(30), root.width * 0.27))

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
                spacing: Theme.px(8)

                Words {
                    anchors.verticalCenter: parent.verticalCenter
                    text: root.number
                    size: root.figure
                    isStrong: true
                    lineHeight: 1.0
                    Accessible.ignored: true
                }
                Icon {
                    anchors.verticalCenter: parent.verticalCenter
                    name: root.isAnswered ? "check" : "pencil"
                    tint: root.isAnswered ? Theme.good : Theme.care
                    size: root.figure
                }
                Icon {
                    anchors.verticalCenter: parent.verticalCenter
                    name: "flagged"
                    size: Math.round(root.figure * 0.9)
                    visible: root.isFlagged
                }
            }
            Words {
                anchors.horizontalCenter: parent.horizontalCenter
                text: root.stateText
                size: Math.min(Theme.pt(20), Theme.px(25))
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
