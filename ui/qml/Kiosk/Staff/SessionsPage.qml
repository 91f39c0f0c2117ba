pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// The attempts that run: one is chosen, then something is done to it. What may be done stays in its place, however many there are.
Item {
    id: root

    required property SessionsModel model

    Acts {
        id: acts

        Act {
            objectName: "session-assist"
            text: qsTrId("staff.sessions.do_assist")
            enabled: root.model.canAssist
            onClicked: root.model.assist()
        }
        Act {
            objectName: "session-extend"
            text: qsTrId("staff.sessions.do_extend")
            enabled: root.model.canExtend
            onClicked: root.model.extend()
        }
        Act {
            objectName: "session-resume"
            text: qsTrId("staff.sessions.do_resume")
            enabled: root.model.canResume
            onClicked: root.model.resume()
        }
        Act {
            objectName: "session-void"
            text: qsTrId("staff.sessions.do_void")
            enabled: root.model.canAct
            onClicked: root.model.void()
        }
        Act {
            objectName: "session-void-print"
            text: qsTrId("staff.sessions.do_print_void")
            iconName: "printer"
            visible: root.model.hasVoid
            onClicked: root.model.print_void()
        }
    }
    Remark {
        id: said
        anchors.top: acts.bottom
        anchors.topMargin: text === "" ? 0 : Theme.gap
        noticeName: "sessions-remark"
        text: root.model.remark
        isGood: root.model.isGood
    }
    PagedColumn {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: said.bottom
        anchors.topMargin: Theme.gap
        anchors.bottom: parent.bottom

        Remark {
            noticeName: "sessions-help"
            text: root.model.helpText
        }
        Line {
            objectName: "sessions-empty"
            text: root.model.isEmpty ? qsTrId("staff.sessions.empty") : ""
        }
        Rows {
            model: root.model.rows

            ChoiceCard {
                id: row
                required property int index
                required property string attempt
                required property string label
                required detail
                required isChosen
                objectName: "session-" + row.index
                width: parent?.width ?? 0
                text: row.label
                onClicked: root.model.choose(row.attempt)
            }
        }
    }
}
