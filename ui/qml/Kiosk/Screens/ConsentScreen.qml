pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// Consent: each purpose with a tick of its own; how data are used is one touch away.
ScreenFrame {
    id: root

    required property ConsentModel model
    required property Appearance appearance

    title: root.model.isNoticeShown ? root.model.noticeTitle : qsTrId("resident.consent.title")
    hasPrimary: !root.model.isNoticeShown
    isPrimaryEnabled: root.model.mayContinue
    onBack: root.model.back()
    onPrimary: root.model.proceed()

    aside: SecondaryButton {
        objectName: "data-notice"
        text: qsTrId("resident.consent.notice")
        iconName: "question"
        visible: !root.model.isNoticeShown
        onClicked: root.model.show_notice(true)
    }

    PagedColumn {
        anchors.fill: parent
        spacing: Theme.apart(18)
        language: root.appearance.language
        visible: !root.model.isNoticeShown

        Item {
            // Where a purpose takes a page by itself, the page before it would hold nothing else.
            readonly property bool isAlone: Theme.crowding > 2 && !Theme.isPortrait
            width: root.contentWidth
            height: isAlone ? 0 : hint.implicitHeight

            Words {
                id: hint
                width: parent.width
                visible: !parent.isAlone
                text: qsTrId("resident.consent.hint") + (Theme.crowding < 3 ? " " + qsTrId("resident.consent.hint_required") : "")
                color: Theme.quietInk
            }
        }
        Repeater {
            model: root.model.purposes

            TickRow {
                required property string purpose
                required property string title
                required detail
                required remark
                required isTicked
                objectName: "consent-" + purpose
                width: root.contentWidth
                text: title
                onClicked: root.model.tick(purpose)
            }
        }
    }
    PagedColumn {
        anchors.fill: parent
        spacing: Theme.apart(18)
        language: root.appearance.language
        visible: root.model.isNoticeShown

        Repeater {
            model: root.model.notice

            Words {
                required property string paragraph
                width: root.contentWidth
                text: paragraph
                size: Theme.pt(26)
            }
        }
    }
}
