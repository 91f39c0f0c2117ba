pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// The day: open, paused or closed, what one may make of it, its counts, the queue, and who asked for help.
PagedColumn {
    id: root

    required property TodayModel model
    required property StaffPages pages

    language: root.model.dayText

    Line {
        text: root.pages.place
        size: Theme.smallSize
        color: Theme.quietInk
    }
    Line {
        objectName: "staff-day"
        text: root.model.dayText
        size: Theme.pt(32)
        isStrong: true
    }
    Acts {
        Act {
            objectName: "staff-open"
            text: qsTrId(root.model.day === "paused" ? "staff.day.do_reopen" : "staff.day.do_open")
            iconName: "check"
            visible: root.model.canOpen
            enabled: !root.model.isDayBusy
            onClicked: root.model.open_day()
        }
        Act {
            objectName: "staff-pause"
            text: qsTrId("staff.day.do_pause")
            iconName: "pause"
            visible: root.model.canPause
            enabled: !root.model.isDayBusy
            onClicked: root.model.pause_day()
        }
        Act {
            objectName: "staff-close"
            text: qsTrId("staff.day.do_close")
            iconName: "lock"
            visible: root.model.canClose
            enabled: !root.model.isDayBusy
            onClicked: root.model.close_day()
        }
        Act {
            objectName: "staff-record"
            text: qsTrId("staff.day.print_record")
            iconName: "printer"
            visible: root.model.hasRecord
            onClicked: root.model.print_record()
        }
        Act {
            objectName: "staff-practice"
            text: qsTrId(root.pages.practice.isOn ? "staff.practice.do_end" : "staff.practice.do_start")
            iconName: "pencil"
            enabled: !root.pages.practice.isBusy
            onClicked: root.pages.practice.switch_practice()
        }
    }
    Remark {
        noticeName: "staff-day-remark"
        text: root.model.dayRemark
        isGood: root.model.isDayGood
    }
    Remark {
        noticeName: "staff-practice-remark"
        text: root.pages.practice.remark
        isGood: root.pages.practice.isGood
    }
    Remark {
        noticeName: "staff-help"
        text: root.model.helpText
    }
    Remark {
        noticeName: "staff-differs"
        text: root.model.differsText
    }
    Repeater {
        model: root.model.counts

        Column {
            id: figure
            required property string name
            required property string count
            width: Math.max(Theme.px(150), label.implicitWidth)
            Accessible.role: Accessible.StaticText
            Accessible.name: figure.name + ": " + figure.count

            Words {
                text: figure.count
                size: Theme.pt(32)
                isStrong: true
                Accessible.ignored: true
            }
            Words {
                id: label
                text: figure.name
                size: Theme.tinySize
                color: Theme.quietInk
                wrapMode: Text.NoWrap
                Accessible.ignored: true
            }
        }
    }
    Line {
        text: [root.model.receiptsText, root.model.incidentsText].filter(each => each !== "").join(" ")
        size: Theme.smallSize
        color: Theme.quietInk
    }
    Line {
        objectName: "staff-queue"
        text: root.model.hasQueue ? root.model.queueText : ""
        isStrong: true
    }
    Acts {
        Act {
            objectName: "staff-ticket"
            text: qsTrId("staff.queue.do_give")
            visible: root.model.hasQueue
            enabled: !root.model.isQueueBusy
            onClicked: root.model.give_ticket()
        }
        Act {
            objectName: "staff-call"
            text: qsTrId("staff.queue.do_call")
            visible: root.model.hasQueue
            enabled: !root.model.isQueueBusy
            onClicked: root.model.call_next()
        }
    }
    Remark {
        noticeName: "staff-queue-remark"
        text: root.model.queueRemark
        isGood: root.model.isQueueGood
    }
}
