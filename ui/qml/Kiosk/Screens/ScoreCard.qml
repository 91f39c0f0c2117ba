pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// The score in large figures, or that it is not told yet.
Rectangle {
    id: root

    required property ResultModel model

    implicitHeight: words.implicitHeight + Theme.px(80)
    color: Theme.surface
    border.color: Theme.line
    border.width: Theme.border
    radius: Theme.radius

    Column {
        id: words
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.margins: Theme.px(36)
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.px(14)

        CentredWords {
            text: root.model.hasScore ? qsTrId("resident.result.right_answers") : root.model.scoreRemark
            size: Theme.pt(root.model.hasScore ? 26 : 30)
            color: root.model.hasScore ? Theme.quietInk : Theme.ink
        }
        CentredWords {
            objectName: "score"
            text: root.model.scoreText
            size: Theme.px(112)
            isStrong: true
            lineHeight: 1.0
            visible: root.model.hasScore
        }
        Rectangle {
            anchors.horizontalCenter: parent.horizontalCenter
            width: Theme.px(72)
            height: Theme.px(4)
            color: Theme.gold
            visible: root.model.hasScore
        }
        CentredWords {
            text: root.model.pointsText
            size: Theme.pt(26)
            isStrong: true
            visible: root.model.hasScore
        }
        CentredWords {
            text: root.model.praise
            size: Theme.pt(24)
            color: Theme.quietInk
            visible: root.model.hasScore
        }
        CentredWords {
            objectName: "answers-later"
            text: root.model.answersRemark
            size: Theme.pt(24)
            color: Theme.quietInk
            visible: text !== ""
        }
        Notice {
            width: parent.width
            text: root.model.isTimedOut ? qsTrId("resident.result.timed_out") : ""
        }
    }
}
