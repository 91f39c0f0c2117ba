"""Time that runs out: told calmly in words at five minutes and at one, and the paper goes in exactly once."""

from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.services.kiosk import Kiosk
from kiosk.services.opening import open_kiosk
from kiosk.storage.journal_rows import all_entries
from tests.helpers.builders import a_pack, a_paper_rules, a_rules
from tests.helpers.kiosks import MovedClock, a_kiosk
from tests.helpers.qml import Hand, a_window
from tests.helpers.visits import stand_at
from ui.flow import Step
from ui.time_left import minutes_told

if TYPE_CHECKING:  # only the window loads models
    from ui.view_models.quiz import QuizModel

YEARS_US = 10 * 365 * 86_400 * 1_000_000


@pytest.mark.parametrize(
    ("left_s", "limit_s", "minutes"),
    [
        (1200, 1200, None),
        (300.1, 1200, None),
        (300, 1200, 5),
        (270.1, 1200, 5),
        (270, 1200, None),
        (60.1, 1200, None),
        (60, 1200, 1),
        (0.1, 1200, 1),
        (0, 1200, None),
        (300, 300, None),
        (60, 300, 1),
        (60, 60, None),
        (30, 60, None),
    ],
)
def test_a_notice_stands_for_half_a_minute_and_the_last_to_the_end(
    left_s: float, limit_s: int, minutes: int | None
) -> None:
    """Nobody is told at the start what the limit is anyway; in between the screen is quiet."""
    assert minutes_told(left_s, limit_s) == minutes


def test_the_notice_is_said_on_every_screen_of_the_paper(hand: Hand, kiosk: Kiosk, moved: MovedClock) -> None:
    """In words, in the person's language, as an alert for screen readers; gone again, and gone when the visit ends."""
    stand_at(hand, kiosk, Step.QUIZ)
    hand.waits_for("answer-0")
    assert not hand.sees("time-notice")
    moved.pass_s(301)
    hand.waits_for("time-notice")
    hand.tap("idle-stay")
    assert hand.text("time-notice") == "Còn 5 phút. Hết giờ, bài được nộp như đang có."
    assert QAccessible.queryAccessibleInterface(hand.item("time-notice")).role() == QAccessible.Role.AlertMessage
    hand.window.visit.show(Step.REVIEW)
    assert hand.sees("time-notice")
    moved.pass_s(30)
    hand.bot.waitUntil(lambda: not hand.sees("time-notice"))
    hand.tap("language-en")
    moved.pass_s(210)
    hand.waits_for("time-notice")
    hand.tap("idle-stay")
    assert hand.text("time-notice").startswith("1 min left.")
    hand.window.visit.leave()
    hand.waits_for("start")
    assert not hand.sees("time-notice")


@pytest.mark.parametrize("moved_us", [-YEARS_US, 0, YEARS_US])
def test_a_finger_and_the_timer_hand_in_once(tmp_path: Path, qtbot: QtBot, moved: MovedClock, moved_us: int) -> None:
    """The last tap comes with the last second, the machine's clock moved by years before: one finish entry, one receipt."""
    kiosk = a_kiosk(tmp_path / "kiosk", moved, a_pack(rules=a_rules(paper=a_paper_rules(limit_s=100))))
    open_kiosk(kiosk, "officer-1")
    with a_window(kiosk, qtbot) as hand:
        stand_at(hand, kiosk, Step.HAND_IN)
        hand.waits_for("confirm-hand-in")
        moved.at_us += moved_us
        moved.pass_s(99.9)
        middle = hand.middle("confirm-hand-in")
        moved.pass_s(0.2)
        for _ in range(3):
            QTest.mouseClick(hand.window.view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
        cast("QuizModel", hand.window.models["quiz"]).look_at_time()
        hand.waits_for("score")
        hand.bot.waitUntil(lambda: not hand.window.storage.pending)
        kinds = [each.kind for each in all_entries(kiosk.store, 1)]
        assert (kinds.count("attempt_finished"), kinds.count("receipt_issued")) == (1, 1)


def test_that_it_runs_is_stored_every_ten_seconds(hand: Hand, kiosk: Kiosk, moved: MovedClock) -> None:
    """A power cut costs the person who only reads a few seconds at most."""
    stand_at(hand, kiosk, Step.QUIZ)
    hand.bot.waitUntil(lambda: not hand.window.storage.pending)
    for _ in range(3):
        moved.pass_s(10)
        expected = moved.elapsed_us
        hand.bot.waitUntil(lambda: kiosk.store.rows("SELECT seen_us FROM attempt") == [(expected,)])  # noqa: B023 - waited for here
