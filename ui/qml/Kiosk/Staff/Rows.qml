import QtQuick

// Rows of a page that come a moment after it: each is at once in its place, so that a touch meets no other one there.
Repeater {
    id: root

    onItemAdded: (root.parent as Flow)?.forceLayout()
}
