pragma Singleton

import QtQuick

// Every colour, size and duration of the window. Sizes are those of a 1080p screen, scaled to the real one;
// `pt` also follows the text size the person chose. The window sets the first six properties.
QtObject {
    id: root

    property real windowWidth: 1920
    property real windowHeight: 1080
    property real barHeight: 0
    property int textStep: 0
    property string contrast: "standard"
    property bool isStill: false

    readonly property bool isPortrait: windowHeight > windowWidth
    readonly property bool isHighContrast: contrast !== "standard"
    readonly property real scale: isPortrait ? bounded(windowWidth / 1080, windowHeight / 1920)
                                             : bounded(windowWidth / 1920, windowHeight / 1080)
    readonly property real textGrowth: [1.0, 1.15, 1.3, 1.5][textStep]

    readonly property color ground: byContrast("#FAF8F4", "#000000", "#FFFFFF")
    readonly property color surface: byContrast("#FFFFFF", "#101010", "#FFFFFF")
    readonly property color chosen: byContrast("#EAEEF7", "#3A3000", "#E2E2E2")
    readonly property color ink: byContrast("#14213D", "#FFFFFF", "#000000")
    readonly property color quietInk: byContrast("#4B5670", "#FFFFFF", "#000000")
    readonly property color line: byContrast("#DAD4C8", "#FFFFFF", "#000000")
    readonly property color strongLine: byContrast("#8B8F9C", "#FFFFFF", "#000000")
    readonly property color primary: byContrast("#14213D", "#FFD84A", "#000000")
    readonly property color primaryInk: byContrast("#FFFFFF", "#000000", "#FFFFFF")
    readonly property color pressed: byContrast("#2B3B60", "#FFF0B3", "#3A3A3A")
    readonly property color idle: byContrast("#ECE8DF", "#2A2A2A", "#E2E2E2")
    readonly property color mark: byContrast("#A31621", "#FFFFFF", "#A31621")
    readonly property color markInk: byContrast("#FFFFFF", "#000000", "#FFFFFF")
    readonly property color gold: byContrast("#E0A100", "#FFD84A", "#000000")
    readonly property color good: byContrast("#17663A", "#7CF2A5", "#004D1F")
    readonly property color goodGround: byContrast("#E6F2EA", "#101010", "#FFFFFF")
    readonly property color care: byContrast("#8A4B00", "#FFD84A", "#6B3A00")
    readonly property color careGround: byContrast("#FFF3D9", "#101010", "#FFFFFF")
    readonly property color spoken: byContrast("#FFD84A", "#000000", "#FFFFFF")
    readonly property color dark: "#000000"
    readonly property color darkInk: "#FFFFFF"
    readonly property color focus: byContrast("#14213D", "#FFD84A", "#000000")

    readonly property string family: "Be Vietnam Pro"
    readonly property int titleSize: pt(44)
    readonly property int questionSize: pt(36)
    readonly property int bodySize: pt(28)
    readonly property int smallSize: pt(23)
    readonly property int tinySize: pt(20)

    readonly property int margin: px(isPortrait ? 56 : 72)
    readonly property int gap: px(24)
    readonly property int smallGap: px(16)
    readonly property int radius: px(16)
    readonly property int touch: px(isPortrait ? 104 : 96)
    readonly property int border: Math.max(2, px(isHighContrast ? 4 : 2))
    readonly property int columnWidth: Math.min(windowWidth - 2 * margin, px(1240) * Math.sqrt(textGrowth))
    readonly property int motion: isStill ? 0 : 180

    function px(size: real): int {
        return Math.round(size * root.scale);
    }

    function pt(size: real): int {
        return Math.round(size * root.scale * root.textGrowth);
    }

    function bounded(across: real, down: real): real {
        return Math.max(0.5, Math.min(across, down, 3));
    }

    function byContrast(standard: color, dark: color, light: color): color {
        return contrast === "dark" ? dark : contrast === "light" ? light : standard;
    }
}
