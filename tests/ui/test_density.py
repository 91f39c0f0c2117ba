"""The density of a screen: measured, told, or not believed."""

import pytest
from pytestqt.qtbot import QtBot

from kiosk.services.kiosk import Kiosk
from tests.helpers.qml import ports_of_a_place_without_devices
from ui.application import WindowOptions, build_window
from ui.density import pixels_per_mm


@pytest.mark.parametrize(
    ("dots_per_inch", "believed"), [(50, 50), (102.5, 102.5), (400, 400), (49.9, 96), (401, 96), (0, 96)]
)
def test_a_screen_is_believed_where_there_are_such_panels(dots_per_inch: float, believed: float) -> None:
    """From 50 to 400 dots an inch; everything else is taken for 96."""
    assert pixels_per_mm(1920, dots_per_inch) == pytest.approx(believed / 25.4)


def test_what_was_measured_counts_before_what_the_screen_says() -> None:
    """1920 pixels on 480 mm are 4 a millimetre, whatever the screen says."""
    assert pixels_per_mm(1920, 300, 480.0) == pytest.approx(4)


def test_the_window_is_told(kiosk: Kiosk, qtbot: QtBot) -> None:
    """The width that settings name reaches the screens."""
    del qtbot
    options = WindowOptions(is_windowed=True, size=(1366, 768), is_still=True, screen_width_mm=683.0)
    window = build_window(kiosk, options, ports_of_a_place_without_devices(kiosk.folder / "papers"))
    assert window.view.property("pixelsPerMm") == pytest.approx(2)
    window.close()
