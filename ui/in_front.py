"""What staff did to the attempt in front, brought to the screen of its person. What is stored counts, however it came about."""

from collections.abc import Callable

from kiosk.contest.attempt import Attempt, State
from kiosk.services.attempts import read_attempt_now
from ui.flow import Act
from ui.view_models.visit import Visit


def look_again(visit: Visit, told: Callable[[Attempt], None] = lambda _: None) -> None:
    """Read the attempt in front anew: its time may be longer, or it was declared void, which ends it with a page that says so.

    `told` is called with the attempt as it is stored, once the screens have it. Practice is stored nowhere and stays as it is.
    """
    attempt, kiosk = visit.facts.attempt, visit.kiosk
    if attempt is None or visit.facts.practice is not None:
        return
    attempt_id = attempt.id

    def take(stored: Attempt) -> None:
        if stored.state is State.VOIDED:
            visit.end_paper(Act.VOID)
        elif stored.state is State.RUNNING and visit.facts.result is None:
            visit.set_attempt(stored)
        told(stored)

    visit.ask(lambda: read_attempt_now(kiosk, attempt_id), take)
