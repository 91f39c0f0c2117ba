"""The state of a kiosk's day: closed, open or paused. While it is not open, nobody can start.

`NEXT` is the only place that says what may follow what; a refusal names the state found.
"""

from collections.abc import Sequence
from typing import Final, Literal

from kiosk.contest.errors import Refused
from kiosk.contest.events import KioskClosed, KioskOpened, KioskPaused
from kiosk.contest.moment import VIETNAM, moment_from_us, us_from_moment
from kiosk.services.attempts import settle_interrupted
from kiosk.services.closing_record import ClosingRecord
from kiosk.services.day import recount
from kiosk.services.hold import HELD, district_hold
from kiosk.services.kiosk import Kiosk
from kiosk.storage.day_rows import Place, newest_closing, newest_of_days
from kiosk.storage.journal_rows import append_event

DayState = Literal["closed", "open", "paused"]
DayAct = Literal["open", "pause", "close"]

_STATES: Final[dict[str, DayState]] = {
    "": "closed",
    "kiosk_opened": "open",
    "kiosk_paused": "paused",
    "kiosk_closed": "closed",
}
NEXT: Final[dict[tuple[DayState, DayAct], DayState]] = {
    ("closed", "open"): "open",
    ("open", "pause"): "paused",
    ("paused", "open"): "open",
    ("open", "close"): "closed",
    ("paused", "close"): "closed",
}
_REFUSALS: Final[dict[DayState, str]] = {"closed": "already_closed", "open": "already_open", "paused": "already_paused"}


def day_state(kiosk: Kiosk) -> DayState:
    """Give the state of the day: what the newest opening, pause or closing in the journal made it."""
    return _STATES[newest_of_days(kiosk.store)[0]]


def is_open(kiosk: Kiosk) -> bool:
    """Tell whether residents can start."""
    return day_state(kiosk) == "open"


def open_kiosk(kiosk: Kiosk, by: str, *, failed: Sequence[str] = (), override_reason: str = "") -> None:
    """Open the day, or go on after a pause.

    Refuses with `already_open`, `not_ready` (fact: which), or what of `HELD` the district's order asks for.
    `failed` names the checks of readiness that were not passed: with any of them a written reason is needed, which the journal
    keeps. After a pause nothing is checked anew on the same date; a pause that lasted over midnight ends like a new morning.
    """
    reason = override_reason.strip()
    with kiosk.store.transaction():
        is_morning = _allow(kiosk, "open") == "closed" or not _was_today(kiosk)
        if hold := district_hold(kiosk):
            raise Refused(HELD[hold])
        if failed and is_morning and not reason:
            raise Refused("not_ready", which=", ".join(failed))
        overridden = tuple(failed) if is_morning else ()
        append_event(kiosk.store, KioskOpened(by, reason if overridden else "", overridden), kiosk.clock.now())


def pause_kiosk(kiosk: Kiosk, by: str) -> None:
    """Let nobody start until the kiosk is opened again; the day goes on. Refuses with `already_paused` or `already_closed`."""
    with kiosk.store.transaction():
        _allow(kiosk, "pause")
        append_event(kiosk.store, KioskPaused(by), kiosk.clock.now())


def close_kiosk(kiosk: Kiosk, by: str, *, reason: str = "") -> ClosingRecord:
    """Close the day, counted anew from its first entry, and write its counts.

    What an interruption left running is handed in first if its time is up, so that nobody's answers hold up the day. Refuses with
    `already_closed`, `attempts_running` (fact: count), or `counts_differ` (fact: what) when the numbers do not add up: then the day
    is closed only with a written `reason`, which the record shows beside the numbers as they are.
    """
    settle_interrupted(kiosk)
    now = kiosk.clock.now()
    with kiosk.store.transaction():
        _allow(kiosk, "close")
        counts = recount(kiosk)
        if counts.figures.running:
            raise Refused("attempts_running", count=counts.figures.running)
        written = reason.strip() if counts.differs else ""
        if counts.differs and not written:
            raise Refused("counts_differ", what=", ".join(counts.differs))
        began = newest_closing(kiosk.store)
        closed = KioskClosed(
            by=by,
            since_at_us=0 if counts.since_at is None else us_from_moment(counts.since_at),
            figures=counts.figures,
            incidents=len(counts.incidents),
            differs=counts.differs,
            reason=written,
        )
        entry = append_event(kiosk.store, closed, now)
    return ClosingRecord(began, Place(entry.epoch, entry.seq), moment_from_us(now.at_us), closed)


def _was_today(kiosk: Kiosk) -> bool:
    """Tell whether the newest opening, pause or closing was on this date in Vietnam."""
    at_us = newest_of_days(kiosk.store)[1]
    return moment_from_us(at_us).astimezone(VIETNAM).date() == kiosk.today()


def _allow(kiosk: Kiosk, act: DayAct) -> DayState:
    """Give the state the act finds; refuses with the state's code where the table has no such step."""
    state = day_state(kiosk)
    if (state, act) not in NEXT:
        raise Refused(_REFUSALS[state])
    return state
