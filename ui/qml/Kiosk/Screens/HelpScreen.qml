pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Controls
import Kiosk.Models
import Kiosk.Theme

// Calls staff, says exactly how far that reaches, and takes it back. The bar above stays in reach; time goes on, and is said to.
FocusScope {
    id: root

    required property HelpModel model
    property real barHeight: 0
    readonly property bool isCalled: root.model.page === "called"

    visible: root.model.page !== ""
    onVisibleChanged: if (visible) root.forceActiveFocus()
    Keys.onEscapePressed: root.model.close()

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
        backText: root.isCalled ? qsTrId("help.take_back") : qsTrId("help.close")
        backName: root.isCalled ? "help-take-back" : "help-close"
        primaryText: root.isCalled ? qsTrId("help.close") : root.model.page === "failed" ? qsTrId("help.again") : qsTrId("help.call")
        primaryName: root.isCalled ? "help-close" : "help-call"
        primaryIcon: root.isCalled ? "next" : "hand"
        isPrimaryEnabled: !root.model.isBusy
        onBack: root.isCalled ? root.model.take_back() : root.model.close()
        onPrimary: root.isCalled ? root.model.close() : root.model.call()

        Message {
            anchors.centerIn: parent
            width: parent.width
            iconName: root.isCalled ? "check" : root.model.page === "failed" ? "care" : "hand"
            title: root.model.title
            text: root.model.text
            remark: root.model.isRunning ? qsTrId("help.running") : ""
        }
    }
}
