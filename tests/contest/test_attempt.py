"""The quiz engine: every cell of its state table, and its guards."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.contest.attempt import (
    LONGEST_EXTENSION_S,
    NEXT_STATE,
    US_PER_S,
    Abandon,
    Answer,
    Attempt,
    Extend,
    Flag,
    HandIn,
    NoteEssayPaper,
    Predict,
    Resume,
    State,
    Step,
    TimeOut,
    Void,
    WriteEssay,
    apply,
)
from kiosk.contest.draw import Paper, PaperQuestion
from kiosk.contest.errors import Refused
from kiosk.contest.essay import Essay
from kiosk.contest.moment import Moment
from kiosk.contest.rules import EssayRules, PredictionRules, Text, WhenInterrupted

LIMIT_S = 60
PAPER = Paper((PaperQuestion("Q1", (2, 0, 1)), PaperQuestion("Q2", (0, 1, 2))))
PREDICTION = PredictionRules("all_correct", Text("Bao nhiêu?", "How many?"), 0, 100)
ESSAY = EssayRules(Text("Đề bài", "Topic"), 300, 40)
STEPS: tuple[Step, ...] = (
    Answer("Q1", 1),
    Flag("Q1", is_flagged=True),
    Predict(5),
    WriteEssay(0, 12),
    NoteEssayPaper("42"),
    HandIn(),
    TimeOut(),
    Resume(),
    Extend(30),
    Abandon(),
    Void(),
)


def at(elapsed_s: float, boot: bytes = b"boot-one") -> Moment:
    """Give the moment `elapsed_s` after the start of the boot."""
    return Moment(round(elapsed_s * US_PER_S), boot, round(elapsed_s * US_PER_S))


def an_attempt(state: State = State.RUNNING) -> Attempt:
    """Give an attempt begun at 0."""
    return Attempt("A1", PAPER, LIMIT_S, at(0), PREDICTION, state=state, essay_rules=ESSAY)


@pytest.mark.parametrize(("state", "step"), list(product(State, STEPS)), ids=str)
def test_only_the_table_says_what_is_legal(state: State, step: Step) -> None:
    """A step the table has leads to its state; any other is refused and told where the attempt stands."""
    now = at(LIMIT_S) if isinstance(step, TimeOut) else at(1)
    expected = NEXT_STATE.get((state, type(step)))
    if expected is None:
        with pytest.raises(Refused, match=f"attempt_over state={state.value}"):
            apply(an_attempt(state), step, now)
    else:
        assert apply(an_attempt(state), step, now).state is expected


def test_answers_flags_and_predictions_replace_what_was() -> None:
    """The last answer stands, a flag can be taken away, unanswered questions are told in order."""
    attempt = apply(an_attempt(), Answer("Q1", 2), at(1))
    attempt = apply(attempt, Answer("Q1", 0), at(2))
    attempt = apply(attempt, Flag("Q1", is_flagged=True), at(3))
    attempt = apply(attempt, Flag("Q2", is_flagged=True), at(3))
    attempt = apply(attempt, Flag("Q1", is_flagged=False), at(4))
    attempt = apply(attempt, Predict(100), at(5))
    assert (attempt.answers, attempt.flagged, attempt.prediction) == ({"Q1": 0}, frozenset({"Q2"}), 100)
    assert attempt.unanswered() == ("Q2",)


@pytest.mark.parametrize(
    ("step", "elapsed_s", "code"),
    [
        (Answer("Q1", 9), 1, "option_unknown"),
        (Answer("Q9", 0), 1, "question_unknown"),
        (Flag("Q9", is_flagged=True), 1, "question_unknown"),
        (Answer("Q1", 0), LIMIT_S, "time_is_up"),
        (Predict(1), LIMIT_S, "time_is_up"),
        (Predict(101), 1, "prediction_out_of_range"),
        (WriteEssay(1, 5), 1, "essay_part_unknown"),
        (WriteEssay(0, 5), LIMIT_S, "time_is_up"),
        (NoteEssayPaper("4a"), 1, "paper_number_malformed"),
        (NoteEssayPaper("42"), LIMIT_S, "time_is_up"),
        (Resume(), LIMIT_S, "resume_too_late"),
        (TimeOut(), LIMIT_S - 0.001, "time_is_not_up"),
    ],
    ids=str,
)
def test_guards_refuse_with_their_code(step: Step, elapsed_s: float, code: str) -> None:
    """What a step needs to be true is checked beside the table."""
    with pytest.raises(Refused) as refused:
        apply(an_attempt(), step, at(elapsed_s))
    assert refused.value.code == code


def test_a_contest_without_prediction_asks_none() -> None:
    """Predicting is refused where the rules have no such question, and so is an essay."""
    attempt = Attempt("A1", PAPER, LIMIT_S, at(0), None)
    with pytest.raises(Refused, match="prediction_not_asked"):
        apply(attempt, Predict(1), at(1))
    for step in (WriteEssay(0, 1), NoteEssayPaper("1")):
        with pytest.raises(Refused, match="essay_not_asked"):
            apply(attempt, step, at(1))


def test_an_essay_grows_part_by_part_and_may_begin_anew() -> None:
    """A saving replaces its part; part 0 drops all that followed; a sheet's number can be taken back."""
    attempt = an_attempt()
    for step in (WriteEssay(0, 10), WriteEssay(0, 40), WriteEssay(1, 5), NoteEssayPaper("42")):
        attempt = apply(attempt, step, at(1))
    assert attempt.essay == Essay((40, 5), "42")
    attempt = apply(apply(attempt, WriteEssay(0, 3), at(2)), NoteEssayPaper(""), at(2))
    assert attempt.essay == Essay((3,))


def test_time_used_never_passes_the_limit_and_stands_still_after_the_end() -> None:
    """Time left goes to zero and stays; what was used is kept when the attempt ends."""
    attempt = an_attempt()
    assert attempt.left_s(at(20)) == 40
    assert attempt.left_s(at(999)) == 0
    ended = apply(attempt, HandIn(), at(20))
    assert (ended.used_us(at(999)), ended.left_s(at(999))) == (20 * US_PER_S, 40)


@given(st.lists(st.tuples(st.sampled_from(STEPS), st.floats(0, 2 * LIMIT_S)), max_size=12))
def test_an_attempt_ends_at_most_once(steps: list[tuple[Step, float]]) -> None:
    """Whatever people do, once finished or abandoned the answers stand, and only voiding can follow."""
    attempt = an_attempt()
    for step, elapsed_s in steps:
        before = attempt
        try:
            attempt = apply(attempt, step, at(elapsed_s))
        except Refused:
            attempt = before
        if before.state is not State.RUNNING:
            assert attempt.answers == before.answers
            assert isinstance(step, Void) or attempt == before
    assert (attempt.ended_us is None) is (attempt.state is State.RUNNING)


def interrupted(rule: WhenInterrupted, resume_within_s: int = 600) -> Attempt:
    """Give an attempt of which 20 s were used and seen when its program ended at 20 s."""
    attempt = Attempt(
        "A1",
        PAPER,
        LIMIT_S,
        at(0),
        PREDICTION,
        when_interrupted=rule,
        resume_within_s=resume_within_s,
        essay_rules=ESSAY,
    )
    return apply(attempt, Answer("Q1", 1), at(20))


def back(wall_s: float, run_s: float = 0) -> Moment:
    """Give a moment of the next run of the program, `run_s` old, by a wall clock that shows `wall_s`."""
    return Moment(round(wall_s * US_PER_S), b"boot-two", round(run_s * US_PER_S))


@pytest.mark.parametrize(
    ("rule", "wall_s", "run_s", "left_s"),
    [
        ("clock_runs_on", 30, 1, 30),
        ("clock_runs_on", 999, 1, 0),
        ("clock_runs_on", -1e9, 0, 40),
        ("clock_runs_on", -1e9, 15, 25),
        ("clock_runs_on", 1e9, 1, 0),
        ("clock_pauses", 30, 1, 40),
        ("clock_pauses", 619, 1, 40),
        ("clock_pauses", 621, 1, 0),
        ("clock_pauses", -1e9, 599, 40),
        ("clock_pauses", -1e9, 601, 0),
        ("clock_pauses", 1e9, 1, 0),
    ],
)
def test_what_is_left_after_an_interruption(rule: WhenInterrupted, wall_s: float, run_s: float, left_s: float) -> None:
    """The clock ran on or stood still; a wall clock put back by years is bounded by the present run's own time."""
    assert interrupted(rule).left_s(back(wall_s, run_s)) == left_s


@pytest.mark.parametrize(
    "step", [Answer("Q2", 1), Predict(1), WriteEssay(0, 1), NoteEssayPaper("1"), HandIn()], ids=str
)
@pytest.mark.parametrize("rule", ["clock_runs_on", "clock_pauses"])
def test_nobody_goes_on_after_an_interruption_unless_it_is_resumed(rule: WhenInterrupted, step: Step) -> None:
    """Each act of a person waits for `Resume`; after it the time runs from there on the new run's monotonic clock."""
    attempt = interrupted(rule)
    with pytest.raises(Refused, match="attempt_interrupted"):
        apply(attempt, step, back(25, 5))
    resumed = apply(attempt, Resume(), back(25, 5))
    left_s = 35 if rule == "clock_runs_on" else 40
    assert resumed.left_s(back(-1e9, 5)) == left_s
    assert resumed.left_s(back(1e9, 15)) == left_s - 10
    assert apply(resumed, step, back(1e9, 15)).answers["Q1"] == 1


def test_an_interruption_that_lasted_too_long_ends_the_attempt_as_it_stood() -> None:
    """Resuming is refused, timing out is not; the time used is what was used when it was last seen."""
    attempt = interrupted("clock_pauses")
    with pytest.raises(Refused, match="resume_too_late"):
        apply(attempt, Resume(), back(700))
    ended = apply(attempt, TimeOut(), back(700))
    assert (ended.state, ended.ended_us, ended.answers) == (State.FINISHED, 20 * US_PER_S, {"Q1": 1})


@given(
    st.sampled_from(["clock_runs_on", "clock_pauses"]),
    st.lists(st.tuples(st.integers(-(10**15), 10**15), st.integers(0, 40), st.booleans()), min_size=1, max_size=20),
)
def test_no_wall_clock_gives_more_time_than_the_limit(
    rule: WhenInterrupted, stretches: list[tuple[int, int, bool]]
) -> None:
    """Whatever the wall clock says and however often the program ends, the seconds one can work add up to the limit at most."""
    attempt, worked_s, boot, elapsed_s = interrupted(rule, 10**9), 20, 1, 20
    for wall_us, seconds, is_new_run in stretches:
        if is_new_run:
            boot, elapsed_s = boot + 1, 0
        name = b"boot-one" if boot == 1 else boot.to_bytes(8, "big")
        now = Moment(wall_us, name, elapsed_s * US_PER_S)
        later = Moment(wall_us, name, (elapsed_s + seconds) * US_PER_S)
        elapsed_s += seconds
        try:
            attempt = apply(attempt, Resume(), now)
            attempt = apply(attempt, Answer("Q2", 0), later)
        except Refused:
            continue
        worked_s += seconds
    assert worked_s <= LIMIT_S


def test_added_time_counts_and_leaves_the_rest_as_it_was() -> None:
    """The limit rises, the time used stays; an interrupted attempt stays interrupted."""
    extended = apply(an_attempt(), Extend(30), at(10))
    assert (extended.left_s(at(10)), extended.used_us(at(10))) == (LIMIT_S + 20, 10 * US_PER_S)
    interrupted = apply(an_attempt(), Extend(30), at(5, b"boot-two"))
    assert interrupted.is_interrupted(at(5, b"boot-two"))
    assert interrupted.limit_s == LIMIT_S + 30


@pytest.mark.parametrize("extra_s", [-1, 0, LONGEST_EXTENSION_S + 1])
def test_time_is_only_added_and_not_without_end(extra_s: int) -> None:
    """Nothing less than a second, nothing more than an hour at once; nothing once the time is up."""
    with pytest.raises(Refused, match="extension_not_allowed"):
        apply(an_attempt(), Extend(extra_s), at(10))
    with pytest.raises(Refused, match="time_is_up"):
        apply(an_attempt(), Extend(30), at(LIMIT_S))
