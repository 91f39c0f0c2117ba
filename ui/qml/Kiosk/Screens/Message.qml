pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Theme

// A message in the middle of the screen: a drawing (where there is room), a title, a text, a quiet remark.
Column {
    id: root

    required property string iconName
    required property string title
    required property string text
    property string remark: ""

    spacing: Theme.px(28)

    Rectangle {
        anchors.horizontalCenter: parent.horizontalCenter
        width: Theme.px(120)
        height: width
        radius: width / 2
        color: Theme.surface
        border.color: Theme.strongLine
        border.width: Theme.border
        visible: root.iconName !== ""

        Icon {
            anchors.centerIn: parent
            name: root.iconName
            size: Theme.px(64)
        }
    }
    CentredWords {
        text: root.title
        size: Theme.titleSize
        isStrong: true
        Accessible.role: Accessible.Heading
    }
    CentredWords {
        text: root.text
    }
    CentredWords {
        text: root.remark
        size: Theme.smallSize
        color: Theme.quietInk
        visible: root.remark !== ""
    }
}
