pragma Singleton

import QtQuick

// Every colour, size and duration of the window. `px` is a share of the screen (sizes of a 1080p one), `mm` is what a ruler
// shows; letters are measured in millimetres of their capitals, at least 3.5 of them (docs/decisions). The window sets the
// first seven properties.
QtObject {
    id: root

    property real windowWidth: 1920
    property real windowHeight: 1080
    property real barHeight: 0
    property real pixelsPerMm: 3.78
    property int textStep: 0
    property string contrast: "standard"
    property bool isStill: false

    readonly property bool isPortrait: windowHeight > windowWidth
    readonly property bool isHighContrast: contrast === "dark" || contrast === "light"
    readonly property real scale: isPortrait ? bounded(windowWidth / 1080, windowHeight / 1920)
                                             : bounded(windowWidth / 1920, windowHeight / 1080)
    readonly property real capShare: 0.74 // Of the size of Be Vietnam Pro; its own tables say so.
    readonly property int bodySize: Math.ceil(mm([3.6, 5.0, 6.5, 8.6][textStep]) / capShare)
    readonly property int leastSize: Math.ceil(mm(3.5) / capShare)
    readonly property real textGrowth: bodySize / (28 * scale) // Against the look of a 1080p screen: how full it gets.
    readonly property int crowding: textGrowth < 1.08 ? 0 : textGrowth < 1.22 ? 1 : textGrowth < 1.42 ? 2 : 3

    readonly property color ground: byContrast("#FAF8F4", "#000000", "#FFFFFF", "#8F8575")
    readonly property color surface: byContrast("#FFFFFF", "#000000", "#FFFFFF", "#9A907F")
    readonly property color chosen: byContrast("#EFF2F9", "#000000", "#FFFFFF", "#A59B89")
    readonly property color ink: byContrast("#14213D", "#FFFFFF", "#000000", "#14110D")
    readonly property color quietInk: byContrast("#29334A", "#FFFFFF", "#000000", "#14110D")
    readonly property color dimInk: byContrast("#4B5670", "#B4B4B4", "#505050", "#14110D")
    readonly property color line: byContrast("#DAD4C8", "#FFFFFF", "#000000", "#3A332A")
    readonly property color strongLine: byContrast("#6F7484", "#FFFFFF", "#000000", "#3A332A")
    readonly property color primary: byContrast("#14213D", "#FFFFFF", "#000000", "#2A241C")
    readonly property color primaryInk: byContrast("#FFFFFF", "#000000", "#FFFFFF", "#B8AE9C")
    readonly property color pressed: byContrast("#2B3B60", "#D8D8D8", "#3A3A3A", "#14110D")
    readonly property color idle: byContrast("#ECE8DF", "#000000", "#FFFFFF", "#8F8575")
    readonly property color mark: byContrast("#A31621", "#FFFFFF", "#A31621", "#4A0D11")
    readonly property color markInk: byContrast("#FFFFFF", "#000000", "#FFFFFF", "#B8AE9C")
    readonly property color gold: byContrast("#E0A100", "#FFD84A", "#000000", "#3A332A")
    readonly property color good: byContrast("#083E20", "#FFFFFF", "#000000", "#14110D")
    readonly property color goodGround: byContrast("#E6F2EA", "#000000", "#FFFFFF", "#9A907F")
    readonly property color care: byContrast("#522A00", "#FFFFFF", "#000000", "#14110D")
    readonly property color careGround: byContrast("#FFF3D9", "#000000", "#FFFFFF", "#9A907F")
    readonly property color spoken: byContrast("#FFD84A", "#000000", "#FFFFFF", "#B8AE9C")
    readonly property color dark: "#000000"
    readonly property color darkInk: contrast === "low" ? "#9A907F" : "#FFFFFF"
    readonly property color focus: byContrast("#14213D", "#FFD84A", "#000000", "#14110D")

    readonly property string family: "Be Vietnam Pro"
    readonly property int titleSize: pt(44)
    readonly property int questionSize: Math.max(px(32), pt(36))
    readonly property int buttonSize: Math.min(bodySize, Math.ceil(mm(6.5) / capShare)) // Several stand in one row.
    readonly property int smallSize: pt(23)
    readonly property int tinySize: pt(20)

    readonly property int margin: px(isPortrait ? 56 : 72)
    readonly property int gap: apart(24)
    readonly property int smallGap: apart(16)
    readonly property int radius: px(16)
    readonly property int leastTouch: Math.ceil(mm(12.7))
    readonly property int leastGap: Math.ceil(mm(2.54))
    readonly property int touch: target(isPortrait ? 104 : 96)
    readonly property int border: Math.max(2, px(isHighContrast ? 4 : 2))
    readonly property int columnWidth: Math.min(windowWidth - 2 * margin, px(1240) * Math.sqrt(textGrowth))
    readonly property int motion: isStill ? 0 : 180

    function px(size: real): int {
        return Math.round(size * root.scale);
    }

    function mm(length: real): real {
        return length * root.pixelsPerMm;
    }

    // What a finger touches, and what lies between two such: a share of the screen, never less than the hand needs.
    function target(size: real): int {
        return Math.max(px(size), root.leastTouch);
    }

    function apart(size: real): int {
        return Math.max(px(size), root.leastGap);
    }

    // A text beside body text of 28. What is larger than that grows less, the fuller the screen gets.
    function pt(size: real): int {
        const share = size / 28;
        const emphasis = Math.min(1, Math.pow(1.15 / root.textGrowth, 2));
        return letters(root.bodySize * (share > 1 ? 1 + (share - 1) * emphasis : share));
    }

    function letters(size: real): int {
        return Math.max(root.leastSize, Math.round(size));
    }

    function bounded(across: real, down: real): real {
        return Math.max(0.5, Math.min(across, down, 3));
    }

    function byContrast(standard: color, dark: color, light: color, low: color): color {
        return contrast === "dark" ? dark : contrast === "light" ? light : contrast === "low" ? low : standard;
    }
}
