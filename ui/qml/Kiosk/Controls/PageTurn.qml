pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// Turns the pages of what does not fit: nothing ever scrolls out of sight.
Row {
    id: root

    required property int page
    required property int pageCount
    signal turned(int page)

    spacing: Theme.apart(20)
    visible: root.pageCount > 1

    SecondaryButton {
        objectName: "page-previous"
        text: qsTrId("resident.page.previous")
        iconName: "up"
        enabled: root.page > 0
        textSize: Theme.pt(24)
        implicitHeight: Theme.target(84)
        onClicked: root.turned(root.page - 1)
    }
    Words {
        anchors.verticalCenter: parent.verticalCenter
        text: (root.page + 1) + "/" + root.pageCount
        size: Theme.pt(24)
        color: Theme.quietInk
    }
    SecondaryButton {
        objectName: "page-next"
        text: qsTrId("resident.page.next")
        iconName: "down"
        isIconFirst: false
        enabled: root.page < root.pageCount - 1
        textSize: Theme.pt(24)
        implicitHeight: Theme.target(84)
        onClicked: root.turned(root.page + 1)
    }
}
