pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// How the screen is read: pause, speed, volume, the dark screen; or the truth that this machine cannot speak.
FocusScope {
    id: root

    required property ReadAloudModel model
    property real barHeight: 0
    readonly property bool canSpeak: root.model.lackText === ""

    visible: root.model.isPanelShown
    onVisibleChanged: if (visible) root.forceActiveFocus()

    Rectangle {
        anchors.fill: parent
        anchors.topMargin: root.barHeight
        color: Theme.ground

        MouseArea {
            anchors.fill: parent
        }
    }
    ScreenFrame {
        anchors.fill: parent
        anchors.topMargin: root.barHeight
        focus: true
        title: qsTrId("speech.panel.title")
        hint: root.canSpeak && Theme.crowding < 2 ? qsTrId("speech.panel.hint") : ""
        backText: qsTrId("speech.panel.close")
        backName: "listen-close"
        primaryText: root.model.isOn ? qsTrId("speech.panel.stop") : qsTrId("speech.panel.start")
        primaryName: root.model.isOn ? "listen-stop" : "listen-start"
        primaryIcon: root.model.isOn ? "close" : "speaker"
        hasPrimary: root.model.canSpeak
        onBack: root.model.close_panel()
        onPrimary: root.model.isOn ? root.model.stop() : root.model.start()

        Notice {
            id: lack
            objectName: "listen-lack"
            width: parent.width
            height: visible ? implicitHeight : 0
            text: root.model.lackText
        }
        PagedColumn {
            anchors.top: lack.bottom
            anchors.topMargin: lack.visible ? Theme.gap : 0
            anchors.bottom: parent.bottom
            width: parent.width
            spacing: Theme.gap
            visible: root.model.canSpeak

            StepRow {
                width: parent.width
                name: "rate"
                title: qsTrId("speech.panel.rate")
                steps: [qsTrId("speech.panel.rate_0"), qsTrId("speech.panel.rate_1"), qsTrId("speech.panel.rate_2"), qsTrId("speech.panel.rate_3")]
                chosen: root.model.rate
                onStepped: step => root.model.choose_rate(step)
            }
            StepRow {
                width: parent.width
                name: "volume"
                title: qsTrId("speech.panel.volume")
                steps: [qsTrId("speech.panel.volume_0"), qsTrId("speech.panel.volume_1"), qsTrId("speech.panel.volume_2"), qsTrId("speech.panel.volume_3")]
                chosen: root.model.volume
                onStepped: step => root.model.choose_volume(step)
            }
            Flow {
                width: parent.width
                spacing: Theme.smallGap

                SecondaryButton {
                    objectName: "listen-pause"
                    text: root.model.isPaused ? qsTrId("speech.panel.go_on") : qsTrId("speech.panel.pause")
                    iconName: root.model.isPaused ? "speaker" : "pause"
                    visible: root.model.isOn
                    onClicked: root.model.switch_pause()
                }
                SecondaryButton {
                    objectName: "listen-again"
                    text: qsTrId("speech.panel.again")
                    iconName: "up"
                    visible: root.model.isOn
                    onClicked: root.model.again()
                }
                SecondaryButton {
                    objectName: "listen-dark"
                    text: root.model.isDark ? qsTrId("speech.panel.bright") : qsTrId("speech.panel.dark")
                    iconName: "contrast"
                    visible: root.model.isOn
                    onClicked: root.model.switch_dark()
                }
            }
        }
    }
}
