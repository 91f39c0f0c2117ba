pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// What the district has and lacks, a round now, and both ways by stick; each is told as it was.
PagedColumn {
    id: root

    required property SyncModel model

    Line {
        objectName: "staff-waiting"
        text: root.model.waitingText
        size: Theme.pt(32)
        isStrong: true
    }
    Line {
        text: root.model.lastText
        size: Theme.smallSize
        color: Theme.quietInk
    }
    Remark {
        noticeName: "staff-sync-error"
        text: root.model.errorText
    }
    Acts {
        Act {
            objectName: "staff-sync"
            text: qsTrId(root.model.isSyncing ? "staff.sync.doing" : "staff.sync.do")
            iconName: "up"
            enabled: !root.model.isBusy
            onClicked: root.model.sync()
        }
        SyncProgress {
            width: Math.min(parent.width, Math.max(Theme.px(620), Theme.smallSize * 22))
            height: Math.max(implicitHeight, Theme.target(80))
            visible: root.model.isLong
            text: root.model.progressText
            share: root.model.progress
        }
    }
    Remark {
        noticeName: "staff-sync-remark"
        isAnswer: true
        text: root.model.remark
        isGood: root.model.isGood
    }
    Line {
        text: qsTrId(root.model.hasStick ? "staff.stick.hint" : "staff.stick.none")
        size: Theme.smallSize
        color: Theme.quietInk
    }
    Acts {
        Act {
            objectName: "stick-look"
            text: qsTrId("staff.stick.look")
            iconName: "search"
            enabled: !root.model.isBusy
            onClicked: root.model.refresh()
        }
    }
    Rows {
        model: root.model.sticks

        Acts {
            id: stick
            required property int index
            required property string place

            Words {
                width: parent.width
                text: stick.place
                size: Theme.smallSize
                wrapMode: Text.WrapAnywhere
            }
            Act {
                objectName: "stick-write-" + stick.index
                text: qsTrId("staff.stick.write")
                enabled: !root.model.isBusy
                onClicked: root.model.to_stick(stick.place)
            }
            Act {
                objectName: "stick-read-" + stick.index
                text: qsTrId("staff.stick.read")
                enabled: !root.model.isBusy
                onClicked: root.model.from_stick(stick.place)
            }
            Act {
                objectName: "stick-support-" + stick.index
                text: qsTrId("staff.stick.support")
                enabled: !root.model.isBusy
                onClicked: root.model.support(stick.place)
            }
        }
    }
    Remark {
        noticeName: "staff-stick-remark"
        isAnswer: true
        text: root.model.stickRemark
        isGood: root.model.isStickGood
    }
}
