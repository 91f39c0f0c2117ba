"""Handing in, in one go on the storage thread: finish, result, receipt. So a person who walks off loses nothing."""

from collections.abc import Callable
from typing import Final

from kiosk.contest.attempt import Attempt, State
from kiosk.contest.errors import Refused
from kiosk.contest.events import FinishedHow
from ui.attempt_desk import Ended
from ui.flow import Act
from ui.in_front import look_again
from ui.view_models.visit import Visit

_MEANWHILE: Final = frozenset({"time_is_not_up", "attempt_over"})
"""Refusals that tell of what staff did in the same moment: time was added, or the attempt was declared void."""


def hand_in(visit: Visit, how: FinishedHow, goes_on: Callable[[], None]) -> None:
    """Hand in the running attempt and show its result. A second time (a tap as the time ran out) changes nothing.

    `goes_on` is called when it was not handed in after all, because staff gave more time just then.
    """
    attempt, kiosk, desk = visit.facts.attempt, visit.kiosk, visit.desk
    if attempt is None:
        return
    attempt_id = attempt.id
    visit.facts.is_timed_out = how == "timed_out"

    def done(ended: Ended) -> None:
        visit.facts.attempt, visit.facts.result, visit.facts.receipt = ended
        visit.take(Act.HANDED_IN)

    def refused(fault: Refused) -> None:
        def told(stored: Attempt) -> None:
            if stored.state is State.RUNNING:
                visit.facts.is_timed_out = False
                goes_on()
            elif stored.state is not State.VOIDED:
                visit.report(fault)

        if fault.code in _MEANWHILE:
            look_again(visit, told)
        else:
            visit.report(fault)

    visit.ask(lambda: desk.end(kiosk, attempt_id, how), done, refused)
