pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// The ward, agency or school one counts for: a paged list, and a search for long ones.
ScreenFrame {
    id: root

    required property UnitModel model
    required property KeyboardModel keyboard
    readonly property int columns: Theme.crowding > (Theme.isPortrait ? 0 : 1) ? 1 : 2
    readonly property real cardWidth: (root.contentWidth - (root.columns - 1) * grid.spacing) / root.columns
    readonly property real rowHeight: Math.max(Theme.target(Theme.isPortrait ? 120 : 92), Theme.bodySize * (0.03 + 1.42 * root.lines) + (root.isTight ? 0 : Theme.smallSize * 1.4) + Theme.px(24))
    readonly property bool isTight: root.model.isSearching && Theme.crowding > 2 && !Theme.isPortrait // Room for a name only.
    readonly property int rows: Math.max(1, Math.floor((list.height - (root.model.isSearching ? 0 : turn.implicitHeight)) / (rowHeight + grid.spacing)))
    readonly property int perPage: rows * columns
    readonly property int pageCount: Math.max(1, Math.ceil(root.model.count / root.perPage))
    property int page: 0
    // As many as the longest name takes, so that all cards are equally tall.
    readonly property int lines: letters.height > 0 ? root.longest(0.94 * (root.cardWidth - Theme.px(100))) : 1 // Anew with the font.

    title: root.model.isSearching ? "" : qsTrId("resident.unit.title")
    hint: root.model.isSearching ? "" : qsTrId("resident.unit.hint")
    isPrimaryEnabled: root.model.isChosen
    onBack: root.model.back()
    onPrimary: root.model.proceed()

    FontMetrics {
        id: letters
        font.family: Theme.family
        font.pixelSize: Theme.letters(Theme.bodySize)
        font.weight: Font.DemiBold
    }
    SearchLine {
        id: entry
        objectName: "unit-search"
        anchors.left: parent.left
        anchors.right: found.visible ? found.left : parent.right
        anchors.rightMargin: found.visible ? found.spacing : 0
        label: qsTrId("resident.unit.search")
        keyboard: root.keyboard
        onBegun: root.model.begin_search()
        onAsked: text => {
            root.page = 0;
            root.model.search(text);
        }
    }
    // While the keyboard is there, what is found is turned beside the line.
    PageArrows {
        id: found
        anchors.right: parent.right
        anchors.verticalCenter: entry.verticalCenter
        arrowWidth: Theme.target(120)
        arrowHeight: entry.height
        page: root.page
        pageCount: root.pageCount
        visible: root.model.isSearching && root.pageCount > 1
        onTurned: page => root.page = page
    }
    Item {
        id: list
        anchors.top: entry.bottom
        anchors.topMargin: Theme.px(20)
        anchors.bottom: board.visible ? board.top : parent.bottom
        anchors.bottomMargin: board.visible ? Theme.px(12) : 0
        width: parent.width

        Grid {
            id: grid
            columns: root.columns
            spacing: Theme.apart(14)

            Repeater {
                id: cards
                model: root.model.units

                ChoiceCard {
                    required property int index
                    required property string unit
                    required property string code
                    required property string title
                    required detail
                    required isChosen
                    hasDetail: !root.isTight
                    objectName: "unit-" + code
                    width: root.cardWidth
                    implicitHeight: root.rowHeight
                    text: title
                    visible: Math.floor(index / root.perPage) === root.page
                    onClicked: {
                        root.model.choose(unit);
                        list.forceActiveFocus();
                    }
                }
            }
        }
        Words {
            width: parent.width
            text: qsTrId("resident.unit.none")
            visible: root.model.count === 0
        }
        PageTurn {
            id: turn
            anchors.bottom: parent.bottom
            anchors.horizontalCenter: parent.horizontalCenter
            page: root.page
            pageCount: root.model.isSearching ? 1 : root.pageCount
            onTurned: page => root.page = page
        }
    }
    TouchKeyboard {
        id: board
        anchors.bottom: parent.bottom
        width: parent.width
        typing: entry.typing
        visible: root.model.isSearching
    }

    function longest(room: real): int {
        let most = 1;
        for (let i = 0; i < cards.count; i++) {
            const card = cards.itemAt(i) as ChoiceCard;
            if (card)
                most = Math.max(most, Math.ceil(letters.advanceWidth(card.text) / room));
        }
        return most;
    }
}
