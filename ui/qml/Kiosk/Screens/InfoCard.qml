pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// One card about e-identity and online services, a page at a time at the size chosen; it turns to the others.
Rectangle {
    id: root

    required property AttractModel model
    readonly property CardsModel cards: root.model.cards
    readonly property bool isContest: root.cards.isIntroduction
    readonly property int edge: Theme.px(Theme.crowding > 1 ? 28 : 40)

    color: Theme.surface
    border.color: Theme.line
    border.width: Theme.border
    radius: Theme.radius

    Rectangle {
        id: line
        x: root.edge
        y: root.edge
        width: Theme.px(56)
        height: Theme.px(4)
        color: Theme.gold
    }
    Words {
        id: title
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: line.bottom
        anchors.leftMargin: root.edge
        anchors.rightMargin: root.edge
        anchors.topMargin: Theme.px(16)
        text: root.isContest ? root.model.name : root.cards.title
        size: Theme.pt(36)
        isStrong: true
        lineHeight: 1.0
        Accessible.role: Accessible.Heading
    }
    PagedWords {
        id: said
        objectName: "card-text"
        anchors.left: title.left
        anchors.right: title.right
        anchors.top: title.bottom
        anchors.bottom: turn.top
        anchors.topMargin: Theme.px(18)
        anchors.bottomMargin: Theme.px(12)
        text: root.isContest ? root.model.facts + "\n\n" + root.model.summary : root.cards.text
        page: root.cards.page
        lastRoom: source.height + Theme.px(12)
        onPagesChanged: root.cards.lay_out(said.pages.length)

        NumberAnimation on opacity {
            id: appearing
            running: false
            from: 0
            to: 1
            duration: Theme.motion
        }
        Connections {
            target: root.cards
            function onCardChanged(): void {
                if (!Theme.isStill)
                    appearing.restart();
            }
        }
    }
    Words {
        id: source
        anchors.left: title.left
        anchors.right: title.right
        anchors.bottom: said.bottom
        text: root.isContest ? root.model.organiser : root.cards.source
        size: Theme.tinySize
        color: Theme.quietInk
        visible: said.isLast
    }
    PageTurn {
        id: turn
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.px(20)
        anchors.horizontalCenter: parent.horizontalCenter
        page: root.cards.card
        pageCount: root.cards.count
        hasPrevious: true
        hasNext: true
        place: qsTrId("resident.attract.card")
        onTurned: page => page > root.cards.card ? root.cards.turn_forward() : root.cards.turn_back()
    }
}
