pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// One page of the handbook: its sentences and its picture, and the way to the next.
Item {
    id: root

    required property HandbookModel model

    PagedColumn {
        anchors.top: parent.top
        anchors.bottom: foot.top
        anchors.bottomMargin: Theme.gap
        width: parent.width
        language: root.model.title

        Words {
            objectName: "handbook-title"
            width: parent.width
            text: root.model.title
            size: Theme.pt(30)
            isStrong: true
            Accessible.role: Accessible.Heading
        }
        Repeater {
            model: root.model.paragraphs

            Words {
                required property string modelData
                width: parent?.width ?? 0
                text: modelData
                size: Theme.pt(26)
            }
        }
        Image {
            width: parent.width
            height: status === Image.Ready ? Math.min(Theme.px(500), width * sourceSize.height / sourceSize.width) : 0
            fillMode: Image.PreserveAspectFit
            horizontalAlignment: Image.AlignLeft
            source: root.model.picture
            asynchronous: true
            Accessible.ignored: true
        }
    }
    Acts {
        id: foot
        anchors.bottom: parent.bottom

        Act {
            objectName: "handbook-previous"
            text: qsTrId("staff.handbook.previous")
            enabled: root.model.page > 0
            onClicked: root.model.turn(-1)
        }
        Words {
            height: Theme.target(80)
            verticalAlignment: Text.AlignVCenter
            text: (root.model.page + 1) + "/" + root.model.pageCount
            color: Theme.quietInk
        }
        Act {
            objectName: "handbook-next"
            text: qsTrId("staff.handbook.next")
            enabled: root.model.page < root.model.pageCount - 1
            onClicked: root.model.turn(1)
        }
    }
}
