"""The quiz engine: one attempt from its start to its end, as a state table.

Theory of operation. An attempt is a frozen value; `apply` takes one and a step a person (or the clock) made and gives the
next value, or refuses. `NEXT_STATE` is the only place that says which step is legal in which state; the guards below it
say what a step needs to be true. The engine does not know the right answers, storage, or any clock: moments come in.
"""

from enum import Enum
from typing import Final, assert_never

from msgspec import Struct
from msgspec.structs import replace

from kiosk.contest.draw import Paper
from kiosk.contest.errors import Refused
from kiosk.contest.moment import Moment
from kiosk.contest.rules import PredictionRules

US_PER_S: Final = 1_000_000


class State(Enum):
    """Where an attempt is in its life."""

    RUNNING = "running"
    FINISHED = "finished"
    ABANDONED = "abandoned"
    VOIDED = "voided"


class Answer(Struct, frozen=True):
    """Choose `option` (the pack's own index) for a question."""

    question_id: str
    option: int


class Flag(Struct, frozen=True):
    """Mark a question to look at again, or take the mark away."""

    question_id: str
    is_flagged: bool


class Predict(Struct, frozen=True):
    """Answer the prediction question."""

    number: int


class HandIn(Struct, frozen=True):
    """Hand in deliberately."""


class TimeOut(Struct, frozen=True):
    """The time is used up: handed in as it stands."""


class Abandon(Struct, frozen=True):
    """End without handing in."""


class Void(Struct, frozen=True):
    """Declared void by staff."""


Step = Answer | Flag | Predict | HandIn | TimeOut | Abandon | Void

NEXT_STATE: Final[dict[tuple[State, type], State]] = {
    (State.RUNNING, Answer): State.RUNNING,
    (State.RUNNING, Flag): State.RUNNING,
    (State.RUNNING, Predict): State.RUNNING,
    (State.RUNNING, HandIn): State.FINISHED,
    (State.RUNNING, TimeOut): State.FINISHED,
    (State.RUNNING, Abandon): State.ABANDONED,
    (State.RUNNING, Void): State.VOIDED,
    (State.FINISHED, Void): State.VOIDED,
}


class Attempt(Struct, frozen=True):
    """One person's try at one paper. `started` is the moment of the start, `limit_s` the time allowed.

    `ended_us` is the time used when it ended, None while it runs.
    """

    id: str
    paper: Paper
    limit_s: int
    started: Moment
    prediction_rules: PredictionRules | None
    state: State = State.RUNNING
    answers: dict[str, int] = {}
    flagged: frozenset[str] = frozenset()
    prediction: int | None = None
    ended_us: int | None = None

    def used_us(self, now: Moment) -> int:
        """Give the microseconds used until `now`, or until the end; never more than the limit."""
        used = now.us_since(self.started) if self.ended_us is None else self.ended_us
        return min(used, self.limit_s * US_PER_S)

    def left_s(self, now: Moment) -> float:
        """Give the seconds left at `now`, 0 when the time is used up."""
        return self.limit_s - self.used_us(now) / US_PER_S

    def unanswered(self) -> tuple[str, ...]:
        """Give the questions without an answer, in the paper's order."""
        return tuple(each.question_id for each in self.paper.questions if each.question_id not in self.answers)


def apply(attempt: Attempt, step: Step, now: Moment) -> Attempt:
    """Give the attempt after `step` made at `now`.

    Refuses with `attempt_over` (the table has no such step here), `time_is_up`, `time_is_not_up`, `question_unknown`,
    `option_unknown`, `prediction_not_asked` or `prediction_out_of_range`.
    """
    state = NEXT_STATE.get((attempt.state, type(step)))
    if state is None:
        raise Refused("attempt_over", state=attempt.state.value)
    is_time_up = attempt.left_s(now) <= 0
    match step:
        case Answer(question_id, option):
            _allow(not is_time_up, "time_is_up")
            _allow(option in _options(attempt.paper, question_id), "option_unknown")
            return replace(attempt, answers={**attempt.answers, question_id: option})
        case Flag(question_id, is_flagged):
            _options(attempt.paper, question_id)
            return replace(
                attempt, flagged=attempt.flagged | {question_id} if is_flagged else attempt.flagged - {question_id}
            )
        case Predict(number):
            _allow(not is_time_up, "time_is_up")
            rules = attempt.prediction_rules
            if rules is None:
                raise Refused("prediction_not_asked")
            _allow(rules.lowest <= number <= rules.highest, "prediction_out_of_range")
            return replace(attempt, prediction=number)
        case TimeOut():
            _allow(is_time_up, "time_is_not_up")
            return replace(attempt, state=state, ended_us=attempt.used_us(now))
        case HandIn() | Abandon() | Void():
            return replace(attempt, state=state, ended_us=attempt.used_us(now))
        case _:  # pragma: no cover - every step is named above, the type checker proves it
            assert_never(step)


def _options(paper: Paper, question_id: str) -> tuple[int, ...]:
    """Give the options of a question of the paper; refuses with `question_unknown`."""
    for each in paper.questions:
        if each.question_id == question_id:
            return each.options
    raise Refused("question_unknown")


def _allow(is_allowed: bool, code: str) -> None:  # noqa: FBT001 - the guard is the argument
    if not is_allowed:
        raise Refused(code)
