pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// A longer text at the size asked for, never smaller: what does not fit goes to further pages, parted where a sentence ends;
// three dots tell that it goes on from a page before, or stops within a sentence.
Item {
    id: root

    property string text
    property int size: Theme.bodySize
    property int page: 0
    property real lastRoom: 0 // Kept free below the text of the last page, or a page of its own where no line would fit above it.
    property list<string> pages: [root.text]
    readonly property int pageCount: root.pages.length
    readonly property bool isLast: root.page >= root.pageCount - 1

    onTextChanged: root.part()
    onSizeChanged: soon.restart()
    onWidthChanged: soon.restart()
    onHeightChanged: soon.restart()
    onLastRoomChanged: soon.restart()
    Component.onCompleted: root.part()

    Timer {
        id: soon // Unlike Qt.callLater it ends with its item.
        interval: 0
        onTriggered: root.part()
    }
    Words {
        width: parent.width
        text: root.pages[Math.min(root.page, root.pageCount - 1)]
        size: root.size
    }
    Words {
        id: measure
        width: parent.width
        size: root.size
        visible: false
    }

    // As few pages as hold it, and these about equally full: no last page of two words.
    function part(): void {
        if (root.width <= 0 || root.height <= 0)
            return;
        let pages = root.cut(root.height);
        for (let height = root.height - root.size; pages.length > 1 && height > root.size; height -= root.size) {
            const evener = root.cut(height);
            if (evener.length > pages.length)
                break;
            pages = evener;
        }
        root.pages = pages;
    }

    function cut(height: real): list<string> {
        const pages = [];
        const isBelow = root.fits("…", root.height - root.lastRoom);
        const lastHeight = isBelow ? Math.min(height, root.height - root.lastRoom) : height;
        let rest = root.text.match(/\S+\s*/g) ?? [];
        while (!root.fits(root.page_of(rest, pages.length === 0, true), lastHeight) && rest.length > 1) {
            const taken = root.most(rest, pages.length === 0, height);
            pages.push(root.page_of(rest.slice(0, taken), pages.length === 0, false));
            rest = rest.slice(taken);
        }
        pages.push(root.page_of(rest, pages.length === 0, true));
        return isBelow ? pages : [...pages, ""];
    }

    // The dots keep to the word beside them: never a line of their own.
    function page_of(words: var, isFirst: bool, isLast: bool): string {
        const said = words.join("").trim();
        return (isFirst ? "" : "…\u00A0") + said + (isLast || /[.!?;]$/.test(said) ? "" : "\u00A0…");
    }

    // Gives how many of these words make a page: as many as fit, or fewer where a sentence ends after its first third.
    function most(words: var, isFirst: bool, height: real): int {
        let low = 1;
        let high = words.length - 1;
        while (low < high) {
            const middle = Math.ceil((low + high) / 2);
            if (root.fits(root.page_of(words.slice(0, middle), isFirst, false), height))
                low = middle;
            else
                high = middle - 1;
        }
        for (let taken = low; taken > low / 3; taken--)
            if (/[.!?;]\s+$|\n/.test(words[taken - 1]))
                return taken;
        return low;
    }

    function fits(text: string, height: real): bool {
        measure.text = text;
        return measure.contentHeight <= height;
    }
}
