import QtQuick
import Kiosk.Models
import Kiosk.Theme

// A line to search by, in marks or without: what a real keyboard types goes the composer's way too.
TextEntry {
    id: root

    required property KeyboardModel keyboard
    readonly property alias typing: keyWay
    signal asked(string text)
    signal begun

    implicitHeight: Math.max(Theme.target(84), Math.ceil(size * 1.27) + Theme.px(16))
    size: Theme.pt(28)
    font.weight: Font.Normal
    leftPadding: Theme.px(88)
    onTextEdited: root.asked(root.text)
    onPreeditTextChanged: root.asked(root.text + root.preeditText)
    onPressed: root.begun()
    onAccepted: root.begun()
    Keys.onPressed: event => {
        keyWay.take(event);
        if (event.accepted)
            root.begun();
    }

    Typing {
        id: keyWay
        model: root.keyboard
        target: root
    }
    Icon {
        x: Theme.px(28)
        anchors.verticalCenter: parent.verticalCenter
        name: "search"
        size: Theme.px(40)
        tint: Theme.quietInk
    }
    Words {
        x: Theme.px(88)
        anchors.verticalCenter: parent.verticalCenter
        text: root.label
        color: Theme.quietInk
        visible: root.text === "" && root.preeditText === ""
        Accessible.ignored: true
    }
}
