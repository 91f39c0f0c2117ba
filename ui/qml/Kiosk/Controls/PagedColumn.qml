pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// A column that never scrolls: what does not fit goes to further pages, turned by hand. Narrow parts stand side by side.
Item {
    id: root

    default property alias content: column.data
    property real spacing: Theme.smallGap
    property string language
    property int page: 0
    property int pageCount: 1

    onWidthChanged: soon.restart()
    onHeightChanged: soon.restart()
    onPageChanged: root.arrange()
    onLanguageChanged: soon.restart()
    Component.onCompleted: soon.restart()

    Connections {
        target: Theme
        function onTextStepChanged(): void {
            soon.restart();
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
        onImplicitHeightChanged: soon.restart()
    }
    PageTurn {
        id: turn
        anchors.bottom: parent.bottom
        anchors.horizontalCenter: parent.horizontalCenter
        page: root.page
        pageCount: root.pageCount
        onTurned: page => root.page = page
    }

    function arrange(): void {
        let count = place(root.height, false);
        if (count > 1)
            count = place(root.height - turn.implicitHeight - root.spacing, false);
        root.pageCount = count;
        root.page = Math.min(root.page, count - 1);
        place(count > 1 ? root.height - turn.implicitHeight - root.spacing : root.height, true);
    }

    // Counts the pages for a height; when asked, shows the items of the present page only.
    function place(available: real, shows: bool): int {
        let page = 0;
        let top = 0; // Of the row that is being filled, with how wide and how tall it is so far.
        let wide = 0;
        let tall = 0;
        for (let i = 0; i < column.children.length; i++) {
            const item = column.children[i];
            if (item.height <= 0)
                continue;
            if (wide > 0 && wide + item.width > column.width + 0.5) {
                top += tall + root.spacing;
                wide = tall = 0;
            }
            if (top > 0 && top + item.height > available) {
                page++;
                top = wide = tall = 0;
            }
            wide += item.width + root.spacing;
            tall = Math.max(tall, item.height);
            if (shows)
                item.visible = page === root.page;
        }
        return page + 1;
    }
}
