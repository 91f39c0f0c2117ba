pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// What the district has and lacks, and a round now, whose result is told as it was.
Card {
    id: root

    required property StaffDeskModel desk

    title: qsTrId("staff.sync.title")
    iconName: "up"
    act: SecondaryButton {
        objectName: "staff-sync"
        implicitHeight: Theme.px(80)
        textSize: Theme.pt(24)
        text: qsTrId(root.desk.isSyncing ? "staff.sync.doing" : "staff.sync.do")
        enabled: !root.desk.isSyncing
        onClicked: root.desk.sync()
    }

    Words {
        objectName: "staff-waiting"
        width: parent.width
        text: root.desk.waitingText
        size: Theme.pt(26)
        isStrong: true
    }
    Words {
        width: parent.width
        text: root.desk.lastSyncText
        size: Theme.smallSize
        color: Theme.quietInk
    }
    Notice {
        objectName: "staff-sync-remark"
        width: parent.width
        text: root.desk.syncRemark
        isGood: root.desk.isSyncGood
    }
}
