"""Handing in, in one go on the storage thread: finish, result, receipt. So a person who walks off loses nothing."""

from kiosk.contest.events import FinishedHow
from ui.attempt_desk import Ended
from ui.flow import Act
from ui.view_models.visit import Visit


def hand_in(visit: Visit, how: FinishedHow) -> None:
    """Hand in the running attempt and show its result. A second time (a tap as the time ran out) changes nothing."""
    attempt, kiosk, desk = visit.facts.attempt, visit.kiosk, visit.desk
    if attempt is None:
        return
    attempt_id = attempt.id
    visit.facts.is_timed_out = how == "timed_out"

    def done(ended: Ended) -> None:
        visit.facts.attempt, visit.facts.result, visit.facts.receipt = ended
        visit.take(Act.HANDED_IN)

    visit.ask(lambda: desk.end(kiosk, attempt_id, how), done)
