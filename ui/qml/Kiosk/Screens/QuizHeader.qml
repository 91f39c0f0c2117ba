pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// Above a question: its place, whether its answer is saved, the time left, and all questions as short lines.
Column {
    id: root

    required property QuizModel model

    spacing: Theme.px(16)

    Item {
        width: parent.width
        height: Math.max(place.implicitHeight, clock.height)

        Words {
            id: place
            anchors.verticalCenter: parent.verticalCenter
            text: root.model.placeText
            size: Theme.pt(30)
            isStrong: true
            Accessible.role: Accessible.Heading
        }
        Row {
            anchors.left: place.right
            anchors.leftMargin: Theme.px(32)
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.px(10)
            visible: root.model.isAnswered

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                name: root.model.isSaved ? "check" : "clock"
                tint: root.model.isSaved ? Theme.good : Theme.quietInk
                size: Theme.pt(28)
            }
            Words {
                anchors.verticalCenter: parent.verticalCenter
                text: root.model.isSaved ? qsTrId("resident.quiz.saved") : qsTrId("resident.quiz.saving")
                size: Theme.pt(24)
                color: root.model.isSaved ? Theme.good : Theme.quietInk
                isStrong: true
            }
        }
        Rectangle {
            id: clock
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            width: time.width + Theme.px(40)
            height: time.height + Theme.px(20)
            radius: Theme.px(12)
            color: root.model.isTimeShort ? Theme.careGround : Theme.surface
            border.color: root.model.isTimeShort ? Theme.care : Theme.line
            border.width: Theme.border

            Row {
                id: time
                anchors.centerIn: parent
                spacing: Theme.px(12)

                Icon {
                    anchors.verticalCenter: parent.verticalCenter
                    name: root.model.isTimeShort ? "care" : "clock"
                    tint: root.model.isTimeShort ? Theme.care : Theme.ink
                    size: Theme.pt(30)
                }
                Words {
                    anchors.verticalCenter: parent.verticalCenter
                    text: root.model.isTimeShort ? qsTrId("resident.quiz.time_short") : qsTrId("resident.quiz.time")
                    size: Theme.pt(24)
                    color: root.model.isTimeShort ? Theme.care : Theme.quietInk
                }
                Words {
                    anchors.verticalCenter: parent.verticalCenter
                    width: widest.implicitWidth
                    horizontalAlignment: Text.AlignRight
                    text: root.model.timeText
                    Accessible.role: Accessible.Clock
                    size: Theme.pt(30)
                    isStrong: true
                    color: root.model.isTimeShort ? Theme.care : Theme.ink

                    Words {
                        id: widest
                        text: "00:00"
                        size: Theme.pt(30)
                        isStrong: true
                        visible: false
                        Accessible.ignored: true
                    }
                }
            }
        }
    }
    Row {
        id: places
        spacing: Theme.px(6)

        Repeater {
            id: marks
            model: root.model.places

            Rectangle {
                required property bool isAnswered
                required property bool isHere
                width: (root.width - (marks.count - 1) * Theme.px(6)) / Math.max(1, marks.count)
                height: Theme.px(10)
                radius: height / 2
                color: isAnswered ? Theme.ink : Theme.ground
                border.color: isHere ? Theme.gold : isAnswered ? Theme.ink : Theme.strongLine
                border.width: isHere ? Math.max(2, Theme.px(3)) : Math.max(1, Theme.px(1.5))
            }
        }
    }
}
