pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Theme

// One of four steps to choose, with its name above.
Column {
    id: root

    required property string name
    required property string title
    required property list<string> steps
    required property int chosen
    signal stepped(int step)

    spacing: Theme.px(12)

    Words {
        width: parent.width
        text: root.title
        isStrong: true
    }
    Grid {
        id: grid
        readonly property bool isTwoRows: Theme.isPortrait || Theme.crowding > 1
        columns: isTwoRows ? 2 : 4
        spacing: Theme.smallGap

        Repeater {
            model: root.steps

            ChoiceCard {
                required property int index
                required property string modelData
                objectName: root.name + "-" + index
                width: (root.width - (grid.columns - 1) * grid.spacing) / grid.columns
                text: modelData
                isChosen: index === root.chosen
                Accessible.name: root.title + ": " + modelData
                onClicked: root.stepped(index)
            }
        }
    }
}
