"""What staff do to the attempt of the person in front reaches their screen: more time at once, a void paper by its own page."""

from collections.abc import Callable
from typing import TypeVar

import pytest

from kiosk.contest.attempt import Attempt
from kiosk.contest.events import AttemptFinished, AttemptVoided, Event
from kiosk.journal.codec import decode_event
from kiosk.services.attempts import start_attempt
from kiosk.services.kiosk import Kiosk
from kiosk.services.sessions import extend_time, void_attempt
from kiosk.services.status import kiosk_status
from kiosk.storage.journal_rows import all_entries
from kiosk.texts import load_catalogue
from tests.helpers.kiosks import MovedClock, a_registration, an_identity
from tests.helpers.qml import Hand
from tests.helpers.staff import sign_in, staff_of
from tests.helpers.visits import stand_at
from ui.flow import Step
from ui.visit_facts import VisitFacts

LIMIT_S = 600
_E = TypeVar("_E", bound=Event)


@pytest.fixture
def attempt_id(hand: Hand, kiosk: Kiosk) -> str:
    """Let somebody sit at their questions, and give their attempt."""
    stand_at(hand, kiosk, Step.QUIZ)
    hand.waits_for("answer-0")
    attempt = hand.window.visit.facts.attempt
    assert attempt is not None
    assert attempt.limit_s == LIMIT_S
    return attempt.id


def test_time_that_staff_give_is_on_the_screen_when_they_leave(hand: Hand, attempt_id: str) -> None:
    """The attempt is chosen already; five minutes more stand in the corner of the question, and nothing else has changed."""
    quiz, answers = hand.window.models["quiz"], dict(_attempt(hand).answers)
    assert quiz.property("timeText") == "10:00"
    sign_in(hand)
    hand.tap("session-assist")
    hand.bot.waitUntil(lambda: not hand.item("session-assist").isEnabled())
    hand.tap("session-extend")
    hand.waits_for("staff-reason")
    hand.type("cham tay\n")
    hand.bot.waitUntil(lambda: quiz.property("timeText") == "15:00")
    hand.tap("staff-leave")
    assert quiz.property("timeText") == "15:00"
    assert _attempt(hand).answers == answers
    assert _attempt(hand).id == attempt_id


def test_time_runs_out_beneath_the_desk_once(hand: Hand, kiosk: Kiosk, moved: MovedClock, attempt_id: str) -> None:
    """The paper is handed in as it stands, its row goes, nothing more can be done to it; its result is there when staff leave."""
    sign_in(hand)
    hand.waits_for("session-0")
    moved.pass_s(LIMIT_S + 1)
    hand.bot.waitUntil(lambda: hand.text("sessions-empty") != "")
    assert not hand.item("session-void").isEnabled()
    hand.tap("staff-leave")
    hand.waits_for("score")
    assert [each.attempt for each in _events(kiosk, AttemptFinished)] == [attempt_id]
    assert hand.window.visit.facts.is_timed_out


def test_time_given_as_it_ran_out_counts(hand: Hand, kiosk: Kiosk, moved: MovedClock, attempt_id: str) -> None:
    """Stored before the screen has heard of it: nothing is handed in at the old end, and once at the new one."""
    extend_time(kiosk, attempt_id, 300, "cham tay", "officer-1")
    moved.pass_s(LIMIT_S + 1)
    hand.bot.waitUntil(lambda: _attempt(hand).limit_s == LIMIT_S + 300)
    hand.tap("idle-stay")
    assert hand.window.visit.at is Step.QUIZ
    assert not hand.window.visit.facts.is_timed_out
    hand.tap("answer-0")
    hand.bot.waitUntil(lambda: hand.window.models["quiz"].property("isSaved"))
    moved.pass_s(300)
    hand.waits_for("score")
    assert len(_events(kiosk, AttemptFinished)) == 1


def test_a_void_paper_is_told_when_staff_leave(hand: Hand, kiosk: Kiosk, attempt_id: str) -> None:
    """In the person's own language; nothing of it is kept, the sheet about it is made, the next one finds the first screen."""
    hand.tap("language-en")
    sign_in(hand)
    hand.tap("language-vi")
    hand.tap("session-void")
    hand.waits_for("staff-reason")
    hand.type("nham nguoi\n")
    hand.bot.waitUntil(lambda: hand.window.visit.at is Step.VOIDED)
    hand.bot.waitUntil(lambda: any((kiosk.folder / "papers").glob("*void*.pdf")))
    assert hand.window.visit.facts == VisitFacts()
    assert not hand.sees("voided")
    hand.tap("staff-leave")
    hand.waits_for("voided")
    assert load_catalogue("en").text("resident.voided.title") in [str(each.property("text")) for each in hand.items()]
    hand.tap("leave")
    hand.waits_for("start")
    hand.picture()
    assert [each.attempt for each in _events(kiosk, AttemptVoided)] == [attempt_id]
    assert _events(kiosk, AttemptFinished) == []
    assert kiosk_status(kiosk).attempts.abandoned == 0


def test_the_sheet_about_a_void_paper_is_made_though_staff_lock_at_once(
    hand: Hand, kiosk: Kiosk, attempt_id: str
) -> None:
    """It is for the person to keep, and may take a second to draw."""
    sign_in(hand)
    hand.tap("session-void")
    hand.waits_for("staff-reason")
    hand.type("nham nguoi\n")
    hand.bot.waitUntil(lambda: hand.window.visit.at is Step.VOIDED)
    staff_of(hand).leave()
    hand.waits_for("voided")
    hand.bot.waitUntil(lambda: any((kiosk.folder / "papers").glob("*void*.pdf")))
    assert [each.attempt for each in _events(kiosk, AttemptVoided)] == [attempt_id]


def test_a_void_paper_is_told_though_the_lock_fell_first(hand: Hand, kiosk: Kiosk, attempt_id: str) -> None:
    """What staff began is stored, whether or not they were there to hear of it."""
    sign_in(hand)
    void_attempt(kiosk, attempt_id, "nham nguoi", "officer-1")
    hand.tap("staff-leave")
    hand.waits_for("voided")


def _hand_in(hand: Hand, moved: MovedClock) -> None:
    del moved
    hand.window.visit.show(Step.HAND_IN)
    hand.tap("confirm-hand-in")


def _wait(hand: Hand, moved: MovedClock) -> None:
    del hand
    moved.pass_s(LIMIT_S + 1)


@pytest.mark.parametrize("end", [_hand_in, _wait])
def test_a_void_paper_is_not_handed_in(
    hand: Hand, kiosk: Kiosk, moved: MovedClock, attempt_id: str, end: Callable[[Hand, MovedClock], None]
) -> None:
    """Declared void in the same moment as it is handed in or runs out: no result, no receipt, no fault; the page that says so."""
    void_attempt(kiosk, attempt_id, "nham nguoi", "officer-1")
    end(hand, moved)
    hand.waits_for("voided")
    assert kiosk_status(kiosk).receipts.issued == 0
    assert _events(kiosk, AttemptFinished) == []


def test_a_paper_handed_in_and_then_void_shows_no_result(hand: Hand, kiosk: Kiosk) -> None:
    """Time ran out while staff wrote their reason: the person does not go on to a receipt that counts for nothing."""
    stand_at(hand, kiosk, Step.RESULT)
    sign_in(hand)
    void_attempt(kiosk, _attempt(hand).id, "nham nguoi", "officer-1")
    hand.tap("staff-leave")
    hand.waits_for("voided")


def test_another_attempt_leaves_the_one_in_front_alone(hand: Hand, kiosk: Kiosk) -> None:
    """Somebody else's, begun earlier, is voided from here; it is not the one that is first and chosen, and cannot go on now."""
    other = start_attempt(kiosk, a_registration(kiosk, identity=an_identity(number="001185099999"))).id
    stand_at(hand, kiosk, Step.QUIZ)
    attempt_id = _attempt(hand).id
    sign_in(hand)
    hand.waits_for("session-1")
    rows = hand.window.models["staffPages"].sessions.property("rows").rows  # type: ignore[attr-defined]  # the page's own
    assert [(each.attempt, each.isChosen) for each in rows] == [(attempt_id, True), (other, False)]
    hand.tap("session-1")
    assert not hand.item("session-resume").isEnabled()
    hand.tap("session-void")
    hand.waits_for("staff-reason")
    hand.type("nham nguoi\n")
    hand.bot.waitUntil(lambda: not hand.sees("session-1"))
    hand.tap("staff-leave")
    hand.waits_for("answer-0")
    assert _attempt(hand).id == attempt_id
    assert [each.attempt for each in _events(kiosk, AttemptVoided)] == [other]


def _attempt(hand: Hand) -> Attempt:
    attempt = hand.window.visit.facts.attempt
    assert attempt is not None
    return attempt


def _events(kiosk: Kiosk, kind: type[_E]) -> list[_E]:
    events = (decode_event(each.kind, each.version, each.payload or b"") for each in all_entries(kiosk.store, 1))
    return [each for each in events if isinstance(each, kind)]
