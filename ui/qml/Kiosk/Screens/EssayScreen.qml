pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// The essay: its topic first, then writing it here, or noting the sheet it was written on.
ScreenFrame {
    id: root

    required property EssayModel model
    required property QuizModel quiz
    required property KeyboardModel keyboard
    readonly property bool isSheet: root.model.page === "sheet"
    readonly property bool isWriting: root.model.page === "writing"

    title: root.isSheet ? qsTrId("resident.essay.sheet_title") : root.isWriting ? "" : qsTrId("resident.essay.title")
    hint: root.isSheet ? qsTrId("resident.essay.sheet_hint") : root.isWriting ? "" : root.model.limitText
    hasBack: root.model.hasBack
    backText: root.isWriting ? qsTrId("resident.essay.topic") : qsTrId("resident.frame.back")
    primaryText: root.isLast ? qsTrId("resident.prediction.next") : qsTrId("resident.frame.continue")
    primaryName: root.isLast ? "review" : "continue"
    readonly property bool isLast: root.model.isLast && !root.isSheet
    isPrimaryEnabled: !root.isSheet || root.model.digits !== ""
    columnWidth: root.isWriting ? Theme.windowWidth - 2 * Theme.margin : Theme.columnWidth
    onBack: root.model.go_back()
    onPrimary: root.isSheet ? root.model.note_sheet() : root.model.go_on()

    aside: SecondaryButton {
        objectName: root.isSheet ? "no-sheet" : "essay-keys"
        text: root.isSheet ? qsTrId("resident.essay.no_sheet")
            : body.hasKeys ? qsTrId("resident.essay.hide_keys") : qsTrId("resident.essay.show_keys")
        iconName: root.isSheet ? "close" : "pencil"
        visible: root.isSheet || root.isWriting
        onClicked: {
            if (root.isSheet) {
                root.model.edit_sheet("");
                root.model.note_sheet();
            } else {
                body.hasKeys = !body.hasKeys;
                (body.item as Item).forceActiveFocus(); // A real keyboard writes on.
            }
        }
    }

    Loader {
        id: body
        property bool hasKeys: true
        anchors.fill: parent
        focus: true
        sourceComponent: root.isSheet ? sheet : root.isWriting ? writing : topic
        onLoaded: (body.item as Item).forceActiveFocus()
    }
    Component {
        id: topic
        EssayTopic { model: root.model }
    }
    Component {
        id: writing
        EssayWriting { model: root.model; quiz: root.quiz; keyboard: root.keyboard; hasKeys: body.hasKeys }
    }
    Component {
        id: sheet
        EssaySheet { model: root.model }
    }
}
