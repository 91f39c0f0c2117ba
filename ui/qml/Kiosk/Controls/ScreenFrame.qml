pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// What every screen shares: a title, one column, back at the bottom left, the one primary act at the bottom right.
FocusScope {
    id: root

    property string title
    property string hint
    property int titleSize: Theme.titleSize
    property string backText: qsTrId("resident.frame.back")
    property string backName: "back"
    property bool hasBack: true
    property string primaryText: qsTrId("resident.frame.continue")
    property string primaryName: "continue"
    property string primaryIcon: "next"
    property bool hasPrimary: true
    property bool isPrimaryEnabled: true
    property int columnWidth: Theme.columnWidth
    default property alias content: column.data
    property alias aside: asideSlot.data
    readonly property int contentHeight: column.height
    readonly property int contentWidth: column.width
    readonly property bool hasBottom: root.hasBack || root.hasPrimary
    signal back
    signal primary

    Column {
        id: heading
        anchors.top: parent.top
        anchors.topMargin: Theme.px(Theme.isPortrait ? 72 : 28)
        anchors.horizontalCenter: parent.horizontalCenter
        width: root.columnWidth
        spacing: Theme.px(12)

        Words {
            width: parent.width
            text: root.title
            size: root.titleSize
            isStrong: true
            lineHeight: 1.1
            visible: root.title !== ""
            Accessible.role: Accessible.Heading
        }
        Words {
            width: parent.width
            text: root.hint
            size: Theme.bodySize
            color: Theme.quietInk
            visible: root.hint !== ""
        }
    }
    Item {
        id: column
        anchors.top: heading.bottom
        anchors.topMargin: heading.height > 0 ? Theme.px(Theme.isPortrait ? 40 : 28) : 0
        anchors.bottom: foot.top
        anchors.bottomMargin: Theme.px(20) + (Theme.isPortrait && asideSlot.height > 0 ? asideSlot.height + Theme.px(28) : 0)
        anchors.horizontalCenter: parent.horizontalCenter
        width: root.columnWidth
    }
    Item {
        id: asideSlot
        anchors.bottom: Theme.isPortrait ? foot.top : undefined
        anchors.bottomMargin: Theme.px(28)
        anchors.verticalCenter: Theme.isPortrait ? undefined : foot.verticalCenter
        anchors.horizontalCenter: parent.horizontalCenter
        width: childrenRect.width
        height: childrenRect.height
    }
    Item {
        id: foot
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.leftMargin: Theme.margin
        anchors.rightMargin: Theme.margin
        anchors.bottomMargin: Theme.px(Theme.isPortrait ? 48 : 28)
        height: root.hasBottom ? Theme.touch : 0

        SecondaryButton {
            objectName: root.backName
            anchors.left: parent.left
            anchors.verticalCenter: parent.verticalCenter
            text: root.backText
            iconName: "back"
            visible: root.hasBack
            onClicked: root.back()
        }
        PrimaryButton {
            objectName: root.primaryName
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            text: root.primaryText
            iconName: root.primaryIcon
            enabled: root.isPrimaryEnabled
            visible: root.hasPrimary
            onClicked: root.primary()
        }
    }
}
