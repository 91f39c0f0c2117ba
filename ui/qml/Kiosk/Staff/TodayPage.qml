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
            enabled: root.model.mayCloseNow && !root.model.isDayBusy
            onClicked: root.model.close_day()
        }
        Act {
            objectName: "staff-record"
            text: qsTrId("staff.day.print_record")
            iconName: "printer"
            visible: root.model.figures.hasRecord
            enabled: !root.model.figures.isBusy
            onClicked: root.model.figures.print_record()
        }
        Act {
            objectName: "staff-practice"
            text: qsTrId(root.pages.practice.isOn ? "staff.practice.do_end" : "staff.practice.do_start")
            iconName: "pencil"
            visible: root.model.day !== "" // not before its neighbours, which would push it along
            enabled: root.pages.practice.canSwitch
            onClicked: root.pages.practice.switch_practice()
        }
    }
    Remark {
        noticeName: "staff-day-remark"
        isAnswer: true
        text: root.model.dayRemark
        isGood: root.model.isDayGood
    }
    Remark {
        noticeName: "staff-hold"
        text: root.model.holdText
    }
    Remark {
        noticeName: "staff-overdue"
        text: root.model.figures.overdueText
    }
    Remark {
        noticeName: "staff-record-remark"
        isAnswer: true
        text: root.model.figures.remark
        isGood: root.model.figures.isGood
    }
    Remark {
        noticeName: "staff-practice-remark"
        isAnswer: true
        text: root.pages.practice.remark
        isGood: root.pages.practice.isGood
    }
    Remark {
        noticeName: "staff-help"
        text: root.model.helpText
    }
    Acts {
        Words {
            objectName: "staff-queue"
            width: Math.min(implicitWidth, parent.width)
            height: Math.max(implicitHeight, Theme.target(80))
            verticalAlignment: Text.AlignVCenter
            text: root.model.queue.text
            isStrong: true
            visible: root.model.queue.isMine
        }
        Act {
            objectName: "staff-ticket"
            text: qsTrId("staff.queue.do_give")
            visible: root.model.queue.isMine
            enabled: !root.model.queue.isBusy
            onClicked: root.model.queue.give_ticket()
        }
        Act {
            objectName: "staff-call"
            text: qsTrId("staff.queue.do_call")
            visible: root.model.queue.isMine
            enabled: !root.model.queue.isBusy
            onClicked: root.model.queue.call_next()
        }
    }
    Remark {
        noticeName: "staff-queue-remark"
        isAnswer: true
        text: root.model.queue.remark
        isGood: root.model.queue.isGood
    }
    Remark {
        noticeName: "staff-differs"
        text: root.model.figures.differsText
    }
    Line {
        objectName: "staff-figures"
        text: root.model.figures.aboutText
        size: Theme.smallSize
    }
    Repeater {
        model: root.model.figures.rows

        Figure {}
    }
    Line {
        text: root.model.figures.noteText
        size: Theme.smallSize
        color: Theme.quietInk
    }
}
