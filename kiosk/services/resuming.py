"""Going on with an attempt that a power cut interrupted. How staff find it is in `sessions`.

Which interrupted attempts still have time is the rules' matter (`attempts.when_interrupted`, `resume_within_s`).
"""

from kiosk.contest.attempt import Attempt, Resume
from kiosk.contest.errors import Refused
from kiosk.contest.events import AttemptResumed
from kiosk.services.attempts import stepped
from kiosk.services.kiosk import Kiosk
from kiosk.services.practice_mode import is_in_practice
from kiosk.storage.journal_rows import append_event


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
