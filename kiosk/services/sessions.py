"""What staff see of the attempts that run, and what they may do to one: help noted, time added, declared void.

Staff never see an answer here, only how far a person has come. Going on after an interruption is in `resuming`.
"""

from datetime import datetime
from typing import Final, Literal

from msgspec import Struct

from kiosk.contest.attempt import Attempt, Extend, State, Void, apply
from kiosk.contest.errors import Refused
from kiosk.contest.events import AttemptAssisted, AttemptExtended, AttemptVoided
from kiosk.contest.moment import moment_from_us
from kiosk.services.attempts import attempt_of, read_attempt_now
from kiosk.services.kiosk import Kiosk
from kiosk.storage.attempt_rows import (
    AttemptRow,
    attempts_in_state,
    end_attempt,
    read_attempt,
    read_receipt,
    save_assisted,
    save_limit,
)
from kiosk.storage.essay_rows import erase_essay
from kiosk.storage.journal_rows import append_event

Step = Literal["quiz", "prediction", "essay", "review"]
LONGEST_REASON: Final = 200
"""In characters: a line on paper."""


class Session(Struct, frozen=True):
    """An attempt that runs, as staff may see it. `step` is the first part that is not filled in yet, then "review"."""

    attempt_id: str
    label: str
    masked_number: str
    started_at: datetime
    answered: int
    question_count: int
    left_s: float
    step: Step
    state: Literal["running", "interrupted"]
    is_assisted: bool


class VoidReceipt(Struct, frozen=True):
    """What the paper about a voided attempt says; `receipt_number` is 0 where the attempt had no receipt."""

    attempt_id: str
    label: str
    masked_number: str
    language: str
    voided_at: datetime
    by: str
    reason: str
    receipt_number: int


def sessions(kiosk: Kiosk) -> tuple[Session, ...]:
    """Give the attempts that run or were interrupted, oldest first."""
    now = kiosk.clock.now()
    found = []
    for attempt_id in attempts_in_state(kiosk.store, State.RUNNING.value):
        row = _row(kiosk, attempt_id)
        attempt = attempt_of(kiosk, row)
        found.append(
            Session(
                attempt_id=attempt_id,
                label=row.label,
                masked_number=row.masked_number,
                started_at=moment_from_us(row.started.at_us),
                answered=len(attempt.answers),
                question_count=len(attempt.paper.questions),
                left_s=attempt.left_s(now),
                step=_step(attempt),
                state="interrupted" if attempt.is_interrupted(now) else "running",
                is_assisted=row.is_assisted,
            )
        )
    return tuple(found)


def mark_assisted(kiosk: Kiosk, attempt_id: str, by: str) -> None:
    """Note that somebody helps this person at the screen; once noted it stays. Refuses with `attempt_unknown` or `attempt_over`."""
    with kiosk.store.transaction():
        row = _row(kiosk, attempt_id)
        if row.state != State.RUNNING.value:
            raise Refused("attempt_over", state=row.state)
        if not row.is_assisted:
            save_assisted(kiosk.store, attempt_id)
            append_event(kiosk.store, AttemptAssisted(attempt_id, by), kiosk.clock.now())


def extend_time(kiosk: Kiosk, attempt_id: str, extra_s: int, reason: str, by: str) -> Attempt:
    """Give a person more time, and give the attempt as it is then; the reason stands in the journal.

    Refuses with `reason_missing`, `reason_too_long`, `attempt_unknown`, `attempt_over`, `time_is_up` or `extension_not_allowed`.
    """
    now, written = kiosk.clock.now(), _reason(reason)
    with kiosk.store.transaction():
        attempt = apply(read_attempt_now(kiosk, attempt_id), Extend(extra_s), now)
        save_limit(kiosk.store, attempt_id, attempt.limit_s)
        append_event(kiosk.store, AttemptExtended(attempt_id, by, extra_s, attempt.limit_s, written), now)
    return attempt


def void_attempt(kiosk: Kiosk, attempt_id: str, reason: str, by: str) -> VoidReceipt:
    """Declare an attempt void: it no longer counts against its person, and what was scored no longer counts for them.

    Refuses with `reason_missing`, `reason_too_long`, `attempt_unknown` or `attempt_over`.
    """
    now, written = kiosk.clock.now(), _reason(reason)
    with kiosk.store.transaction():
        row = _row(kiosk, attempt_id)
        attempt = apply(attempt_of(kiosk, row), Void(), now)
        end_attempt(
            kiosk.store,
            attempt_id,
            state=attempt.state.value,
            ended_us=attempt.ended_us,
            points=row.points,
            correct=row.correct,
        )
        erase_essay(kiosk.store, attempt_id)
        append_event(kiosk.store, AttemptVoided(attempt_id, by, written), now)
        receipt = read_receipt(kiosk.store, attempt=attempt_id)
    return VoidReceipt(
        attempt_id=attempt_id,
        label=row.label,
        masked_number=row.masked_number,
        language=row.language,
        voided_at=moment_from_us(now.at_us),
        by=by,
        reason=written,
        receipt_number=0 if receipt is None else receipt.number,
    )


def _step(attempt: Attempt) -> Step:
    if attempt.unanswered():
        return "quiz"
    if "essay" in attempt.parts and not attempt.essay.is_given:
        return "essay"
    if attempt.prediction_rules is not None and attempt.prediction is None:
        return "prediction"
    return "review"


def _reason(text: str) -> str:
    written = " ".join(text.split())
    if not written:
        raise Refused("reason_missing")
    if len(written) > LONGEST_REASON:
        raise Refused("reason_too_long", longest=LONGEST_REASON)
    return written


def _row(kiosk: Kiosk, attempt_id: str) -> AttemptRow:
    row = read_attempt(kiosk.store, attempt_id)
    if row is None:
        raise Refused("attempt_unknown")
    return row
