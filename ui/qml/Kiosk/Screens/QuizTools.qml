pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// What else one may do with a question: mark it, or see all of them.
Row {
    id: root

    required property QuizModel model

    spacing: Theme.apart(24)

    SecondaryButton {
        objectName: "flag"
        text: root.model.isFlagged ? qsTrId("resident.quiz.flagged") : qsTrId("resident.quiz.flag")
        iconName: root.model.isFlagged ? "flagged" : "flag"
        checked: root.model.isFlagged
        Accessible.checkable: true
        Accessible.checked: root.model.isFlagged
        onClicked: root.model.switch_flag()
    }
    SecondaryButton {
        objectName: "review"
        text: qsTrId("resident.quiz.all")
        iconName: "search"
        onClicked: root.model.review()
    }
}
