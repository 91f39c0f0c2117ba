"""When something fails: nothing is said to be saved that is not, the screen stays calm, and the day can still be closed."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from kiosk.contest.errors import Refused
from kiosk.services.attempts import abandon_attempt, finish_attempt
from kiosk.services.kiosk import Kiosk
from kiosk.services.opening import close_kiosk
from kiosk.services.status import kiosk_status
from kiosk.texts import load_catalogue
from tests.helpers.qml import Hand, a_window
from tests.helpers.visits import paper_of, walk_to_quiz
from ui.flow import Step


@pytest.fixture
def hand(kiosk: Kiosk, qtbot: QtBot) -> Iterator[Hand]:
    """Give the hand at the first question."""
    with a_window(kiosk, qtbot) as hand:
        walk_to_quiz(hand)
        yield hand


def test_an_answer_is_said_to_be_saved_only_when_it_is(hand: Hand, kiosk: Kiosk) -> None:
    """While the storage is held up the card shows the choice, but not that it is saved."""
    quiz = hand.window.models["quiz"]
    with kiosk.store.transaction():
        hand.tap("answer-1")
        assert hand.item("answer-1").property("isChosen")
        assert not quiz.property("isSaved")
    hand.bot.waitUntil(lambda: bool(quiz.property("isSaved")))
    question = paper_of(hand).questions[0]
    attempt = hand.window.visit.facts.attempt
    assert attempt is not None
    assert attempt.answers == {question.question_id: question.options[1]}


def test_an_attempt_ended_elsewhere_is_told_calmly(hand: Hand, kiosk: Kiosk) -> None:
    """Staff ended it meanwhile: the resident reads what happened and what is kept, and goes to the first screen."""
    attempt = hand.window.visit.facts.attempt
    assert attempt is not None
    abandon_attempt(kiosk, attempt.id)
    hand.tap("review")
    hand.tap("prediction-tile")
    hand.waits_for("prediction")
    hand.tap("key-7")
    hand.tap("review")
    hand.waits_for("leave")
    assert hand.window.visit.at is Step.PROBLEM
    assert hand.window.visit.property("problemText") == load_catalogue("vi").text("errors.attempt_over.resident")
    hand.tap("leave")
    hand.waits_for("start")


def test_an_answer_to_an_attempt_ended_elsewhere_is_taken_back(hand: Hand, kiosk: Kiosk) -> None:
    """The choice was never saved: it does not stay on the screen as if it were."""
    attempt = hand.window.visit.facts.attempt
    assert attempt is not None
    abandon_attempt(kiosk, attempt.id)
    hand.tap("answer-2")
    hand.waits_for("leave")
    assert hand.window.visit.at is Step.PROBLEM
    assert not hand.window.models["quiz"].property("isSaved")


def test_handing_in_what_was_handed_in_shows_its_result(hand: Hand, kiosk: Kiosk) -> None:
    """The clock and a finger may meet: the second hand-in finds the first and shows the same result."""
    attempt = hand.window.visit.facts.attempt
    assert attempt is not None
    finish_attempt(kiosk, attempt.id)
    hand.tap("review")
    hand.tap("hand-in")
    hand.tap("confirm-hand-in")
    hand.waits_for("score")
    assert kiosk_status(kiosk).attempts.finished == 1


def test_a_full_disk_is_told_and_the_day_can_be_closed(hand: Hand, kiosk: Kiosk) -> None:
    """After the calm screen the attempt is given up, so that it does not keep staff from closing."""
    hand.window.visit.report(Refused("disk_full"))
    assert hand.window.visit.property("problemText") == load_catalogue("vi").text("errors.disk_full.resident")
    hand.tap("language-en")
    hand.bot.waitUntil(
        lambda: hand.window.visit.property("problemText") == load_catalogue("en").text("errors.disk_full.resident")
    )
    hand.tap("leave")
    hand.waits_for("start")
    hand.bot.waitUntil(lambda: kiosk_status(kiosk).attempts.open == 0)
    close_kiosk(kiosk, "officer-1")
    assert kiosk_status(kiosk).attempts.abandoned == 1


@pytest.mark.expects_log("the visit stopped at quiz")
def test_a_fault_of_ours_shows_no_traceback(hand: Hand) -> None:
    """An unexpected error is logged whole; the resident reads that it is not their fault."""
    hand.window.visit.report(ZeroDivisionError("of ours"))
    hand.waits_for("leave")
    assert hand.window.visit.property("problemText") == load_catalogue("vi").text("errors.unknown.resident")
    assert "ZeroDivisionError" not in "".join(str(each.property("text")) for each in hand.items())


def test_a_second_tap_and_a_late_answer_change_nothing(hand: Hand, kiosk: Kiosk) -> None:
    """Acts that mean nothing on the screen shown are not taken."""
    hand.tap("review")
    hand.tap("hand-in")
    hand.tap("confirm-hand-in")
    hand.window.models["quiz"].hand_in()  # type: ignore[attr-defined]  # a second tap before the screen changed
    hand.waits_for("score")
    hand.window.models["quiz"].choose(0)  # type: ignore[attr-defined]  # a finger that was already on its way
    hand.picture()
    assert hand.window.visit.at is Step.RESULT
    assert kiosk_status(kiosk).attempts.finished == 1
