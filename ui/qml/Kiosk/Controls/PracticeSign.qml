pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// That nothing here counts: the word in the bar, and a hatched frame round the whole window, above everything. Nothing is
// covered by it: the frame lies in the margins, the word where the bar says at other times where one is.
Item {
    id: root

    required property rect room // Where in the bar the word stands.

    component Hatch: Rectangle {
        id: hatch
        property int grain: Theme.px(24)
        color: Theme.surface

        Image {
            anchors.fill: parent
            fillMode: Image.Tile
            horizontalAlignment: Image.AlignLeft
            verticalAlignment: Image.AlignTop
            source: "image://icon/hatch/" + Theme.ink.toString().slice(1)
            sourceSize: Qt.size(hatch.grain, hatch.grain)
            Accessible.ignored: true
        }
    }
    component Edge: Hatch {
        readonly property int thickness: Math.max(8, Theme.px(14))
        width: thickness
        height: thickness
    }

    Edge {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
    }
    Edge {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
    }
    Edge {
        anchors.left: parent.left
        anchors.top: parent.top
        anchors.bottom: parent.bottom
    }
    Edge {
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.bottom: parent.bottom
    }
    Rectangle {
        id: sign
        readonly property bool isRoomy: root.room.width > word.implicitWidth + 2 * Theme.px(60)
        x: root.room.x
        y: root.room.y
        width: Theme.isPortrait ? root.room.width : Math.min(root.room.width, word.implicitWidth + 2 * Theme.px(72))
        height: root.room.height
        color: Theme.surface
        border.color: Theme.ink
        border.width: 2 * Theme.border
        Accessible.role: Accessible.StaticText
        Accessible.name: word.text + ". " + remark.text

        Hatch {
            anchors.left: parent.left
            anchors.top: parent.top
            anchors.bottom: parent.bottom
            width: Theme.px(42)
            visible: sign.isRoomy
        }
        Hatch {
            anchors.right: parent.right
            anchors.top: parent.top
            anchors.bottom: parent.bottom
            width: Theme.px(42)
            visible: sign.isRoomy
        }
        Column {
            anchors.centerIn: parent

            Words {
                id: word
                objectName: "practice-sign"
                anchors.horizontalCenter: parent.horizontalCenter
                text: qsTrId("resident.practice.sign")
                size: Theme.px(38)
                isStrong: true
                lineHeight: 1.0
                wrapMode: Text.NoWrap
                Accessible.ignored: true
            }
            Words {
                id: remark
                anchors.horizontalCenter: parent.horizontalCenter
                text: qsTrId("resident.practice.counts_nothing")
                size: Theme.smallSize
                lineHeight: 1.0
                wrapMode: Text.NoWrap
                visible: implicitWidth + 2 * Theme.px(60) < sign.width && word.implicitHeight + implicitHeight < sign.height
                Accessible.ignored: true
            }
        }
    }
}
