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
        text: root.model.remark
        isGood: root.model.isGood
    }
    Line {
        objectName: "staff-voices"
        text: root.readAloud.staffText
        size: Theme.smallSize
        color: Theme.quietInk
    }
}
