"""A touch counts where it begins and ends, by finger and by mouse."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.helpers.kiosks import a_kiosk
from tests.helpers.qml import Hand, a_window
from tests.helpers.visits import stand_at
from ui.flow import Step


class _Finger:
    """A finger on the glass of the window."""

    def __init__(self, hand: Hand, device: QPointingDevice) -> None:
        self._view, self._device = hand.window.view, device

    def press(self, spot: QPoint) -> None:
        QTest.touchEvent(self._view, self._device).press(0, spot, self._view).commit()

    def move(self, spot: QPoint) -> None:
        QTest.touchEvent(self._view, self._device).move(0, spot, self._view).commit()

    def release(self, spot: QPoint) -> None:
        QTest.touchEvent(self._view, self._device).release(0, spot, self._view).commit()


class _Mouse:
    """A mouse over the window."""

    def __init__(self, hand: Hand) -> None:
        self._view = hand.window.view

    def press(self, spot: QPoint) -> None:
        QTest.mousePress(self._view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)

    def move(self, spot: QPoint) -> None:
        QTest.mouseMove(self._view, spot)

    def release(self, spot: QPoint) -> None:
        QTest.mouseRelease(self._view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)


@pytest.fixture
def hand(tmp_path: Path, qtbot: QtBot) -> Iterator[Hand]:
    """Give the hand at the pad for the identity number, which is empty."""
    with a_window(a_kiosk(tmp_path / "kiosk"), qtbot) as hand:
        stand_at(hand, hand.window.kiosk, Step.NUMBER, "")
        hand.waits_for("key-5")
        yield hand


@pytest.fixture(params=["finger", "mouse"])
def pointer(request: pytest.FixtureRequest, hand: Hand) -> _Finger | _Mouse:
    """Give each way of pointing."""
    return _Finger(hand, QTest.createTouchDevice()) if request.param == "finger" else _Mouse(hand)


def test_a_touch_that_begins_and_ends_on_one_key_presses_it(hand: Hand, pointer: _Finger | _Mouse) -> None:
    """The plain case: one digit."""
    spot = hand.middle("key-5")
    pointer.press(spot)
    pointer.release(spot)
    assert hand.text("id-number") == "5"


def test_a_touch_that_ends_on_another_key_presses_neither(hand: Hand, pointer: _Finger | _Mouse) -> None:
    """A hand that trembles or slides writes nothing."""
    pointer.press(hand.middle("key-5"))
    pointer.move(hand.middle("key-6"))
    pointer.release(hand.middle("key-6"))
    assert hand.text("id-number") == ""


def test_a_touch_that_leaves_and_comes_back_presses_its_key_once(hand: Hand, pointer: _Finger | _Mouse) -> None:
    """It begins and ends on the same key: meant after all."""
    pointer.press(hand.middle("key-5"))
    pointer.move(hand.middle("key-6"))
    pointer.move(hand.middle("key-5"))
    pointer.release(hand.middle("key-5"))
    assert hand.text("id-number") == "5"
