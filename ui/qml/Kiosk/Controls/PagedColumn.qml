pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// A column that never scrolls: what does not fit goes to further pages, turned by hand. Narrow parts stand side by side, as
// tall as the tallest of their row.
Item {
    id: root

    default property alias content: column.data
    property real spacing: Theme.smallGap
    property string language
    property int page: 0
    property int pageCount: 1
    property bool hasTurn: true // Else the screen has a turn of its own.
    property list<Item> levelled // Those that are as tall as their row, not as they would be by themselves.
    readonly property real room: root.height - (root.hasTurn ? turn.implicitHeight + root.spacing : 0)
    property int wanted: 0 // Where it was turned to by hand: shown again as soon as there are so many pages again.
    property bool isFitting: false
    property Item told: null // What was said last, until its page is turned to.
    property int toldOn: 0

    onWidthChanged: root.begin()
    onHeightChanged: soon.restart()
    onPageChanged: {
        if (!root.isFitting)
            root.wanted = root.page;
        root.arrange();
    }
    onLanguageChanged: root.begin()
    Component.onCompleted: soon.restart()

    Connections {
        target: Theme
        function onTextStepChanged(): void {
            root.begin();
        }
    }
    Timer {
        id: soon // Unlike Qt.callLater it ends with its item.
        interval: 0
        onTriggered: root.arrange()
    }
    Flow {
        id: column
        width: parent.width
        spacing: root.spacing
        onPositioningComplete: soon.restart() // A part may grow while the whole stays as tall.
    }
    PageTurn {
        id: turn
        anchors.bottom: parent.bottom
        anchors.horizontalCenter: parent.horizontalCenter
        page: root.page
        pageCount: root.pageCount
        visible: root.hasTurn && root.pageCount > 1
        onTurned: page => root.page = page
    }

    // Turns to the page of what came of an act: it may have found no room on the one that was pressed on.
    function tell(item: Item): void {
        root.told = item;
        root.toldOn = root.wanted;
        soon.restart();
    }

    function arrange(): void {
        let count = place(root.height, false);
        if (count > 1)
            count = place(root.room, false);
        root.pageCount = count;
        if (root.told !== null)
            root.wanted = root.toldOn;
        root.told = null;
        root.isFitting = true;
        root.page = Math.min(root.wanted, count - 1);
        root.isFitting = false;
        place(count > 1 ? root.room : root.height, true);
    }

    // Counts the pages for a height; when asked, shows the items of the present page only.
    function place(available: real, shows: bool): int {
        let page = 0;
        let top = 0; // Of the row that is being filled, with how wide and how tall it is so far.
        let wide = 0;
        let tall = 0;
        let row = [];
        for (let i = 0; i < column.children.length; i++) {
            const item = column.children[i];
            const height = root.own(item);
            if (height <= 0)
                continue;
            if (wide > 0 && wide + item.width > column.width + 0.5) {
                top += tall + root.spacing;
                wide = tall = 0;
                row = [];
            }
            if (top > 0 && top + height > available) {
                page++;
                top = wide = tall = 0;
                row = [];
            }
            if (item === root.told)
                root.toldOn = page;
            wide += item.width + root.spacing;
            tall = Math.max(tall, height);
            row.push(item);
            if (shows) {
                item.visible = page === root.page;
                if (row.length > 1)
                    row.forEach(each => root.level(each, tall));
            }
        }
        return page + 1;
    }

    // Everything is to be as tall as it is by itself, and then arranged anew.
    function begin(): void {
        root.levelled.forEach(item => item.height = undefined);
        root.levelled = [];
        soon.restart();
    }

    function own(item: Item): real {
        return root.levelled.includes(item) ? item.implicitHeight : item.height;
    }

    function level(item: Item, tall: real): void {
        if (item.implicitHeight <= 0 || item.height === tall)
            return;
        if (!root.levelled.includes(item))
            root.levelled.push(item);
        item.height = tall;
    }
}
