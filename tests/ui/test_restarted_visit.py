"""What a person keeps when the screens fail under their hands: their paper, their receipt, and that nobody learns who they are."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from kiosk.contest.events import ReceiptPrinted
from kiosk.journal.codec import decode_event
from kiosk.services.kiosk import Kiosk
from kiosk.services.resuming import resume_attempt
from kiosk.services.sessions import sessions
from kiosk.services.status import kiosk_status
from kiosk.storage.journal_rows import all_entries
from tests.helpers.canaries import canary
from tests.helpers.qml import ports_of_a_place_without_devices
from tests.helpers.standing import Fault, Standing, a_standing_window
from tests.helpers.traces import traces_in_process
from tests.helpers.visits import stand_at, walk_to_quiz
from ui.flow import Step
from ui.tray_printer import TrayPrinter

SERIAL: Final = 7


@pytest.fixture
def standing(kiosk: Kiosk, qtbot: QtBot) -> Iterator[Standing]:
    """Give the window that stands again."""
    with a_standing_window(kiosk, qtbot) as standing:
        yield standing


@pytest.mark.expects_log("the visit stopped at name")
def test_nothing_of_the_person_is_left_in_the_process(standing: Standing, kiosk: Kiosk) -> None:
    """Not in the error either, though it said their name and its trace passed through what held it."""
    stand_at(standing.hand, kiosk, Step.NAME, canary(SERIAL).number)
    standing.hand.window.visit.facts.full_name = canary(SERIAL).name
    standing.hand.window.visit.show(Step.NAME)
    standing.hand.picture()
    standing.fail(f"no {canary(SERIAL).name}")
    assert sorted(set(traces_in_process())) == []
    assert not hasattr(sys, "last_value"), "the interpreter keeps the error, and with it every frame it passed through"


@pytest.mark.expects_log("the visit stopped at quiz")
def test_a_person_goes_on_with_every_answer(standing: Standing, kiosk: Kiosk) -> None:
    """In the language and size they chose, with an answer that was still on its way as the screens failed."""
    hand = standing.hand
    hand.tap("language-en")
    hand.tap("text-larger")
    hand.tap("contrast")
    hand.tap("contrast-dark")
    hand.tap("contrast-close")
    walk_to_quiz(hand)
    hand.tap("answer-1")
    hand.tap("next")
    hand.picture()
    with kiosk.store.transaction():  # the storage is held up: the answer waits
        hand.tap("answer-2")
        fault = Fault()
        QTimer.singleShot(0, fault.happen)
        standing.bot.waitUntil(lambda: standing.front.window is not hand.window)
    hand = standing.hand
    appearance = hand.window.appearance
    assert [appearance.property(each) for each in ("language", "textStep", "contrast")] == ["en", 2, "dark"]
    hand.tap("go-on")
    hand.waits_for("answer-0")
    attempt = hand.window.visit.facts.attempt
    assert attempt is not None
    first, second, *_ = attempt.paper.questions
    assert attempt.answers == {first.question_id: first.options[1], second.question_id: second.options[2]}
    hand.tap("review")
    hand.tap("hand-in")
    hand.tap("confirm-hand-in")
    hand.waits_for("score")
    assert kiosk_status(kiosk).attempts.finished == 1


@pytest.mark.expects_log("the visit stopped at hand_in")
def test_a_paper_handed_in_as_the_screens_failed_shows_its_result(standing: Standing, kiosk: Kiosk) -> None:
    """It was on its way to the storage: the new screens find it handed in, once, with its receipt."""
    hand = standing.hand
    walk_to_quiz(hand)
    hand.tap("review")
    hand.tap("hand-in")
    with kiosk.store.transaction():
        hand.tap("confirm-hand-in")
        fault = Fault()
        QTimer.singleShot(0, fault.happen)
        standing.bot.waitUntil(lambda: standing.front.window is not hand.window)
    hand = standing.hand
    hand.picture()
    hand.tap("go-on")
    hand.waits_for("score")
    hand.tap("continue")
    hand.waits_for("receipt-code")
    assert kiosk_status(kiosk).attempts.finished == 1
    assert kiosk_status(kiosk).receipts.issued == 1


@pytest.mark.expects_log("the visit stopped at quiz")
def test_whoever_leaves_is_let_go_on_by_staff(standing: Standing, kiosk: Kiosk) -> None:
    """The attempt stays, with its answers; the next person sees nothing of it; staff resume it on the new screens."""
    walk_to_quiz(standing.hand)
    standing.hand.tap("answer-1")
    standing.hand.picture()
    hand = standing.fail()
    hand.tap("leave")
    hand.waits_for("start")
    hand.picture()
    (kept,) = sessions(kiosk)
    assert kept.answered == 1
    hand.window.visit.resume(resume_attempt(kiosk, kept.attempt_id, "officer-1"))
    hand.waits_for("answer-0")
    attempt = hand.window.visit.facts.attempt
    assert attempt is not None
    assert len(attempt.answers) == 1


@pytest.mark.expects_log("the visit stopped at receipt")
@pytest.mark.parametrize("goes_on", [True, False], ids=["goes on", "leaves"])
def test_a_receipt_under_way_is_printed_once_and_noted(kiosk: Kiosk, qtbot: QtBot, *, goes_on: bool) -> None:
    """The printer waits for paper as the screens fail; the new ones say so, and its end is in the journal whoever sees it."""
    printer = TrayPrinter(kiosk.folder)
    printer.is_empty = True
    ports = replace(ports_of_a_place_without_devices(kiosk.folder / "papers"), printer=printer)
    with a_standing_window(kiosk, qtbot, lambda: ports) as standing:
        stand_at(standing.hand, kiosk, Step.RECEIPT)
        standing.bot.waitUntil(lambda: _print_state(standing) == "stuck")
        hand = standing.fail()
        if goes_on:
            hand.tap("go-on")
            hand.tap("continue")
            hand.waits_for("receipt-code")
            assert _print_state(standing) == "stuck"
            standing.bot.waitUntil(lambda: bool(hand.window.models["receipt"].property("picture")))
        else:
            hand.tap("leave")
            hand.waits_for("start")
        printer.fill()
        standing.bot.waitUntil(lambda: _outcomes(kiosk) == ["printed"])
        if goes_on:
            standing.bot.waitUntil(lambda: _print_state(standing) == "printed")
        hand.picture()
    assert _outcomes(kiosk) == ["printed"]


def _print_state(standing: Standing) -> str:
    return str(standing.hand.window.models["receipt"].property("printState"))


def _outcomes(kiosk: Kiosk) -> list[str]:
    entries = all_entries(kiosk.store, 1)
    events = [decode_event(each.kind, each.version, each.payload) for each in entries if each.payload is not None]
    return [each.outcome for each in events if isinstance(each, ReceiptPrinted)]
