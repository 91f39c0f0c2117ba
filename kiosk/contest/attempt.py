"""The quiz engine: one attempt from its start to its end, as a state table.

Theory of operation. An attempt is a frozen value; `apply` takes one and a step a person (or the clock) made and gives the
next value, or refuses. `NEXT_STATE` is the only place that says which step is legal in which state; the guards below it
say what a step needs to be true. The engine does not know the right answers, storage, or any clock: moments come in.

Time used is counted from the last moment known for certain (`seen`), stored with each step and every few seconds. Within one run of
the program that is the monotonic clock. Once the program has ended the attempt is interrupted: by the rules its clock ran on
meanwhile or stood still, and only `Resume` lets its person go on. A wall clock that was moved never adds time: across runs at
least the present run's own time has passed, and what was used at `seen` stays used. One that jumped ahead cannot be told from a
long power cut: the attempt is then handed in as it stands, and staff may void it so that it does not count against the person.
"""

from enum import Enum
from typing import Final, assert_never

from msgspec import Struct
from msgspec.structs import replace

from kiosk.contest.draw import Paper
from kiosk.contest.errors import Refused
from kiosk.contest.essay import Essay, is_paper_number
from kiosk.contest.moment import Moment
from kiosk.contest.rules import EssayRules, Part, PredictionRules, WhenInterrupted

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


class WriteEssay(Struct, frozen=True):
    """Save a part of the essay, which now has `words`; later parts are dropped, so part 0 begins anew."""

    part: int
    words: int


class NoteEssayPaper(Struct, frozen=True):
    """Note the number of the sheet the essay was written on; "" takes it back."""

    number: str


class HandIn(Struct, frozen=True):
    """Hand in deliberately."""


class TimeOut(Struct, frozen=True):
    """The time is used up, or too much of it passed since an interruption: handed in as it stands."""


class Resume(Struct, frozen=True):
    """Go on after an interruption."""


class Extend(Struct, frozen=True):
    """Staff give `extra_s` seconds more."""

    extra_s: int


class Abandon(Struct, frozen=True):
    """End without handing in."""


class Void(Struct, frozen=True):
    """Declared void by staff."""


Work = Answer | Flag | Predict | WriteEssay | NoteEssayPaper
"""What a person does on the paper."""

Step = Work | HandIn | TimeOut | Resume | Extend | Abandon | Void

LONGEST_EXTENSION_S: Final = 3600
"""How much one act may add: more is another sitting, not the same."""

NEXT_STATE: Final[dict[tuple[State, type], State]] = {
    (State.RUNNING, Answer): State.RUNNING,
    (State.RUNNING, Flag): State.RUNNING,
    (State.RUNNING, Predict): State.RUNNING,
    (State.RUNNING, WriteEssay): State.RUNNING,
    (State.RUNNING, NoteEssayPaper): State.RUNNING,
    (State.RUNNING, Resume): State.RUNNING,
    (State.RUNNING, Extend): State.RUNNING,
    (State.RUNNING, HandIn): State.FINISHED,
    (State.RUNNING, TimeOut): State.FINISHED,
    (State.RUNNING, Abandon): State.ABANDONED,
    (State.RUNNING, Void): State.VOIDED,
    (State.FINISHED, Void): State.VOIDED,
}


class Attempt(Struct, frozen=True):
    """One person's try at one paper. `started` is the moment of the start, `limit_s` the time allowed.

    `ended_us` is the time used when it ended, None while it runs. `seen` is the last moment at which it was known to run (None: its
    start), `seen_us` the time used by then. `resume_within_s` is counted from there (None: without end). `pack_id` and
    `pack_version` name the pack it was drawn from, which stays its pack.
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
    seen: Moment | None = None
    seen_us: int = 0
    when_interrupted: WhenInterrupted = "clock_runs_on"
    resume_within_s: int | None = None
    essay_rules: EssayRules | None = None
    essay: Essay = Essay()
    parts: tuple[Part, ...] = ("quiz",)
    language: str = "vi"
    pack_id: str = ""
    pack_version: int = 0

    @property
    def last_seen(self) -> Moment:
        """The last moment at which it was known to run."""
        return self.seen or self.started

    def is_interrupted(self, now: Moment) -> bool:
        """Tell whether it runs, but not in this run of the program."""
        return self.ended_us is None and self.last_seen.boot != now.boot

    def used_us(self, now: Moment) -> int:
        """Give the microseconds used until `now`, or until the end; never more than the limit."""
        if self.ended_us is not None:
            used = self.ended_us
        elif self.is_interrupted(now) and self.when_interrupted == "clock_pauses":
            used = self.seen_us
        else:
            used = self.seen_us + now.us_since(self.last_seen)
        return min(used, self.limit_s * US_PER_S)

    def left_s(self, now: Moment) -> float:
        """Give the seconds left at `now`, 0 when the time is used up or an interruption has lasted too long."""
        away_us = now.us_since(self.last_seen) if self.is_interrupted(now) else 0
        if self.resume_within_s is not None and away_us > self.resume_within_s * US_PER_S:
            return 0.0
        return self.limit_s - self.used_us(now) / US_PER_S

    def seen_at(self, now: Moment) -> "Attempt":
        """Give it with the time counted anew from `now`, at which it is known to run."""
        return replace(self, seen=now, seen_us=self.used_us(now))

    def unanswered(self) -> tuple[str, ...]:
        """Give the questions without an answer, in the paper's order."""
        return tuple(each.question_id for each in self.paper.questions if each.question_id not in self.answers)


def apply(attempt: Attempt, step: Step, now: Moment) -> Attempt:
    """Give the attempt after `step` made at `now`.

    Refuses with `attempt_over` (the table has no such step here), `attempt_interrupted`, `time_is_up`, `time_is_not_up`,
    `resume_too_late`, `extension_not_allowed`, `question_unknown`, `option_unknown`, `prediction_not_asked`,
    `prediction_out_of_range`, `essay_not_asked`, `essay_part_unknown` or `paper_number_malformed`.
    """
    state = NEXT_STATE.get((attempt.state, type(step)))
    if state is None:
        raise Refused("attempt_over", state=attempt.state.value)
    is_time_up = attempt.left_s(now) <= 0
    match step:
        case Answer() | Flag() | Predict() | WriteEssay() | NoteEssayPaper():
            _allow(not attempt.is_interrupted(now), "attempt_interrupted")
            _allow(isinstance(step, Flag) or not is_time_up, "time_is_up")
            return _worked_on(attempt.seen_at(now), step)
        case Resume():
            _allow(not is_time_up, "resume_too_late")
            return attempt.seen_at(now)
        case Extend(extra_s):
            _allow(not is_time_up, "time_is_up")
            _allow(0 < extra_s <= LONGEST_EXTENSION_S, "extension_not_allowed")
            return replace(attempt, limit_s=attempt.limit_s + extra_s)
        case TimeOut():
            _allow(is_time_up, "time_is_not_up")
        case HandIn():
            _allow(not attempt.is_interrupted(now), "attempt_interrupted")
        case Abandon() | Void():
            pass
        case _:  # pragma: no cover - every step is named above, the type checker proves it
            assert_never(step)
    return replace(attempt, state=state, ended_us=attempt.used_us(now))


def _worked_on(attempt: Attempt, step: Work) -> Attempt:
    """Give the attempt after its person did something on the paper."""
    match step:
        case Answer(question_id, option):
            _allow(option in _options(attempt.paper, question_id), "option_unknown")
            return replace(attempt, answers={**attempt.answers, question_id: option})
        case Flag(question_id, is_flagged):
            _options(attempt.paper, question_id)
            return replace(
                attempt, flagged=attempt.flagged | {question_id} if is_flagged else attempt.flagged - {question_id}
            )
        case Predict(number):
            rules = attempt.prediction_rules
            if rules is None:
                raise Refused("prediction_not_asked")
            _allow(rules.lowest <= number <= rules.highest, "prediction_out_of_range")
            return replace(attempt, prediction=number)
        case WriteEssay() | NoteEssayPaper():
            _allow(attempt.essay_rules is not None, "essay_not_asked")
            return replace(attempt, essay=_essay_after(attempt.essay, step))
        case _:  # pragma: no cover - as in `apply`
            assert_never(step)


def _essay_after(essay: Essay, step: WriteEssay | NoteEssayPaper) -> Essay:
    if isinstance(step, NoteEssayPaper):
        _allow(step.number == "" or is_paper_number(step.number), "paper_number_malformed")
        return replace(essay, paper_number=step.number)
    _allow(0 <= step.part <= len(essay.parts), "essay_part_unknown")
    return replace(essay, parts=(*essay.parts[: step.part], step.words))


def _options(paper: Paper, question_id: str) -> tuple[int, ...]:
    """Give the options of a question of the paper; refuses with `question_unknown`."""
    for each in paper.questions:
        if each.question_id == question_id:
            return each.options
    raise Refused("question_unknown")


def _allow(is_allowed: bool, code: str) -> None:  # noqa: FBT001 - the guard is the argument
    if not is_allowed:
        raise Refused(code)
