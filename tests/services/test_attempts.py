"""What a resident does with an attempt, on a real database."""

from pathlib import Path

import msgspec
import pytest

from kiosk.contest.attempt import State
from kiosk.contest.birth_date import BirthDate
from kiosk.contest.entrant import Guardian, SealedPerson
from kiosk.contest.errors import Refused
from kiosk.contest.events import AttemptFinished, AttemptStarted
from kiosk.journal.codec import decode_event
from kiosk.journal.entry import chain_fault
from kiosk.keys.sealing import unseal
from kiosk.services.attempts import (
    abandon_attempt,
    answer,
    finish_attempt,
    flag,
    predict,
    read_attempt_now,
    settle_interrupted,
    start_attempt,
)
from kiosk.services.kiosk import load_kiosk
from kiosk.services.results import result_of
from kiosk.storage.journal_rows import all_entries
from tests.helpers.kiosks import SEALING, MovedClock, a_kiosk, a_registration, an_identity, counted_bytes


def test_a_whole_attempt_stands_in_the_journal_as_it_was_taken(tmp_path: Path) -> None:
    """Start, answers, prediction and hand-in end in a verified chain whose last entry holds just these answers."""
    kiosk = a_kiosk(tmp_path)
    attempt = start_attempt(kiosk, a_registration(kiosk))
    chosen = {each.question_id: each.options[0] for each in attempt.paper.questions}
    for question, option in chosen.items():
        attempt = answer(kiosk, attempt.id, question, option)
    predict(kiosk, attempt.id, 7)
    finished = finish_attempt(kiosk, attempt.id)
    entries = list(all_entries(kiosk.store, 1))
    last = decode_event(entries[-1].kind, entries[-1].version, entries[-1].payload or b"")
    assert finished.state is State.FINISHED
    assert isinstance(last, AttemptFinished)
    assert (last.answers, last.prediction, last.how) == (chosen, 7, "handed_in")
    assert chain_fault(entries) is None


def test_identity_is_sealed_to_the_district_and_nowhere_else(tmp_path: Path) -> None:
    """The district's key opens the box to the person; no file of the kiosk holds the name, number or phone."""
    kiosk = a_kiosk(tmp_path)
    registration = a_registration(kiosk)
    start_attempt(kiosk, registration)
    entries = list(all_entries(kiosk.store, 1))
    started = decode_event(entries[-1].kind, entries[-1].version, entries[-1].payload or b"")
    assert isinstance(started, AttemptStarted)
    person = msgspec.msgpack.decode(unseal(SEALING, started.sealed), type=SealedPerson)
    assert person.identity == registration.identity
    kept = b"".join(place.read_bytes() for place in tmp_path.rglob("*") if place.is_file())
    for secret in ("Trần", "Hòa", "001185067890", "0912345678", "185067"):
        assert secret.encode() not in kept


def test_an_answer_survives_the_end_of_the_program(tmp_path: Path) -> None:
    """What `answer` returned is there when the database is opened again, although nothing was closed."""
    moved = MovedClock()
    kiosk = a_kiosk(tmp_path, moved)
    attempt = start_attempt(kiosk, a_registration(kiosk))
    question = attempt.paper.questions[0]
    answer(kiosk, attempt.id, question.question_id, question.options[1])
    flag(kiosk, attempt.id, question.question_id, flagged=True)
    again = load_kiosk(tmp_path, moved.clock(), counted_bytes())
    attempt = read_attempt_now(again, attempt.id)
    assert attempt.answers == {question.question_id: question.options[1]}
    assert attempt.flagged == {question.question_id}
    flag(again, attempt.id, question.question_id, flagged=False)
    assert read_attempt_now(again, attempt.id).flagged == frozenset()


def test_an_attempt_is_handed_in_exactly_once(tmp_path: Path) -> None:
    """A second hand-in is refused and writes nothing."""
    kiosk = a_kiosk(tmp_path)
    attempt = start_attempt(kiosk, a_registration(kiosk))
    finish_attempt(kiosk, attempt.id)
    count = len(list(all_entries(kiosk.store, 1)))
    with pytest.raises(Refused, match="attempt_over"):
        finish_attempt(kiosk, attempt.id)
    assert len(list(all_entries(kiosk.store, 1))) == count


def test_time_runs_on_the_monotonic_clock(tmp_path: Path) -> None:
    """Moving the wall clock by years neither ends an attempt nor lengthens it."""
    moved = MovedClock()
    kiosk = a_kiosk(tmp_path, moved)
    attempt = start_attempt(kiosk, a_registration(kiosk))
    question = attempt.paper.questions[0]
    moved.at_us += 10 * 365 * 24 * 3600 * 1_000_000
    answer(kiosk, attempt.id, question.question_id, question.options[0])
    with pytest.raises(Refused, match="time_is_not_up"):
        finish_attempt(kiosk, attempt.id, "timed_out")
    moved.elapsed_us += attempt.limit_s * 1_000_000
    with pytest.raises(Refused, match="time_is_up"):
        answer(kiosk, attempt.id, question.question_id, question.options[0])
    finish_attempt(kiosk, attempt.id, "timed_out")
    assert read_attempt_now(kiosk, attempt.id).ended_us == attempt.limit_s * 1_000_000


def test_what_a_power_cut_left_is_handed_in_when_its_time_is_up(tmp_path: Path) -> None:
    """After a restart an attempt with time left is kept; once its time is up it is handed in as it stands."""
    moved = MovedClock()
    kiosk = a_kiosk(tmp_path, moved)
    attempt = start_attempt(kiosk, a_registration(kiosk))
    question = attempt.paper.questions[0]
    answer(kiosk, attempt.id, question.question_id, question.options[0])
    moved.boot, moved.elapsed_us = b"boot-two", 0
    again = load_kiosk(tmp_path, moved.clock(), counted_bytes())
    assert settle_interrupted(again) == ()
    moved.at_us += (attempt.limit_s + 1) * 1_000_000
    assert settle_interrupted(again) == (attempt.id,)
    assert read_attempt_now(again, attempt.id).state is State.FINISHED
    assert result_of(again, attempt.id).question_count == len(attempt.paper.questions)


def test_the_rules_decide_who_may_start(tmp_path: Path) -> None:
    """Too young, no guardian, no consent, unknown unit, attempts used up: each is refused with its own code."""
    kiosk = a_kiosk(tmp_path)
    year = kiosk.today().year
    child, pupil = (
        an_identity(birth=BirthDate(year - 13, 1, 1)),
        an_identity(birth=BirthDate(year - 15, 1, 1), number="001308012345"),
    )
    for changes, code in (
        ({"identity": child}, "too_young"),
        ({"identity": pupil}, "guardian_missing"),
        ({"consents": ()}, "consent_missing"),
        ({"unit_id": "nowhere"}, "unit_unknown"),
        ({"identity": an_identity(full_name=" ")}, "identity_incomplete"),
    ):
        with pytest.raises(Refused, match=code):
            start_attempt(kiosk, a_registration(kiosk, **changes))
    assert len(list(all_entries(kiosk.store, 1))) == 1, "a refusal leaves nothing behind"
    guardian = Guardian("Trần Văn Bình", "father", "0987654321")
    start_attempt(kiosk, a_registration(kiosk, identity=pupil, guardian=guardian))
    for _ in range(kiosk.rules.attempts.per_entrant):
        abandon_attempt(kiosk, start_attempt(kiosk, a_registration(kiosk)).id)
    with pytest.raises(Refused, match="attempts_used_up"):
        start_attempt(kiosk, a_registration(kiosk))


@pytest.mark.parametrize(("age", "is_told"), [(15, True), (16, False)])
def test_a_guardian_is_told_only_of_whom_needs_one(tmp_path: Path, age: int, *, is_told: bool) -> None:
    """Whoever corrected their birth date after a guardian had answered hands in nobody else's name."""
    kiosk = a_kiosk(tmp_path)
    person = an_identity(birth=BirthDate(kiosk.today().year - age, 1, 1))
    start_attempt(
        kiosk, a_registration(kiosk, identity=person, guardian=Guardian("Trần Văn Bình", "father", "0987654321"))
    )
    *_, entry = all_entries(kiosk.store, 1)
    started = decode_event(entry.kind, entry.version, entry.payload or b"")
    assert isinstance(started, AttemptStarted)
    sealed = msgspec.msgpack.decode(unseal(SEALING, started.sealed), type=SealedPerson)
    assert (sealed.guardian is not None) is is_told


def test_nobody_starts_outside_the_rounds(tmp_path: Path) -> None:
    """A kiosk whose day lies after the last round refuses kindly."""
    moved = MovedClock()
    kiosk = a_kiosk(tmp_path, moved)
    moved.at_us += 400 * 24 * 3600 * 1_000_000
    with pytest.raises(Refused, match="not_open"):
        start_attempt(kiosk, a_registration(kiosk))


def test_unknown_attempts_and_options_are_refused(tmp_path: Path) -> None:
    """A wrong id, question, option or prediction changes nothing."""
    kiosk = a_kiosk(tmp_path)
    attempt = start_attempt(kiosk, a_registration(kiosk))
    question = attempt.paper.questions[0].question_id
    with pytest.raises(Refused, match="attempt_unknown"):
        answer(kiosk, "nobody", question, 0)
    with pytest.raises(Refused, match="question_unknown"):
        answer(kiosk, attempt.id, "Q999", 0)
    with pytest.raises(Refused, match="option_unknown"):
        answer(kiosk, attempt.id, question, 99)
    with pytest.raises(Refused, match="prediction_out_of_range"):
        predict(kiosk, attempt.id, -1)
    with pytest.raises(Refused, match="attempt_unknown"):
        result_of(kiosk, "nobody")
    assert read_attempt_now(kiosk, attempt.id) == attempt
