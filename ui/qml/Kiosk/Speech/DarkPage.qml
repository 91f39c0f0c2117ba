pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// Hides the screen from everybody around while it is read: black, and how to come back. Keys go on to what lies below.
Rectangle {
    id: root

    required property ReadAloudModel model

    objectName: "dark-page"
    color: Theme.dark
    visible: root.model.isDark

    MouseArea {
        anchors.fill: parent
        onClicked: root.model.switch_dark()
    }
    Column {
        anchors.centerIn: parent
        width: Theme.columnWidth
        spacing: Theme.px(32)

        CentredWords {
            text: qsTrId("speech.dark.title")
            size: Theme.titleSize
            color: Theme.darkInk
            isStrong: true
        }
        CentredWords {
            text: qsTrId("speech.dark.text")
            color: Theme.darkInk
        }
    }
}
