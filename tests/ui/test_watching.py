"""What watches over the window: an error in a slot is calm outside, the attempt stays, a stall leaves its trace."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer, Slot

from kiosk.services.kiosk import Kiosk
from kiosk.services.resuming import resumable_attempts
from kiosk.services.status import kiosk_status
from tests.helpers.qml import Hand
from tests.helpers.visits import walk_to_quiz
from ui.flow import Step
from ui.watching import watched


class Fault(QObject):
    """A slot of ours that fails."""

    @Slot()
    def happen(self) -> None:
        """Fail as only a mistake of ours would."""
        raise ZeroDivisionError("of ours")


@pytest.mark.expects_log("the visit stopped at quiz")
def test_an_error_in_a_slot_shows_the_calm_screen_and_keeps_the_attempt(hand: Hand, kiosk: Kiosk) -> None:
    """The person reads that it is not their fault; the next one finds the first screen; staff may let the first go on."""
    walk_to_quiz(hand)
    hand.tap("answer-1")
    hand.picture()
    fault = Fault()
    with watched(hand.window.visit, kiosk.folder):
        QTimer.singleShot(0, fault.happen)
        hand.waits_for("leave")
        assert hand.window.visit.at is Step.PROBLEM
        assert "ZeroDivisionError" not in "".join(str(each.property("text")) for each in hand.items())
        hand.tap("leave")
        hand.waits_for("start")
        hand.picture()
    assert kiosk_status(kiosk).attempts.open == 1
    (kept,) = resumable_attempts(kiosk)
    assert kept.answered == 1


def test_a_stall_leaves_the_lines_it_stands_at(hand: Hand, kiosk: Kiosk, tmp_path: Path) -> None:
    """No turn of the event loop for too long: every thread's place in the code is written down."""
    with watched(hand.window.visit, kiosk.folder, stalled_s=0.3):
        hand.bot.wait(1200)
        threading.Event().wait(0.6)
    written = (kiosk.folder / "logs" / "stalls.log").read_text(encoding="utf-8")
    assert "test_a_stall_leaves_the_lines_it_stands_at" in written
    assert tmp_path.exists()
