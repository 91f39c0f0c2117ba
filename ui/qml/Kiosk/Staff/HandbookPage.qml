pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// The handbook: its contents, or one page with its sentences and its picture, and the way to the next.
Item {
    id: root

    required property HandbookModel model
    readonly property bool isContents: root.model.page === 0
    readonly property bool isBeside: root.model.caption !== "" && !Theme.isPortrait && width * 0.47 > Theme.pt(26) * 18

    Connections {
        target: root.model
        function onPageChanged(): void {
            leaf.page = 0;
        }
    }
    PagedColumn {
        id: leaf
        anchors.top: parent.top
        anchors.bottom: root.isContents ? parent.bottom : foot.top
        anchors.bottomMargin: root.isContents ? 0 : Theme.gap
        width: root.isBeside ? parent.width * 0.47 : parent.width
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
            model: root.isContents ? root.model.titles : null

            SecondaryButton {
                required property int number
                required property string title
                readonly property int columns: Theme.isPortrait || Theme.textStep > 1 ? 1 : 2
                objectName: "handbook-open-" + number
                width: ((parent?.width ?? 0) + Theme.smallGap) / columns - Theme.smallGap
                implicitHeight: Theme.target(64)
                topPadding: 0
                bottomPadding: 0
                text: number + ". " + title
                textSize: Math.min(Theme.buttonSize, Theme.pt(26))
                onClicked: root.model.turn_to(number)
            }
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
        HandbookPicture {
            width: leaf.width
            room: Math.min(Theme.px(560), leaf.height - Theme.target(80) - 2 * Theme.gap)
            source: root.model.picture
            caption: root.isBeside ? "" : root.model.caption
        }
    }
    HandbookPicture {
        anchors.right: parent.right
        width: root.isBeside ? parent.width - leaf.width - Theme.px(32) : 0
        room: leaf.height
        source: root.model.picture
        caption: root.isBeside ? root.model.caption : ""
    }
    Acts {
        id: foot
        anchors.bottom: parent.bottom
        visible: !root.isContents

        Act {
            objectName: "handbook-contents"
            text: qsTrId("staff.handbook.contents")
            onClicked: root.model.turn_to(0)
        }
        Act {
            objectName: "handbook-previous"
            text: qsTrId("staff.handbook.previous")
            enabled: root.model.page > 1
            onClicked: root.model.turn_to(root.model.page - 1)
        }
        Words {
            height: Theme.target(80)
            verticalAlignment: Text.AlignVCenter
            text: root.model.page + "/" + root.model.pageCount
            color: Theme.quietInk
        }
        Act {
            objectName: "handbook-next"
            text: qsTrId("staff.handbook.next")
            enabled: root.model.page < root.model.pageCount
            onClicked: root.model.turn_to(root.model.page + 1)
        }
    }
}
