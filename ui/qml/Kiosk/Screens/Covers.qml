import QtQuick
import Kiosk.Models
import Kiosk.Speech
import Kiosk.Staff
import Kiosk.Theme

// What may cover any screen: the staff's corner, and the question whether anybody is still there.
Item {
    id: root

    required property Appearance appearance
    required property StaffModel staff
    required property StaffPages staffPages
    required property KeyboardModel keyboard
    required property HelpModel help
    required property IdleModel idle
    required property ReadAloudModel readAloud

    anchors.fill: parent

    StaffCorner {
        anchors.fill: parent
        barHeight: Theme.barHeight
        model: root.staff
        pages: root.staffPages
        keyboard: root.keyboard
        readAloud: root.readAloud
    }
    ContrastScreen {
        anchors.fill: parent
        barHeight: Theme.barHeight
        appearance: root.appearance
    }
    DarkPage {
        anchors.fill: parent
        model: root.readAloud
    }
    SpeechPanel {
        anchors.fill: parent
        barHeight: Theme.barHeight
        model: root.readAloud
    }
    HelpScreen {
        anchors.fill: parent
        barHeight: Theme.barHeight
        model: root.help
    }
    IdleScreen {
        anchors.fill: parent
        model: root.idle
    }
    SpokenMark {
        anchors.fill: parent
        model: root.readAloud
    }
}
