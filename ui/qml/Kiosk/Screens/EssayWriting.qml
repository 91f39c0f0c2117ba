pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// Writing the essay: how many words, whether they are saved, the time left; the text in pages; the keyboard.
FocusScope {
    id: root

    required property EssayModel model
    required property QuizModel quiz
    required property KeyboardModel keyboard
    required property bool hasKeys

    Component.onCompleted: root.keyboard.stand_after(root.model.text)

    Flow {
        id: header
        width: parent.width
        spacing: Theme.px(28)

        Words {
            objectName: "essay-count"
            text: root.model.countText
            size: Theme.pt(28)
            isStrong: true
            color: root.model.isOver ? Theme.care : Theme.ink
        }
        Row {
            spacing: Theme.px(10)

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                name: root.quiz.isTimeShort ? "care" : "clock"
                tint: root.quiz.isTimeShort ? Theme.care : Theme.ink
                size: Theme.pt(28)
            }
            Words {
                anchors.verticalCenter: parent.verticalCenter
                text: qsTrId("resident.quiz.time") + " " + root.quiz.timeText
                Accessible.role: Accessible.Clock
                size: Theme.pt(28)
                isStrong: true
                color: root.quiz.isTimeShort ? Theme.care : Theme.ink
            }
        }
        Row {
            spacing: Theme.px(10)
            visible: root.model.savedText !== ""

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                name: root.model.isSaved ? "check" : "clock"
                tint: root.model.isSaved ? Theme.good : Theme.quietInk
                size: Theme.pt(28)
            }
            Words {
                objectName: "essay-saved"
                anchors.verticalCenter: parent.verticalCenter
                text: root.model.savedText
                size: Theme.pt(26)
                color: root.model.isSaved ? Theme.good : Theme.quietInk
                isStrong: true
            }
        }
    }
    Notice {
        id: earlier
        anchors.top: header.bottom
        anchors.topMargin: visible ? Theme.px(16) : 0
        width: parent.width
        height: visible ? implicitHeight : 0
        text: root.hasKeys ? "" : root.model.earlierText
    }
    SecondaryButton {
        id: anew
        objectName: "essay-anew"
        anchors.top: earlier.bottom
        anchors.topMargin: visible ? Theme.px(16) : 0
        height: visible ? implicitHeight : 0
        text: qsTrId("resident.essay.anew")
        iconName: "close"
        visible: earlier.visible
        onClicked: root.model.begin_anew()
    }
    TextPages {
        id: pages
        anchors.top: anew.bottom
        anchors.topMargin: Theme.px(16)
        anchors.bottom: keys.visible ? keys.top : methods.top
        anchors.bottomMargin: Theme.px(16)
        width: parent.width
        label: qsTrId("resident.essay.field")
        value: root.model.text
        keyboard: root.keyboard
        focus: true
        onEdited: text => root.model.edit(text)
    }
    TouchKeyboard {
        id: keys
        anchors.bottom: parent.bottom
        width: parent.width
        typing: pages.typing
        isProse: true
        visible: root.hasKeys
    }
    MethodKeys {
        id: methods
        anchors.bottom: parent.bottom
        model: root.keyboard
        visible: !root.hasKeys
    }
}
