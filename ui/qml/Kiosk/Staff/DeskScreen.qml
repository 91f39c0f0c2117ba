import QtQuick
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// What an officer sees after the PIN: the day and what waits, then printing again; two pages when large text leaves no room.
ScreenFrame {
    id: root

    required property StaffModel model
    required property StaffDeskModel desk
    required property ReprintModel reprint
    required property ReadAloudModel readAloud
    readonly property bool isPaged: Theme.textStep > (Theme.isPortrait ? 2 : 1)
    property int page: 0

    objectName: "staff-desk"
    title: root.desk.place
    titleSize: Theme.pt(30)
    columnWidth: width - 2 * Theme.margin
    backText: qsTrId("staff.leave")
    backName: "staff-leave"
    primaryText: qsTrId(root.desk.isDayOpen ? "staff.day.do_close" : "staff.day.do_open")
    primaryName: root.desk.isDayOpen ? "staff-close" : "staff-open"
    primaryIcon: root.desk.isDayOpen ? "lock" : "check"
    isPrimaryEnabled: !root.desk.isDayBusy
    visible: root.desk.isReady
    onBack: root.model.leave()
    onPrimary: root.desk.isDayOpen ? root.desk.close_day() : root.desk.open_day()
    Keys.onEscapePressed: root.model.leave()

    Grid {
        id: cards
        readonly property bool isOneColumn: Theme.isPortrait || root.isPaged
        readonly property real cardWidth: isOneColumn ? width : Math.round((width - spacing) / 2)
        width: parent.width
        columns: cards.isOneColumn ? 1 : 2
        spacing: Theme.gap

        Column {
            width: cards.cardWidth
            spacing: Theme.gap
            visible: !root.isPaged || root.page === 0

            DayCard {
                width: parent.width
                desk: root.desk
            }
            SyncCard {
                width: parent.width
                desk: root.desk
            }
        }
        Column {
            width: cards.cardWidth
            spacing: Theme.smallGap
            visible: !root.isPaged || root.page === 1

            ReprintCard {
                width: parent.width
                model: root.reprint
            }
            Words {
                objectName: "staff-voices"
                width: parent.width
                text: root.readAloud.staffText
                size: Theme.smallSize
                color: Theme.quietInk
            }
        }
    }
    PageTurn {
        anchors.bottom: parent.bottom
        anchors.horizontalCenter: parent.horizontalCenter
        page: root.page
        pageCount: root.isPaged && Theme.isPortrait ? 2 : 1
        onTurned: page => root.page = page
    }
    aside: PageTurn {
        page: root.page
        pageCount: root.isPaged && !Theme.isPortrait ? 2 : 1
        onTurned: page => root.page = page
    }
}
