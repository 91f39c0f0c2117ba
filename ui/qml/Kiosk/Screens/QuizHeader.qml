pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// Above a question: its place, whether its answer is saved, the time left, and all questions as short lines.
Column {
    id: root

    required property QuizModel model
    // Whether what is saved has a line of its own, which is kept also while nothing is answered: nothing moves under a finger.
    readonly property bool isParted: place.implicitWidth + said.longest + clock.width + 2 * Theme.px(32) > root.width

    spacing: Theme.px(16)

    component Saved: Words {
        anchors.verticalCenter: parent?.verticalCenter
        size: Theme.pt(24)
        isStrong: true
    }

    Item {
        width: parent.width
        height: Math.max(place.implicitHeight + (root.isParted ? said.tall + Theme.px(8) : 0), clock.height)

        Words {
            id: place
            y: root.isParted ? 0 : (parent.height - height) / 2
            text: root.model.placeText
            size: Theme.pt(30)
            isStrong: true
            Accessible.role: Accessible.Heading
        }
        Row {
            id: said
            readonly property real longest: Theme.pt(28) + said.spacing + Math.max(saved.implicitWidth, saving.implicitWidth)
            readonly property real tall: Math.max(Theme.pt(28), saved.implicitHeight)
            x: root.isParted ? 0 : place.width + Theme.px(32)
            y: root.isParted ? parent.height - height : (parent.height - height) / 2
            spacing: Theme.px(10)
            visible: root.model.isAnswered

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                name: root.model.isSaved ? "check" : "clock"
                tint: root.model.isSaved ? Theme.good : Theme.quietInk
                size: Theme.pt(28)
            }
            Saved {
                id: saved
                text: qsTrId("resident.quiz.saved")
                color: Theme.good
                visible: root.model.isSaved
            }
            Saved {
                id: saving
                text: qsTrId("resident.quiz.saving")
                color: Theme.quietInk
                visible: !root.model.isSaved
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
