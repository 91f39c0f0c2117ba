import QtQuick
import Kiosk.Controls

// A notice that takes no room while there is nothing to say. The page of an answer to an act is turned to when it comes.
Item {
    id: root

    property alias text: notice.text
    property alias isGood: notice.isGood
    property alias noticeName: notice.objectName
    property bool isAnswer: false
    property bool isSaid: false

    width: parent?.width ?? 0
    height: notice.text === "" ? 0 : notice.implicitHeight
    onTextChanged: {
        if (root.isAnswer && !root.isSaid && root.text !== "")
            (root.parent?.parent as PagedColumn)?.tell(root);
        root.isSaid = root.text !== "";
    }

    Notice {
        id: notice
        width: parent.width
        text: ""
    }
}
