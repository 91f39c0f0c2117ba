"""The quiz engine: every cell of its state table, and its guards."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.contest.attempt import (
    NEXT_STATE,
    US_PER_S,
    Abandon,
    Answer,
    Attempt,
    Flag,
    HandIn,
    Predict,
    State,
    Step,
    TimeOut,
    Void,
    apply,
)
from kiosk.contest.draw import Paper, PaperQuestion
from kiosk.contest.errors import Refused
from kiosk.contest.moment import Moment
from kiosk.contest.rules import PredictionRules, Text

LIMIT_S = 60
PAPER = Paper((PaperQuestion("Q1", (2, 0, 1)), PaperQuestion("Q2", (0, 1, 2))))
PREDICTION = PredictionRules("all_correct", Text("Bao nhiêu?", "How many?"), 0, 100)
STEPS: tuple[Step, ...] = (
    Answer("Q1", 1),
    Flag("Q1", is_flagged=True),
    Predict(5),
    HandIn(),
    TimeOut(),
    Abandon(),
    Void(),
)


def at(elapsed_s: float, boot: bytes = b"boot-one") -> Moment:
    """Give the moment `elapsed_s` after the start of the boot."""
    return Moment(round(elapsed_s * US_PER_S), boot, round(elapsed_s * US_PER_S))


def an_attempt(state: State = State.RUNNING) -> Attempt:
    """Give an attempt begun at 0."""
    return Attempt("A1", PAPER, LIMIT_S, at(0), PREDICTION, state=state)


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
    """Predicting is refused where the rules have no such question."""
    attempt = Attempt("A1", PAPER, LIMIT_S, at(0), None)
    with pytest.raises(Refused, match="prediction_not_asked"):
        apply(attempt, Predict(1), at(1))


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
