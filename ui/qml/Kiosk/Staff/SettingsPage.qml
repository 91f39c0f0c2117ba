pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// What a technician may set: each press goes to the next choice, and nothing is written before it is saved.
PagedColumn {
    id: root

    required property SettingsModel model
    required property ReadAloudModel readAloud

    Line {
        text: qsTrId("staff.settings.hint")
        size: Theme.smallSize
        color: Theme.quietInk
    }
    // Above the settings: what came of saving is on the page it was pressed on, however many pages there are.
    Acts {
        Act {
            objectName: "settings-save"
            text: qsTrId("staff.settings.save")
            iconName: "check"
            enabled: root.model.isChanged
            onClicked: root.model.save()
        }
    }
    Remark {
        noticeName: "settings-remark"
        isAnswer: true
        text: root.model.remark
        isGood: root.model.isGood
    }
    // In one piece: the words and their button may not come apart onto two pages.
    Column {
        width: parent?.width ?? 0
        spacing: Theme.smallGap

        Line {
            objectName: "settings-start-text"
            text: root.model.startText
        }
        Acts {
            visible: root.model.startText !== "" // Not of the piece itself: the pages show and hide that.
            Act {
                objectName: "settings-start-again"
                text: root.model.isStartedAgain ? qsTrId("staff.settings.start_again") : qsTrId("staff.settings.end")
                enabled: root.model.canStart
                onClicked: root.model.start_again()
            }
        }
    }
    Act {
        objectName: "setting-address"
        text: qsTrId("staff.settings.do_address")
        onClicked: root.model.ask_address()
    }
    Repeater {
        model: root.model.rows

        Act {
            id: row
            required property string setting
            required property string name
            required property string value
            objectName: "setting-" + row.setting
            text: row.name + ": " + row.value
            onClicked: root.model.choose_next(row.setting)
        }
    }
    Acts {
        Act {
            objectName: "setting-narrower"
            text: qsTrId("staff.settings.narrower")
            onClicked: root.model.change_width(-1)
        }
        Act {
            objectName: "setting-wider"
            text: qsTrId("staff.settings.wider")
            onClicked: root.model.change_width(1)
        }
    }
    Line {
        objectName: "staff-voices"
        text: root.readAloud.staffText
        size: Theme.smallSize
        color: Theme.quietInk
    }
}
