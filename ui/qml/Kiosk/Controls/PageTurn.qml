pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// Turns the pages of what does not fit: nothing ever scrolls out of sight. Its place is told in words to who cannot see it.
Row {
    id: root

    required property int page
    required property int pageCount
    property bool hasPrevious: root.page > 0 && root.pageCount > 1
    property bool hasNext: root.page < root.pageCount - 1
    property string place: qsTrId("resident.page.place") // In words, with {page} and {count}.
    signal turned(int page)

    spacing: Theme.apart(20)
    visible: root.pageCount > 1 || root.hasPrevious || root.hasNext

    SecondaryButton {
        objectName: "page-previous"
        text: qsTrId("resident.page.previous")
        iconName: "up"
        enabled: root.hasPrevious
        textSize: Theme.pt(24)
        implicitHeight: Theme.target(84)
        onClicked: root.turned(root.page - 1)
    }
    Words {
        objectName: "page-place"
        anchors.verticalCenter: parent.verticalCenter
        text: (root.page + 1) + "/" + root.pageCount
        visible: root.page >= 0
        size: Theme.pt(24)
        color: Theme.quietInk
        Accessible.name: root.place.replace("{page}", root.page + 1).replace("{count}", root.pageCount)
    }
    SecondaryButton {
        objectName: "page-next"
        text: qsTrId("resident.page.next")
        iconName: "down"
        isIconFirst: false
        enabled: root.hasNext
        textSize: Theme.pt(24)
        implicitHeight: Theme.target(84)
        onClicked: root.turned(root.page + 1)
    }
}
