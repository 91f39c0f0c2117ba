"""Interrupted attempts by either rule: who may go on, from where, and what is handed in when nobody comes."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.contest.attempt import State
from kiosk.contest.errors import Refused
from kiosk.contest.events import AttemptFinished, AttemptResumed
from kiosk.contest.pack import ContestPack, pack_bytes
from kiosk.contest.rules import ReviewRules, WhenInterrupted
from kiosk.journal.codec import decode_event
from kiosk.journal.entry import chain_fault
from kiosk.services.attempts import (
    answer,
    finish_attempt,
    note_time,
    predict,
    read_attempt_now,
    settle_interrupted,
    start_attempt,
)
from kiosk.services.kiosk import Kiosk, load_kiosk
from kiosk.services.results import result_of
from kiosk.services.resuming import resume_attempt
from kiosk.services.sessions import sessions
from kiosk.storage.journal_rows import all_entries
from kiosk.storage.place_rows import save_document
from sync.protocol.envelope import close_envelope
from sync.protocol.messages import PACK_TYPE
from tests.helpers.builders import a_pack, a_rules, changed
from tests.helpers.kiosks import DISTRICT, US_PER_S, MovedClock, a_kiosk, a_registration, an_identity, counted_bytes

LIMIT_S = 600
RESUME_S = 900
YEARS_S = 10 * 365 * 86_400


def with_rule(folder: Path, moved: MovedClock, rule: WhenInterrupted) -> Kiosk:
    """Give a kiosk of a contest whose interrupted attempts go by `rule`."""
    rules = a_rules()
    attempts = changed(rules.attempts, when_interrupted=rule, resume_within_s=RESUME_S)
    return a_kiosk(folder, moved, a_pack(rules=changed(rules, attempts=attempts)))


def cut(kiosk: Kiosk, moved: MovedClock, off_s: float = 0) -> Kiosk:
    """Cut the power for `off_s` and start the program anew."""
    moved.pass_s(off_s)
    moved.boot, moved.elapsed_us = (int.from_bytes(moved.boot, "big") + 1).to_bytes(8, "big"), 0
    return load_kiosk(kiosk.folder, moved.clock(), counted_bytes())


@pytest.mark.parametrize(("rule", "left_s"), [("clock_runs_on", 300), ("clock_pauses", 495)])
def test_a_person_goes_on_where_they_were(tmp_path: Path, rule: WhenInterrupted, left_s: float) -> None:
    """Answers, prediction and paper are as they were, the time by the rule; who let them go on stands in the journal."""
    moved = MovedClock()
    kiosk = with_rule(tmp_path, moved, rule)
    attempt = start_attempt(kiosk, a_registration(kiosk, language="en"))
    question = attempt.paper.questions[0]
    moved.pass_s(90)
    answer(kiosk, attempt.id, question.question_id, question.options[1])
    predict(kiosk, attempt.id, 7)
    moved.pass_s(15)
    note_time(kiosk, attempt.id)
    moved.pass_s(5)
    again = cut(kiosk, moved, off_s=190)
    (found,) = sessions(again)
    assert found.state == "interrupted"
    assert (found.attempt_id, found.left_s, found.answered, found.question_count) == (attempt.id, left_s, 1, 3)
    assert (found.label, found.masked_number) == ("T*** T*** H***", "001******890")
    resumed = resume_attempt(again, attempt.id, "officer-1")
    assert [each.state for each in sessions(again)] == ["running"]
    assert (resumed.paper, resumed.answers, resumed.prediction) == (
        attempt.paper,
        {question.question_id: question.options[1]},
        7,
    )
    assert (resumed.left_s(again.clock.now()), resumed.language) == (left_s, "en")
    last = list(all_entries(again.store, 1))[-1]
    event = decode_event(last.kind, last.version, last.payload or b"")
    assert event == AttemptResumed(attempt.id, "officer-1", round((LIMIT_S - left_s) * US_PER_S))
    moved.pass_s(left_s)
    finish_attempt(again, attempt.id, "timed_out")
    assert read_attempt_now(again, attempt.id).ended_us == LIMIT_S * US_PER_S


@pytest.mark.parametrize(("rule", "off_s"), [("clock_runs_on", LIMIT_S + 1), ("clock_pauses", RESUME_S + 1)])
def test_nobody_came_in_time(tmp_path: Path, rule: WhenInterrupted, off_s: float) -> None:
    """Not resumable any more; settled once, with the answers saved; a second run settles nothing."""
    moved = MovedClock()
    kiosk = with_rule(tmp_path, moved, rule)
    attempt = start_attempt(kiosk, a_registration(kiosk))
    question = attempt.paper.questions[0]
    answer(kiosk, attempt.id, question.question_id, question.options[1])
    again = cut(kiosk, moved, off_s)
    assert [each.left_s for each in sessions(again)] == [0]
    with pytest.raises(Refused, match="resume_too_late"):
        resume_attempt(again, attempt.id, "officer-1")
    assert settle_interrupted(again) == (attempt.id,)
    assert settle_interrupted(again) == ()
    ended = read_attempt_now(again, attempt.id)
    assert (ended.state, ended.answers) == (State.FINISHED, {question.question_id: question.options[1]})
    with pytest.raises(Refused, match="attempt_over"):
        resume_attempt(again, attempt.id, "officer-1")


def test_a_paused_attempt_waits_for_its_person_beyond_its_own_limit(tmp_path: Path) -> None:
    """Where the clock pauses, an hour without power costs nothing but what was used; the rule's own wait is what counts."""
    moved = MovedClock()
    kiosk = with_rule(tmp_path, moved, "clock_pauses")
    attempt = start_attempt(kiosk, a_registration(kiosk))
    again = cut(kiosk, moved, off_s=LIMIT_S + 100)
    assert settle_interrupted(again) == ()
    assert resume_attempt(again, attempt.id, "officer-1").left_s(again.clock.now()) == LIMIT_S


def test_nothing_is_taken_from_a_person_who_was_not_let_on(tmp_path: Path) -> None:
    """Before staff resume it, an interrupted attempt takes no answer and no hand-in, and noting its time changes nothing."""
    moved = MovedClock()
    kiosk = with_rule(tmp_path, moved, "clock_pauses")
    attempt = start_attempt(kiosk, a_registration(kiosk))
    again = cut(kiosk, moved)
    before = read_attempt_now(again, attempt.id)
    note_time(again, attempt.id)
    with pytest.raises(Refused, match="attempt_interrupted"):
        predict(again, attempt.id, 1)
    with pytest.raises(Refused, match="attempt_interrupted"):
        finish_attempt(again, attempt.id)
    assert read_attempt_now(again, attempt.id) == before


def test_time_is_not_noted_after_the_end(tmp_path: Path) -> None:
    """A note that comes late, after the hand-in, changes nothing."""
    kiosk = a_kiosk(tmp_path)
    attempt = start_attempt(kiosk, a_registration(kiosk))
    finished = finish_attempt(kiosk, attempt.id)
    note_time(kiosk, attempt.id)
    assert read_attempt_now(kiosk, attempt.id).ended_us == finished.ended_us


def test_a_pack_that_came_meanwhile_touches_no_attempt_in_progress(tmp_path: Path) -> None:
    """Paper, limit, prediction, essay, review and the rule of interruption stay those of the attempt's own pack."""
    moved = MovedClock()
    kiosk = with_rule(tmp_path, moved, "clock_pauses")
    attempt = start_attempt(kiosk, a_registration(kiosk))
    newer = a_pack(
        head=changed(kiosk.pack.head, version=2),
        questions=tuple(changed(each, correct=0) for each in kiosk.pack.questions),
        rules=a_rules(
            prediction=None, review=ReviewRules("never", "never"), paper=changed(kiosk.rules.paper, limit_s=60)
        ),
    )
    with_newer = published(kiosk, moved, newer)
    assert with_newer.pack.version == 2
    again = resume_attempt(with_newer, attempt.id, "officer-1")
    assert (again.paper, again.limit_s, again.prediction_rules) == (attempt.paper, LIMIT_S, attempt.prediction_rules)
    assert (again.pack_version, again.when_interrupted) == (1, "clock_pauses")
    for each in again.paper.questions:
        answer(with_newer, attempt.id, each.question_id, 1)
    predict(with_newer, attempt.id, 7)
    finish_attempt(with_newer, attempt.id)
    assert result_of(with_newer, attempt.id).points == 15


def published(kiosk: Kiosk, moved: MovedClock, pack: ContestPack) -> Kiosk:
    """Give the kiosk started anew after a newer pack came from the district."""
    with kiosk.store.transaction():
        save_document(kiosk.store, PACK_TYPE, pack.version, close_envelope(DISTRICT, PACK_TYPE, pack_bytes(pack)))
    return cut(kiosk, moved)


MAY_BE_REFUSED = {"attempt_over", "attempt_interrupted", "time_is_up", "time_is_not_up", "resume_too_late"}
ACTS = st.one_of(
    st.tuples(st.just("wait"), st.integers(1, 400)),
    st.tuples(st.just("wall"), st.sampled_from([-YEARS_S, YEARS_S, -3600, 3600])),
    st.tuples(st.sampled_from(["answer", "finger", "timer", "cut", "resume", "settle", "note"]), st.just(0)),
)


@settings(max_examples=60)
@given(st.sampled_from(["clock_runs_on", "clock_pauses"]), st.lists(ACTS, max_size=25))
def test_an_attempt_is_handed_in_exactly_once_whatever_happens(
    rule: WhenInterrupted, acts: list[tuple[str, int]]
) -> None:
    """Fingers race timers, power goes, clocks are moved by years both ways: one finish entry, and the chain holds."""
    moved = MovedClock()
    with TemporaryDirectory() as folder:
        kiosk = with_rule(Path(folder), moved, rule)
        attempt = start_attempt(kiosk, a_registration(kiosk, identity=an_identity()))
        for name, amount in (*acts, ("cut", 0), ("wait", RESUME_S + LIMIT_S), ("settle", 0)):
            kiosk = _act(kiosk, moved, attempt.id, name, amount)
        entries = list(all_entries(kiosk.store, 1))
        ended = [decode_event(each.kind, each.version, each.payload or b"") for each in entries]
        kinds = Counter(type(each) for each in ended)
        assert kinds[AttemptFinished] == 1
        assert chain_fault(entries) is None
        finished = next(each for each in ended if isinstance(each, AttemptFinished))
        assert 0 <= finished.duration_us <= LIMIT_S * US_PER_S
        kiosk.store.close()


def _act(kiosk: Kiosk, moved: MovedClock, attempt_id: str, name: str, amount: int) -> Kiosk:
    if name == "cut":
        kiosk.store.close()
        return cut(kiosk, moved)
    question = read_attempt_now(kiosk, attempt_id).paper.questions[0]
    acts: dict[str, Callable[[], object]] = {
        "wait": lambda: moved.pass_s(amount),
        "wall": lambda: setattr(moved, "at_us", moved.at_us + amount * US_PER_S),
        "answer": lambda: answer(kiosk, attempt_id, question.question_id, question.options[0]),
        "finger": lambda: finish_attempt(kiosk, attempt_id),
        "timer": lambda: finish_attempt(kiosk, attempt_id, "timed_out"),
        "resume": lambda: resume_attempt(kiosk, attempt_id, "officer-1"),
        "note": lambda: note_time(kiosk, attempt_id),
        "settle": lambda: settle_interrupted(kiosk),
    }
    try:
        acts[name]()
    except Refused as refused:
        if refused.code not in MAY_BE_REFUSED:
            raise
    return kiosk
