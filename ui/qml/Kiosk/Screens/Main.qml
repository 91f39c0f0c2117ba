pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Window
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Staff
import Kiosk.Theme

// The kiosk's one window: the bar at the top and, below it, the screen of the present step.
Window {
    id: root

    required property Appearance appearance
    required property Visit visit
    required property AttractModel attract
    required property KeyboardModel keyboard
    required property ConsentModel consent
    required property IdentityModel identity
    required property CheckModel check
    required property GuardianModel guardian
    required property UnitModel unit
    required property RulesModel rules
    required property QuizModel quiz
    required property PredictionModel prediction
    required property ReviewModel review
    required property ResultModel result
    required property ReceiptModel receipt
    required property ThanksModel thanks
    required property RefusalModel refusal
    required property IdleModel idle
    required property StaffModel staff
    required property StaffDeskModel staffDesk
    required property ReprintModel reprint

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
        visible: !staffCorner.isShown
        sourceComponent: root.screenOf(root.visit.step)
        onLoaded: focusScreen()
        onVisibleChanged: focusScreen()

        function focusScreen(): void {
            if (screen.visible && screen.item)
                (screen.item as Item).forceActiveFocus();
        }
    }
    TopBar {
        id: bar
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        appearance: root.appearance
        visit: root.visit
    }
    StaffCorner {
        id: staffCorner
        anchors.fill: parent
        barHeight: bar.height
        model: root.staff
        desk: root.staffDesk
        reprint: root.reprint
    }

    IdleScreen {
        anchors.fill: parent
        model: root.idle
    }

    Component {
        id: attractScreen
        AttractScreen { model: root.attract; visit: root.visit }
    }
    Component {
        id: closedScreen
        ClosedScreen { model: root.attract }
    }

    Component {
        id: visitScreens
        VisitScreens {
            appearance: root.appearance
            visit: root.visit
            keyboard: root.keyboard
            consent: root.consent
            identity: root.identity
            check: root.check
            guardian: root.guardian
            unit: root.unit
            rules: root.rules
            quiz: root.quiz
            prediction: root.prediction
            review: root.review
            result: root.result
            receipt: root.receipt
            thanks: root.thanks
            refusal: root.refusal
        }
    }

    function screenOf(step: string): Component {
        switch (step) {
        case "closed": return closedScreen;
        case "attract": return attractScreen;
        default: return visitScreens;
        }
    }
}
