pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// The pages of whoever is signed in, and the way out, which locks: a column, or rows of three where the screen is narrow.
Grid {
    id: root

    required property StaffModel model
    required property StaffPages pages
    readonly property int count: names.count + 1
    readonly property int columnCount: Theme.isPortrait ? 3 : 1
    readonly property real tabWidth: Theme.isPortrait ? Math.floor((width - 2 * columnSpacing) / 3) : Math.max(Theme.px(250), Theme.buttonSize * 7)
    readonly property real tabHeight: Theme.isPortrait ? Theme.leastTouch
                                                       : Math.max(Theme.leastTouch, Math.min(Theme.px(84), Math.floor((height - (count - 1) * rowSpacing) / count)))

    columns: root.columnCount
    columnSpacing: Theme.apart(10)
    rowSpacing: Theme.apart(10)

    Repeater {
        id: names
        model: root.pages.tabs

        SecondaryButton {
            id: tab
            required property string page
            required property string name
            objectName: "tab-" + tab.page
            width: root.tabWidth
            height: root.tabHeight
            topPadding: 0
            bottomPadding: 0
            leftPadding: Theme.px(12)
            rightPadding: Theme.px(12)
            text: tab.name
            textSize: Math.min(Theme.buttonSize, Theme.pt(26))
            checked: root.pages.page === tab.page
            iconName: checked ? "next" : ""
            Accessible.role: Accessible.PageTab
            onClicked: root.pages.turn_to(tab.page)
        }
    }
    SecondaryButton {
        objectName: "staff-leave"
        width: root.tabWidth
        height: root.tabHeight
        topPadding: 0
        bottomPadding: 0
        leftPadding: Theme.px(12)
        rightPadding: Theme.px(12)
        text: qsTrId("staff.leave")
        textSize: Math.min(Theme.buttonSize, Theme.pt(26))
        iconName: "lock"
        onClicked: root.model.leave()
    }
}
