pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// Where a person is on the way: as many short lines as there are parts, the past ones filled, and a word.
Item {
    id: root

    required property int part
    required property int count
    required property string text

    implicitHeight: words.implicitHeight + Theme.px(20)
    visible: root.part > 0
    Accessible.role: Accessible.ProgressBar
    Accessible.name: root.text

    Words {
        id: words
        anchors.left: parent.left
        anchors.right: parent.right
        text: root.text
        size: Theme.px(24)
        color: Theme.quietInk
        maximumLineCount: 1
        elide: Text.ElideRight
        Accessible.ignored: true
    }
    Row {
        anchors.bottom: parent.bottom
        spacing: Theme.px(8)

        Repeater {
            model: root.count

            Rectangle {
                required property int index
                width: (root.width - (root.count - 1) * Theme.px(8)) / Math.max(1, root.count)
                height: Theme.px(8)
                radius: height / 2
                color: index < root.part ? Theme.ink : Theme.ground
                border.color: index < root.part ? Theme.ink : Theme.strongLine
                border.width: Math.max(1, Theme.px(1))
            }
        }
    }
}
