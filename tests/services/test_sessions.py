"""What staff see of attempts that run, and what they do to one: never an answer, always who and why in the journal."""

from pathlib import Path

import pytest

from kiosk.contest.attempt import LONGEST_EXTENSION_S, State
from kiosk.contest.errors import Refused
from kiosk.contest.events import AttemptAssisted, AttemptExtended, AttemptVoided, Event
from kiosk.journal.codec import decode_event
from kiosk.services.admission import admit
from kiosk.services.attempts import (
    abandon_attempt,
    answer,
    finish_attempt,
    predict,
    read_attempt_now,
    settle_interrupted,
    start_attempt,
)
from kiosk.services.kiosk import Kiosk, load_kiosk
from kiosk.services.receipts import find_receipt, issue_receipt
from kiosk.services.resuming import resume_attempt
from kiosk.services.sessions import LONGEST_REASON, extend_time, mark_assisted, sessions, void_attempt
from kiosk.storage.journal_rows import all_entries
from tests.helpers.kiosks import MovedClock, a_kiosk, a_registration, an_identity, counted_bytes


def last_event(kiosk: Kiosk) -> Event:
    """Give the newest event of the journal."""
    entry = list(all_entries(kiosk.store, 1))[-1]
    return decode_event(entry.kind, entry.version, entry.payload or b"")


def test_a_session_tells_how_far_and_nothing_of_the_answers(tmp_path: Path) -> None:
    """Masked person, count, time left and step; the same whatever was answered."""
    moved = MovedClock()
    kiosk = a_kiosk(tmp_path, moved)
    attempt = start_attempt(kiosk, a_registration(kiosk))
    questions = attempt.paper.questions
    moved.pass_s(60)
    answer(kiosk, attempt.id, questions[0].question_id, questions[0].options[0])
    (first,) = sessions(kiosk)
    answer(kiosk, attempt.id, questions[0].question_id, questions[0].options[1])
    assert sessions(kiosk) == (first,)
    assert (first.attempt_id, first.answered, first.question_count) == (attempt.id, 1, len(questions))
    assert (first.step, first.state, first.is_assisted) == ("quiz", "running", False)
    assert first.left_s == attempt.limit_s - 60
    assert "Hòa" not in first.label
    assert "185067" not in first.masked_number


def test_the_step_follows_what_is_filled_in(tmp_path: Path) -> None:
    """Questions first, then the prediction, then everything is there to be reviewed; what is over is no session."""
    kiosk = a_kiosk(tmp_path)
    attempt = start_attempt(kiosk, a_registration(kiosk))
    for each in attempt.paper.questions:
        answer(kiosk, attempt.id, each.question_id, each.options[0])
    assert [each.step for each in sessions(kiosk)] == ["prediction"]
    predict(kiosk, attempt.id, 7)
    assert [each.step for each in sessions(kiosk)] == ["review"]
    finish_attempt(kiosk, attempt.id)
    assert sessions(kiosk) == ()


def test_help_is_noted_once(tmp_path: Path) -> None:
    """By whom, in the journal; from the start where the person came with help; not for what is over."""
    kiosk = a_kiosk(tmp_path)
    attempt = start_attempt(kiosk, a_registration(kiosk))
    mark_assisted(kiosk, attempt.id, "officer-1")
    assert last_event(kiosk) == AttemptAssisted(attempt.id, "officer-1")
    count = len(list(all_entries(kiosk.store, 1)))
    mark_assisted(kiosk, attempt.id, "officer-1")
    assert len(list(all_entries(kiosk.store, 1))) == count
    other = start_attempt(kiosk, a_registration(kiosk, identity=an_identity(number="001185067891"), is_assisted=True))
    assert [each.is_assisted for each in sessions(kiosk)] == [True, True]
    abandon_attempt(kiosk, other.id)
    with pytest.raises(Refused, match="attempt_over"):
        mark_assisted(kiosk, other.id, "officer-1")
    with pytest.raises(Refused, match="attempt_unknown"):
        mark_assisted(kiosk, "nobody", "officer-1")


def test_added_time_is_there_and_stays_there(tmp_path: Path) -> None:
    """The limit rises at once and survives a restart; it may be used to its end."""
    moved = MovedClock()
    kiosk = a_kiosk(tmp_path, moved)
    attempt = start_attempt(kiosk, a_registration(kiosk))
    extended = extend_time(kiosk, attempt.id, 300, "  mất \n điện ", "officer-1")
    assert extended.limit_s == attempt.limit_s + 300
    assert last_event(kiosk) == AttemptExtended(attempt.id, "officer-1", 300, attempt.limit_s + 300, "mất điện")
    again = load_kiosk(tmp_path, moved.clock(), counted_bytes())
    moved.pass_s(attempt.limit_s + 299)
    question = attempt.paper.questions[0]
    answer(again, attempt.id, question.question_id, question.options[0])
    with pytest.raises(Refused, match="time_is_not_up"):
        finish_attempt(again, attempt.id, "timed_out")
    moved.pass_s(1)
    finish_attempt(again, attempt.id, "timed_out")


def test_time_may_be_added_before_a_person_goes_on(tmp_path: Path) -> None:
    """An interrupted attempt stays interrupted, and has the time when it is resumed."""
    moved = MovedClock()
    kiosk = a_kiosk(tmp_path, moved)
    attempt = start_attempt(kiosk, a_registration(kiosk))
    moved.boot, moved.elapsed_us = b"boot-two", 0
    again = load_kiosk(tmp_path, moved.clock(), counted_bytes())
    extend_time(again, attempt.id, 60, "mất điện", "officer-1")
    (session,) = sessions(again)
    assert session.state == "interrupted"
    assert resume_attempt(again, attempt.id, "officer-1").limit_s == attempt.limit_s + 60


@pytest.mark.parametrize("extra_s", [0, -60, LONGEST_EXTENSION_S + 1])
def test_time_is_only_added_within_reason(tmp_path: Path, extra_s: int) -> None:
    """Nothing is taken away, and no more than an hour given at once."""
    kiosk = a_kiosk(tmp_path)
    attempt = start_attempt(kiosk, a_registration(kiosk))
    with pytest.raises(Refused, match="extension_not_allowed"):
        extend_time(kiosk, attempt.id, extra_s, "mất điện", "officer-1")
    assert read_attempt_now(kiosk, attempt.id) == attempt


def test_time_that_is_up_stays_up(tmp_path: Path) -> None:
    """Who comes too late is not given more."""
    moved = MovedClock()
    kiosk = a_kiosk(tmp_path, moved)
    attempt = start_attempt(kiosk, a_registration(kiosk))
    moved.pass_s(attempt.limit_s)
    with pytest.raises(Refused, match="time_is_up"):
        extend_time(kiosk, attempt.id, 60, "mất điện", "officer-1")
    settle_interrupted(kiosk)
    with pytest.raises(Refused, match="attempt_over"):
        extend_time(kiosk, attempt.id, 60, "mất điện", "officer-1")


@pytest.mark.parametrize(
    ("reason", "code"), [(" \n ", "reason_missing"), ("x" * (LONGEST_REASON + 1), "reason_too_long")]
)
def test_nothing_is_done_without_a_reason(tmp_path: Path, reason: str, code: str) -> None:
    """A reason that fits on a line is needed to add time and to void."""
    kiosk = a_kiosk(tmp_path)
    attempt = start_attempt(kiosk, a_registration(kiosk))
    with pytest.raises(Refused, match=code):
        extend_time(kiosk, attempt.id, 60, reason, "officer-1")
    with pytest.raises(Refused, match=code):
        void_attempt(kiosk, attempt.id, reason, "officer-1")
    assert read_attempt_now(kiosk, attempt.id) == attempt


def test_a_voided_attempt_no_longer_counts_against_its_person(tmp_path: Path) -> None:
    """Its receipt stays known, what it scored too; the person may take part again."""
    kiosk = a_kiosk(tmp_path)
    identity = an_identity()
    left = admit(kiosk, identity).attempts_left
    attempt = start_attempt(kiosk, a_registration(kiosk, identity=identity))
    finish_attempt(kiosk, attempt.id)
    receipt = issue_receipt(kiosk, attempt.id)
    assert admit(kiosk, identity).attempts_left == left - 1
    told = void_attempt(kiosk, attempt.id, "làm hộ", "officer-1")
    assert last_event(kiosk) == AttemptVoided(attempt.id, "officer-1", "làm hộ")
    assert (told.receipt_number, told.reason, told.label) == (receipt.number, "làm hộ", receipt.label)
    assert admit(kiosk, identity).attempts_left == left
    assert read_attempt_now(kiosk, attempt.id).state is State.VOIDED
    assert find_receipt(kiosk, receipt.code).points == receipt.points
    with pytest.raises(Refused, match="attempt_over"):
        void_attempt(kiosk, attempt.id, "làm hộ", "officer-1")


def test_what_runs_can_be_voided_and_what_was_given_up_cannot(tmp_path: Path) -> None:
    """A running one ends there, without a receipt; an abandoned one is over already."""
    moved = MovedClock()
    kiosk = a_kiosk(tmp_path, moved)
    attempt = start_attempt(kiosk, a_registration(kiosk))
    moved.pass_s(60)
    assert void_attempt(kiosk, attempt.id, "mất điện", "officer-1").receipt_number == 0
    assert read_attempt_now(kiosk, attempt.id).ended_us == 60_000_000
    other = start_attempt(kiosk, a_registration(kiosk))
    abandon_attempt(kiosk, other.id)
    with pytest.raises(Refused, match="attempt_over"):
        void_attempt(kiosk, other.id, "mất điện", "officer-1")
    with pytest.raises(Refused, match="attempt_unknown"):
        void_attempt(kiosk, "nobody", "mất điện", "officer-1")
