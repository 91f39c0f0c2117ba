pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// The four ways the screen can look, by name, each shown at once when it is touched.
FocusScope {
    id: root

    required property Appearance appearance
    property real barHeight: 0

    visible: root.appearance.isChoosingContrast
    onVisibleChanged: if (visible) root.forceActiveFocus()

    Rectangle {
        anchors.fill: parent
        anchors.topMargin: root.barHeight
        color: Theme.ground

        MouseArea {
            anchors.fill: parent
        }
    }
    ScreenFrame {
        anchors.fill: parent
        anchors.topMargin: root.barHeight
        focus: true
        title: qsTrId("resident.contrast.title")
        hasBack: false
        primaryText: qsTrId("resident.contrast.done")
        primaryName: "contrast-close"
        primaryIcon: "check"
        onPrimary: root.appearance.close_contrasts()

        Grid {
            id: grid
            readonly property real itemWidth: (width - (columns - 1) * spacing) / columns
            width: parent.width
            columns: Theme.isPortrait ? 1 : 2
            spacing: Theme.apart(24)

            Repeater {
                model: ["standard", "dark", "light", "low"]

                ChoiceCard {
                    required property string modelData
                    objectName: "contrast-" + modelData
                    width: grid.itemWidth
                    text: qsTrId("resident.contrast." + modelData)
                    detail: qsTrId("resident.contrast." + modelData + "_detail")
                    isChosen: root.appearance.contrast === modelData
                    onClicked: root.appearance.choose_contrast(modelData)
                }
            }
        }
    }
}
