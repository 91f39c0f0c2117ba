import QtQuick
import Kiosk.Theme

// Turns pages where there is room for two arrows only; their names say what they do.
Grid {
    id: root

    required property int page
    required property int pageCount
    property int arrowWidth: Theme.px(160)
    property int arrowHeight: Theme.touch
    signal turned(int page)

    columns: 2
    spacing: Theme.apart(16)

    SecondaryButton {
        objectName: "page-previous"
        iconName: "up"
        width: root.arrowWidth
        height: root.arrowHeight
        enabled: root.page > 0
        visible: root.pageCount > 1
        Accessible.name: qsTrId("resident.page.previous")
        onClicked: root.turned(root.page - 1)
    }
    SecondaryButton {
        objectName: "page-next"
        iconName: "down"
        width: root.arrowWidth
        height: root.arrowHeight
        enabled: root.page < root.pageCount - 1
        visible: root.pageCount > 1
        Accessible.name: qsTrId("resident.page.next")
        onClicked: root.turned(root.page + 1)
    }
}
