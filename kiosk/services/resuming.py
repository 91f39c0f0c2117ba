"""Going on with an attempt that a power cut interrupted: what staff may offer its person, and the act itself.

Which interrupted attempts still have time is the rules' matter (`attempts.when_interrupted`, `resume_within_s`).
"""

from datetime import datetime

from msgspec import Struct

from kiosk.contest.attempt import Attempt, Resume, State
from kiosk.contest.errors import Refused
from kiosk.contest.events import AttemptResumed
from kiosk.contest.moment import moment_from_us
from kiosk.services.attempts import read_attempt_now, stepped
from kiosk.services.kiosk import Kiosk
from kiosk.services.practice_mode import is_in_practice
from kiosk.storage.attempt_rows import attempts_in_state, read_attempt
from kiosk.storage.journal_rows import append_event


class ResumableAttempt(Struct, frozen=True):
    """What staff see to find the right person: masked, nothing of the answers but their count."""

    attempt: str
    label: str
    masked_number: str
    unit: str
    language: str
    started_at: datetime
    left_s: float
    answered: int
    question_count: int


def resumable_attempts(kiosk: Kiosk, in_front: str | None = None) -> tuple[ResumableAttempt, ...]:
    """Give the attempts that nobody sits at and that may still be gone on with, oldest first.

    `in_front`: the attempt on the screen now, which is not among them.
    """
    now = kiosk.clock.now()
    found = []
    for attempt_id in attempts_in_state(kiosk.store, State.RUNNING.value):
        attempt, row = read_attempt_now(kiosk, attempt_id), read_attempt(kiosk.store, attempt_id)
        left_s = attempt.left_s(now)
        if row is not None and left_s > 0 and attempt_id != in_front:
            found.append(
                ResumableAttempt(
                    attempt=attempt_id,
                    label=row.label,
                    masked_number=row.masked_number,
                    unit=row.unit,
                    language=row.language,
                    started_at=moment_from_us(row.started.at_us),
                    left_s=left_s,
                    answered=len(attempt.answers),
                    question_count=len(attempt.paper.questions),
                )
            )
    return tuple(found)


def resume_attempt(kiosk: Kiosk, attempt_id: str, by: str) -> Attempt:
    """Let the person of an interrupted attempt go on; `by` is who let them. Its time runs from here.

    Refuses with `attempt_unknown`, `attempt_over`, `resume_too_late` or `practice_on`.
    """
    with kiosk.store.transaction():
        if is_in_practice(kiosk):
            raise Refused("practice_on")
        attempt = stepped(kiosk, attempt_id, Resume())
        append_event(kiosk.store, AttemptResumed(attempt_id, by, attempt.seen_us), attempt.last_seen)
    return attempt
