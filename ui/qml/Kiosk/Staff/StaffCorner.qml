pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Models
import Kiosk.Theme

// The hidden way in for staff: the mark at the top left, pressed and held, on any screen. What is inside covers the screen below
// the bar, and whatever a resident has there stays as it is.
FocusScope {
    id: root

    required property StaffModel model
    required property StaffPages pages
    required property KeyboardModel keyboard
    required property ReadAloudModel readAloud
    property real barHeight: 0
    readonly property bool isShown: root.model.stage !== ""

    MouseArea {
        objectName: "staff-corner"
        width: Theme.margin + Theme.px(64)
        height: Theme.px(112)
        enabled: root.model.isReachable
        pressAndHoldInterval: 3000
        onPressAndHold: root.model.enter()
    }
    Rectangle {
        anchors.fill: parent
        anchors.topMargin: root.barHeight
        color: Theme.ground
        visible: root.isShown

        MouseArea {
            anchors.fill: parent
        }
    }
    Loader {
        anchors.fill: parent
        anchors.topMargin: root.barHeight
        focus: true
        active: root.isShown
        sourceComponent: root.model.stage === "pin" ? pinScreen : deskScreen
        onLoaded: (item as Item).forceActiveFocus()
    }
    Component {
        id: pinScreen
        PinScreen { model: root.model }
    }
    Component {
        id: deskScreen
        DeskScreen { model: root.model; pages: root.pages; keyboard: root.keyboard; readAloud: root.readAloud }
    }
}
