"""Calls for help from the screen: asked for by a resident, answered by staff or taken back. Nothing personal is in them.

The journal is the only store: what was called after the last answer, opening or closing is still open.
"""

from datetime import datetime
from typing import Final, cast

from msgspec import Struct

from kiosk.contest.events import HelpAnswered, HelpCalled
from kiosk.contest.moment import moment_from_us
from kiosk.journal.codec import decode_event
from kiosk.services.kiosk import Kiosk
from kiosk.storage.entry_search import entries_after_place, newest_place
from kiosk.storage.journal_rows import append_event

ONE_CALL_S: Final = 60
"""Presses within so many seconds of an open call are the same call."""
_US_PER_S: Final = 1_000_000


class HelpCall(Struct, frozen=True):
    """An open call: since when (aware UTC), from which screen, and from which attempt ("" outside of one)."""

    called_at: datetime
    step: str
    attempt: str


def call_help(kiosk: Kiosk, step: str, attempt_id: str = "") -> HelpCall:
    """Note that a person asks for staff, and give the call; a press again within a minute gives the call that is open."""
    now = kiosk.clock.now()
    with kiosk.store.transaction():
        newest = next(reversed(open_calls(kiosk)), None)
        if newest is not None:
            age_s = (moment_from_us(now.at_us) - newest.called_at).total_seconds()
            if 0 <= age_s < ONE_CALL_S:
                return newest
        append_event(kiosk.store, HelpCalled(step, attempt_id), now)
    return HelpCall(moment_from_us(now.at_us), step, attempt_id)


def answer_help(kiosk: Kiosk, by: str) -> int:
    """Close every open call because staff came (`by`: their id), and give how many there were; without any nothing is written."""
    with kiosk.store.transaction():
        count = len(open_calls(kiosk))
        if count:
            append_event(kiosk.store, HelpAnswered(by), kiosk.clock.now())
    return count


def take_back_help(kiosk: Kiosk) -> int:
    """Close every open call because the person at the screen needs nobody any more; gives how many there were."""
    return answer_help(kiosk, "")


def open_calls(kiosk: Kiosk) -> tuple[HelpCall, ...]:
    """Give the calls nobody has answered, oldest first; a day that opens or closes leaves none behind."""
    answered = newest_place(kiosk.store, ("help_answered", "kiosk_opened", "kiosk_closed"))
    calls = (
        (cast("HelpCalled", decode_event(row.kind, row.version, row.payload)), row.at_us)
        for row in entries_after_place(kiosk.store, answered, ("help_called",))
        if row.payload is not None
    )
    return tuple(HelpCall(moment_from_us(at_us), call.step, call.attempt) for call, at_us in calls)
