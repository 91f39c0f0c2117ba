pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Window
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// The kiosk's one window, as far as the first frame needs it: the bar, and the screen before anybody has come.
// The screens of a visit and what covers them are put into their places afterwards (VisitScreens, Covers).
Window {
    id: root

    required property Appearance appearance
    required property Visit visit
    required property AttractModel attract
    required property real pixelsPerMm

    width: 1366
    height: 768
    color: Theme.ground
    title: qsTrId("resident.bar.name")

    Binding { target: Theme; property: "windowWidth"; value: root.width }
    Binding { target: Theme; property: "windowHeight"; value: root.height }
    Binding { target: Theme; property: "barHeight"; value: bar.height }
    Binding { target: Theme; property: "pixelsPerMm"; value: root.pixelsPerMm }
    Binding { target: Theme; property: "textStep"; value: root.appearance.textStep }
    Binding { target: Theme; property: "contrast"; value: root.appearance.contrast }
    Binding { target: Theme; property: "isStill"; value: root.appearance.isStill }

    FocusScope {
        anchors.fill: parent
        anchors.topMargin: bar.height
        focus: true
        visible: !root.visit.isCovered
        transform: Translate { x: Theme.px(root.attract.shiftX); y: Theme.px(root.attract.shiftY) }

        Loader {
            id: screen
            anchors.fill: parent
            focus: true
            sourceComponent: root.screenOf(root.visit.step)
            onLoaded: focusScreen()
            onVisibleChanged: focusScreen()

            function focusScreen(): void {
                if (screen.visible && screen.item)
                    (screen.item as Item).forceActiveFocus();
            }
        }
        Item {
            objectName: "visit-place"
            anchors.fill: parent
        }
    }
    TopBar {
        id: bar
        objectName: "bar"
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        appearance: root.appearance
        visit: root.visit
        transform: Translate { x: Theme.px(root.attract.shiftX); y: Theme.px(root.attract.shiftY) }
    }
    Item {
        objectName: "cover-place"
        anchors.fill: parent
    }
    // Above all else, so that no page can hide it.
    Loader {
        anchors.fill: parent
        active: root.visit.isPractice
        sourceComponent: Component {
            PracticeSign { room: bar.signRoom }
        }
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
        case "attract": return attractScreen;
        case "closed": return closedScreen;
        default: return null;
        }
    }
}
