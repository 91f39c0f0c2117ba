import QtQuick
import Kiosk.Theme

// Turns the pages of what does not fit: nothing ever scrolls out of sight.
Row {
    id: root

    required property int page
    required property int pageCount
    required property string pageText
    signal turned(int page)

    spacing: Theme.px(16)
    visible: root.pageCount > 1

    SecondaryButton {
        objectName: "page-previous"
        text: qsTrId("resident.page.previous")
        iconName: "up"
        enabled: root.page > 0
        textSize: Theme.pt(25)
        implicitHeight: Theme.px(80)
        onClicked: root.turned(root.page - 1)
    }
    Words {
        anchors.verticalCenter: parent.verticalCenter
        text: root.pageText
        size: Theme.smallSize
        color: Theme.quietInk
    }
    SecondaryButton {
        objectName: "page-next"
        text: qsTrId("resident.page.next")
        iconName: "down"
        isIconFirst: false
        enabled: root.page < root.pageCount - 1
        textSize: Theme.pt(25)
        implicitHeight: Theme.px(80)
        onClicked: root.turned(root.page + 1)
    }
}
