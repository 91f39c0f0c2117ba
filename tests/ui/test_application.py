"""The window put together and taken down: first the first screen alone, then the rest, and an orderly end."""

import pytest
from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QFontDatabase, QFontInfo, QGuiApplication
from PySide6.QtQml import QQmlComponent
from PySide6.QtQuick import QQuickItem
from pytestqt.qtbot import QtBot

from kiosk.services.kiosk import Kiosk
from tests.helpers.qml import a_window, ports_of_a_place_without_devices
from ui.application import FAMILY, WindowOptions, complete, open_window, run, show_window
from ui.ports import Ports


@pytest.mark.parametrize("options", [WindowOptions(), WindowOptions(is_windowed=True, size=(1366, 768))])
def test_the_window_runs_until_it_is_told_to_end(kiosk: Kiosk, qtbot: QtBot, options: WindowOptions) -> None:
    """`started` comes once, after the first frame; the devices are asked for only then; the exit code is given back."""
    del qtbot
    order: list[str] = []

    def make_ports() -> Ports:
        order.append("ports")
        QTimer.singleShot(0, lambda: QGuiApplication.exit(3))
        return ports_of_a_place_without_devices(kiosk.folder / "papers")

    assert run(kiosk, options, make_ports, lambda: order.append("started")) == 3
    assert order == ["started", "ports"]


def test_the_first_screen_needs_nothing_of_a_visit(kiosk: Kiosk, qtbot: QtBot) -> None:
    """What a person sees first is there before anything else is loaded; a touch that early is not lost."""
    options = WindowOptions(is_windowed=True, is_still=True)
    window = open_window(kiosk, options)
    show_window(window, options)
    qtbot.waitUntil(window.view.isExposed)
    assert set(window.models) == {"appearance", "visit", "attract"}
    window.models["attract"].start()  # type: ignore[attr-defined]  # the slot behind the button
    qtbot.waitUntil(lambda: window.visit.property("step") == "consent")
    complete(window, lambda: ports_of_a_place_without_devices(kiosk.folder / "papers"))
    place = window.view.findChild(QQuickItem, "visit-place")
    assert isinstance(place, QQuickItem)
    assert place.childItems()
    window.close()


def test_the_bundled_font_is_the_font(kiosk: Kiosk, qtbot: QtBot) -> None:
    """No machine's own fonts change the screens, and every letter of Vietnamese is in ours."""
    with a_window(kiosk, qtbot):
        assert QGuiApplication.font().family() == FAMILY
        assert QFontInfo(QGuiApplication.font()).family() == FAMILY
        assert QFontDatabase.WritingSystem.Vietnamese in QFontDatabase.writingSystems(FAMILY)


def test_nothing_counts_on_after_the_window_has_gone(kiosk: Kiosk, qtbot: QtBot) -> None:
    """No countdown or card of a window that was closed ever fires."""
    with a_window(kiosk, qtbot) as hand:
        hand.tap("start")
        hand.waits_for("consent-participate")
        models = tuple(hand.window.models.values())
        assert [each for model in models for each in model.findChildren(QTimer) if each.isActive()]
    assert not [each for model in models for each in model.findChildren(QTimer) if each.isActive()]


@pytest.mark.expects_log("a screen's own code failed")
def test_what_fails_in_a_screens_own_code_is_in_the_log(
    kiosk: Kiosk, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    """File, line and fault, for whoever looks into it later; nothing that a person typed."""
    with a_window(kiosk, qtbot) as hand:
        hand.window.visit.facts.full_name = "nobody"
        component = QQmlComponent(hand.window.engine)
        component.setData(b"import QtQml; QtObject { property int left: nobody.left }", QUrl("file:///a/Screen.qml"))
        assert component.create() is not None
    assert "Screen.qml:1" in caplog.text
    assert "nobody" not in caplog.text
