pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kiosk.Models
import Kiosk.Theme

// A long text to write, in pages that follow the cursor: nothing scrolls. By touch keyboard or a real one.
FocusScope {
    id: root

    required property string label
    required property string value
    required property KeyboardModel keyboard
    readonly property alias typing: keyWay
    readonly property int pageHeight: Math.max(1, Math.floor(paper.height / lines.lineSpacing)) * Math.ceil(lines.lineSpacing)
    readonly property int pageCount: Math.max(1, Math.ceil((entry.contentHeight - 1) / root.pageHeight))
    readonly property bool isLow: !Theme.isPortrait && root.height < 2 * Theme.touch + turn.spacing
    readonly property int turnWidth: Theme.px(160) // Its room is kept free: lines must not break anew.
    property int page: 0
    signal edited(string text)

    onValueChanged: root.take()
    Component.onCompleted: root.take()

    Typing {
        id: keyWay
        model: root.keyboard
        target: entry
    }
    FontMetrics {
        id: lines
        font: entry.font
    }
    Rectangle {
        anchors.fill: paper
        anchors.margins: -Theme.px(16)
        color: Theme.surface
        border.color: entry.activeFocus ? Theme.focus : Theme.strongLine
        border.width: entry.activeFocus ? Theme.border * 2 : Theme.border
        radius: Theme.radius
    }
    Item {
        id: paper
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.bottom: parent.bottom
        anchors.leftMargin: Theme.px(24)
        anchors.rightMargin: Theme.isPortrait ? Theme.px(24) : (root.isLow ? 2 * root.turnWidth + turn.spacing : root.turnWidth) + Theme.px(48)
        anchors.topMargin: Theme.px(16)
        anchors.bottomMargin: Theme.isPortrait ? Theme.touch + Theme.px(32) : Theme.px(16)

        Item {
            width: parent.width
            height: root.pageHeight
            clip: true

            T.TextArea {
                id: entry
                objectName: "essay-text"
                y: -root.page * root.pageHeight
                width: parent.width
                height: root.pageCount * root.pageHeight
                color: Theme.ink
                selectionColor: Theme.primary
                selectedTextColor: Theme.primaryInk
                font.family: Theme.family
                font.pixelSize: Theme.pt(34)
                wrapMode: TextEdit.Wrap
                textFormat: TextEdit.PlainText
                inputMethodHints: Qt.ImhSensitiveData | Qt.ImhNoPredictiveText | Qt.ImhMultiLine
                activeFocusOnTab: true
                focus: true
                cursorDelegate: Rectangle {
                    width: Math.max(2, Theme.px(3))
                    color: Theme.ink
                    visible: entry.activeFocus
                }

                Accessible.name: root.label
                Accessible.multiLine: true
                Keys.priority: Keys.BeforeItem
                Keys.onTabPressed: entry.nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)
                Keys.onBacktabPressed: entry.nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)
                Keys.onPressed: event => keyWay.take(event)
                onTextChanged: root.edited(entry.text)
                onCursorRectangleChanged: root.page = Math.floor(entry.cursorRectangle.y / root.pageHeight)
            }
        }
    }
    PageArrows {
        id: turn
        anchors.right: parent.right
        y: Theme.isPortrait ? parent.height - Theme.touch : (parent.height - height) / 2
        columns: Theme.isPortrait || root.isLow ? 2 : 1
        arrowWidth: root.turnWidth
        page: root.page
        pageCount: root.pageCount
        onTurned: page => root.page = page
    }

    // Takes the model's text where it differs from the field's: at the start, after it was cut, at the end of a visit.
    function take(): void {
        if (entry.text !== root.value) {
            entry.text = root.value;
            entry.cursorPosition = entry.text.length;
        }
    }
}
