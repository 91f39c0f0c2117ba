pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// The console: its tabs at the left (above, where the screen is narrow), the page chosen beside them, and over both the
// reason that an act may need.
FocusScope {
    id: root

    required property StaffModel model
    required property StaffPages pages
    required property KeyboardModel keyboard
    required property ReadAloudModel readAloud
    readonly property bool isTouched: root.pages.devices.asking === "touch"
    readonly property bool isAsked: root.pages.reason.question !== "" || root.isTouched

    objectName: "staff-desk"
    Keys.onEscapePressed: root.model.leave()

    DeskTabs {
        id: tabs
        x: Theme.margin
        y: Theme.px(Theme.isPortrait ? 40 : 20)
        height: Theme.isPortrait ? implicitHeight : parent.height - 2 * y
        width: Theme.isPortrait ? parent.width - 2 * x : implicitWidth
        visible: !root.isAsked
        model: root.model
        pages: root.pages
    }
    Words {
        id: title
        anchors.left: content.left
        anchors.right: content.right
        y: Theme.isPortrait ? tabs.y + tabs.height + Theme.px(40) : tabs.y
        text: root.pages.title
        size: Theme.pt(36)
        isStrong: true
        lineHeight: 1.1
        visible: !root.isAsked
        Accessible.role: Accessible.Heading
    }
    Line {
        id: beneath
        objectName: "staff-visit"
        anchors.left: content.left
        anchors.right: content.right
        anchors.top: title.bottom
        anchors.topMargin: text === "" ? 0 : Theme.px(8)
        width: content.width
        text: root.pages.visitText
        size: Theme.smallSize
        visible: !root.isAsked
    }
    Loader {
        id: content
        x: Theme.isPortrait ? Theme.margin : tabs.x + tabs.width + Theme.px(48)
        width: parent.width - x - Theme.margin
        anchors.top: beneath.bottom
        anchors.topMargin: Theme.px(20)
        anchors.bottom: parent.bottom
        anchors.bottomMargin: tabs.y
        visible: !root.isAsked
        sourceComponent: root.pageOf(root.pages.page)
    }
    Loader {
        anchors.fill: parent
        active: root.isAsked
        focus: root.isAsked
        sourceComponent: root.isTouched ? touchTargets : reasonScreen
        onLoaded: (item as Item).forceActiveFocus()
    }
    Component {
        id: reasonScreen
        ReasonScreen { model: root.pages.reason; keyboard: root.keyboard }
    }
    Component {
        id: touchTargets
        TouchTargets { model: root.pages.devices }
    }
    Component {
        id: devicesPage
        DevicesPage { model: root.pages.devices }
    }
    Component {
        id: todayPage
        TodayPage { model: root.pages.today; pages: root.pages }
    }
    Component {
        id: sessionsPage
        SessionsPage { model: root.pages.sessions }
    }
    Component {
        id: receiptsPage
        ReceiptsPage { model: root.pages.reprint }
    }
    Component {
        id: syncPage
        SyncPage { model: root.pages.sync }
    }
    Component {
        id: journalPage
        JournalPage { model: root.pages.journal }
    }
    Component {
        id: settingsPage
        SettingsPage { model: root.pages.settings; readAloud: root.readAloud }
    }
    Component {
        id: handbookPage
        HandbookPage { model: root.pages.handbook }
    }
    Component {
        id: leavePage
        LeavePage { model: root.pages }
    }

    function pageOf(page: string): Component {
        switch (page) {
        case "sessions": return sessionsPage;
        case "receipts": return receiptsPage;
        case "devices": return devicesPage;
        case "sync": return syncPage;
        case "journal": return journalPage;
        case "settings": return settingsPage;
        case "handbook": return handbookPage;
        case "leave": return leavePage;
        default: return todayPage;
        }
    }
}
