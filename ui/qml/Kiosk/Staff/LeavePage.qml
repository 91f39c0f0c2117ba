import QtQuick
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// The end of the program, for technicians.
PagedColumn {
    id: root

    required property StaffPages model

    Line {
        text: qsTrId("staff.leave_hint")
    }
    Acts {
        Act {
            objectName: "staff-quit"
            text: qsTrId("staff.quit")
            iconName: "close"
            enabled: root.model.canQuit
            onClicked: root.model.quit()
        }
    }
}
