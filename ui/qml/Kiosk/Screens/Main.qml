import QtQuick
import QtQuick.Window
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// The kiosk's one window: the bar at the top and, below it, the screen of the present step.
Window {
    id: root

    required property Appearance appearance
    required property Visit visit
    required property AttractModel attract

    width: 1366
    height: 768
    color: Theme.ground
    title: qsTrId("resident.bar.name")

    Binding { target: Theme; property: "windowWidth"; value: root.width }
    Binding { target: Theme; property: "windowHeight"; value: root.height }
    Binding { target: Theme; property: "textStep"; value: root.appearance.textStep }
    Binding { target: Theme; property: "contrast"; value: root.appearance.contrast }
    Binding { target: Theme; property: "isStill"; value: root.appearance.isStill }

    Loader {
        id: screen
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: bar.bottom
        anchors.bottom: parent.bottom
        focus: true
        sourceComponent: root.screenOf(root.visit.step)
        onLoaded: (item as Item).forceActiveFocus()
    }
    TopBar {
        id: bar
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        appearance: root.appearance
        visit: root.visit
    }

    Component {
        id: attractScreen
        AttractScreen { model: root.attract; visit: root.visit }
    }
    Component {
        id: closedScreen
        ClosedScreen { model: root.attract }
    }

    function screenOf(step: string): Component {
        switch (step) {
        case "closed": return closedScreen;
        default: return attractScreen;
        }
    }
}
