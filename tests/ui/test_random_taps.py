"""A thousand touches, keys, sizes, languages and themes by chance: nothing complains, and what is stored stays sound.

A usual run takes some of the seeds; `python3 build_scripts/test.py --tests tests/ui/test_random_taps.py --whole` takes all.
"""

import random
from typing import Final

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtQml import QQmlComponent, QQmlError
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.journal.entry import chain_fault
from kiosk.services.kiosk import Kiosk
from kiosk.services.opening import is_open, open_kiosk
from kiosk.services.practice_mode import end_practice, is_in_practice
from kiosk.services.status import kiosk_status
from kiosk.storage.journal_rows import all_entries, epochs
from tests.helpers.kiosks import PIN, MovedClock
from tests.helpers.layout import usable_items
from tests.helpers.qml import Hand
from tests.helpers.sampled import Sampled
from tests.helpers.staff import staff_of
from tests.helpers.visits import stand_at
from ui.flow import BETWEEN, Act, Step

TAPS: Final = 1_000
SEEDS: Final = range(20)
SAMPLED: Final = 2
JUMP_EVERY: Final = 80
"""Chance alone never types twelve digits: so often it is put on another screen, as someone who came all the way there."""
SIZES: Final = ((1366, 768), (1920, 1080), (1080, 1920), (1024, 768), (1280, 800))
KEYS: Final = (
    *(Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Backspace),
    *(Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_1, Qt.Key.Key_9, Qt.Key.Key_A),
    *(Qt.Key.Key_F1, Qt.Key.Key_Delete, Qt.Key.Key_Home),
)
CORNER: Final = ("language-vi", "language-en", "text-larger", "text-smaller", "contrast")


class Chance:
    """Somebody who touches anything at all, the same way for the same seed."""

    def __init__(self, hand: Hand, moved: MovedClock, seed: int) -> None:
        self._hand = hand
        self._moved = moved
        self._chance = random.Random(seed)

    def act(self) -> None:
        """Do one thing."""
        view, chance = self._hand.window.view, self._chance
        what = chance.random()
        if what < 0.62:
            self._tap(chance.choice(usable_items(self._hand)))
        elif what < 0.72:
            self._click(self._anywhere())
        elif what < 0.77:
            start, end = self._anywhere(), self._anywhere()
            QTest.mousePress(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
            QTest.mouseMove(view, end)
            QTest.mouseRelease(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, end)
        elif what < 0.87:
            QTest.keyClick(view, chance.choice(KEYS))
        elif what < 0.91:
            view.resize(*chance.choice(SIZES))
        elif what < 0.96:
            wanted = chance.choice(CORNER)
            for each in (each for each in usable_items(self._hand) if each.objectName() == wanted):
                self._tap(each)
        elif what < 0.975:
            self._let_staff_in()
        else:
            self._moved.pass_s(chance.choice((1, 20, 60, 130)))
        QTest.qWait(1)

    def jump(self, kiosk: Kiosk, serial: int) -> None:
        """Leave, and stand on another screen as another person; staff have gone, and the day is open."""
        self.end()
        if is_in_practice(kiosk):
            end_practice(kiosk, "officer-1")
        if not is_open(kiosk):
            open_kiosk(kiosk, "officer-1")
        self._hand.window.visit.take(Act.OPEN)
        if self._hand.window.visit.at is Step.ATTRACT:
            step = self._chance.choice([each for each in Step if each not in (Step.CLOSED, Step.ATTRACT, Step.PROBLEM)])
            stand_at(self._hand, kiosk, step, number=f"001185{serial:06d}")

    def end(self) -> None:
        """Go away, staff too; the window is left to itself until the first screen is back."""
        self._come_to_rest()
        staff_of(self._hand).leave()
        self._hand.window.visit.leave()
        self._come_to_rest()

    def _let_staff_in(self) -> None:
        """Open the corner, over whatever is there, and mostly type the right PIN; taps by chance go on from there."""
        staff_of(self._hand).enter()
        if self._chance.random() < 0.8:
            for digit in PIN:
                staff_of(self._hand).press(digit)
            self._come_to_rest()

    def _tap(self, item: QQuickItem) -> None:
        self._click(item.mapToScene(item.boundingRect().center()).toPoint())

    def _click(self, place: QPoint) -> None:
        view = self._hand.window.view
        if 0 <= place.x() < view.width() and 0 <= place.y() < view.height():  # a finger cannot touch beside the screen
            QTest.mouseClick(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)

    def _anywhere(self) -> QPoint:
        view = self._hand.window.view
        return QPoint(self._chance.randrange(view.width()), self._chance.randrange(view.height()))

    def _come_to_rest(self) -> None:
        window = self._hand.window
        self._hand.bot.waitUntil(lambda: not window.storage.pending and not window.devices.pending)


def test_a_thousand_acts_by_chance(hand: Hand, kiosk: Kiosk, moved: MovedClock, sampled: Sampled) -> None:
    """No warning of the screens, no log, no fault; the chain holds, and no attempt is neither over nor open."""
    complaints: list[QQmlError] = []
    hand.window.engine.warnings.connect(complaints.extend)
    seen: set[Step] = set()
    beneath: set[Step] = set()
    for seed in sampled(SEEDS, SAMPLED):
        chance = Chance(hand, moved, seed)
        for act in range(TAPS):
            if act % JUMP_EVERY == 0:
                chance.jump(kiosk, seed * TAPS + act)
            chance.act()
            seen.add(hand.window.visit.at)
            beneath |= {hand.window.visit.at} if staff_of(hand).is_signed_in else set()
            assert [each.toString() for each in complaints] == [], f"seed {seed}, act {act}"
        chance.end()
        for epoch in epochs(kiosk.store):
            assert chain_fault(list(all_entries(kiosk.store, epoch))) is None, f"seed {seed}"
        attempts = kiosk_status(kiosk).attempts
        assert attempts.open == 0, f"seed {seed}"
        assert attempts.started == attempts.finished + attempts.abandoned + attempts.voided, f"seed {seed}"
    assert len(seen) > 12
    assert len(beneath - BETWEEN) > 2
    assert kiosk_status(kiosk).attempts.started > 2


def test_nobody_goes_back_from_an_attempt_that_is_being_started(hand: Hand, kiosk: Kiosk) -> None:
    """Chance found it: back, touched while the storage still wrote the start, led to a second start without a name."""
    stand_at(hand, kiosk, Step.RULES)
    with kiosk.store.transaction():
        hand.tap("begin")
        hand.tap("back")
    hand.waits_for("answer-0")
    assert hand.window.visit.at is Step.QUIZ


@pytest.mark.expects_log("nothing is not defined")
def test_a_screen_that_complains_is_heard(hand: Hand) -> None:
    """A fault in a screen's own words arrives where the test above listens, and in the log, which fails any other test."""
    complaints: list[QQmlError] = []
    hand.window.engine.warnings.connect(complaints.extend)
    component = QQmlComponent(hand.window.engine)
    component.setData(b"import QtQuick\nItem { width: nothing.like.it }", QUrl("planted.qml"))
    planted = component.create()
    assert planted is not None
    assert ["nothing is not defined" in each.toString() for each in complaints] == [True]
