"""Handing in, in one go on the storage thread: finish, result, receipt. So a person who walks off loses nothing."""

from kiosk.contest.attempt import Attempt
from kiosk.contest.errors import Refused
from kiosk.contest.events import FinishedHow
from kiosk.services.attempts import finish_attempt, read_attempt_now
from kiosk.services.kiosk import Kiosk
from kiosk.services.receipts import Receipt, issue_receipt
from kiosk.services.results import Result, result_of
from ui.flow import Act
from ui.view_models.visit import Visit


def hand_in(visit: Visit, how: FinishedHow) -> None:
    """Hand in the running attempt and show its result. A second time (a tap as the time ran out) changes nothing."""
    attempt, kiosk = visit.facts.attempt, visit.kiosk
    if attempt is None:
        return
    attempt_id = attempt.id
    visit.facts.is_timed_out = how == "timed_out"

    def done(ended: tuple[Attempt, Result, Receipt]) -> None:
        visit.facts.attempt, visit.facts.result, visit.facts.receipt = ended
        visit.take(Act.HANDED_IN)

    visit.ask(lambda: _end(kiosk, attempt_id, how), done)


def _end(kiosk: Kiosk, attempt_id: str, how: FinishedHow) -> tuple[Attempt, Result, Receipt]:
    try:
        attempt = finish_attempt(kiosk, attempt_id, how)
    except Refused as refused:
        if refused.code != "attempt_over":
            raise
        attempt = read_attempt_now(kiosk, attempt_id)
    return attempt, result_of(kiosk, attempt_id), issue_receipt(kiosk, attempt_id)
