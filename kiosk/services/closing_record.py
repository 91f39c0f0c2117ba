"""The record of a closed day: what the journal says of its closing, read back whenever it is asked for, and its papers.

Closing itself is in `opening`; how the record looks on paper is in `closing_sheet`.
"""

from datetime import datetime
from typing import Final, Literal

from msgspec import Struct

from kiosk.contest.events import ClosingPrinted, KioskClosed, PrintOutcome
from kiosk.contest.moment import moment_from_us
from kiosk.journal.codec import decode_event
from kiosk.services.kiosk import Kiosk
from kiosk.storage.closing_rows import newest_closings
from kiosk.storage.day_rows import Place
from kiosk.storage.entry_search import entries_after_place
from kiosk.storage.journal_rows import append_event

_SETTLED: Final = ("printed", "kept")
"""A paper that exists; whatever else became of other ones."""


class ClosingRecord(Struct, frozen=True):
    """A day that was closed: after which entry it began, which entry closed it and when (aware UTC), and what that entry says."""

    began: Place
    place: Place
    closed_at: datetime
    closed: KioskClosed

    @property
    def since_at(self) -> datetime | None:
        """When the day was opened first, None where it never was."""
        return moment_from_us(self.closed.since_at_us) if self.closed.since_at_us else None


def newest_record(kiosk: Kiosk) -> ClosingRecord | None:
    """Give the record of the newest closing; None before the first one, and where an older program wrote it."""
    rows = newest_closings(kiosk.store, 2)
    if not rows or rows[0].payload is None:
        return None
    event = decode_event("kiosk_closed", rows[0].version, rows[0].payload)
    if not isinstance(event, KioskClosed):
        return None
    began = rows[1].place if len(rows) > 1 else Place(0, 0)
    return ClosingRecord(began, rows[0].place, moment_from_us(rows[0].at_us), event)


def paper_of(kiosk: Kiosk, record: ClosingRecord) -> PrintOutcome | Literal[""]:
    """Give what became of a record's paper: of the one that came out, else of the last one tried; "" when none was asked for."""
    papers = (
        decode_event(row.kind, row.version, row.payload)
        for row in entries_after_place(kiosk.store, record.place, ("closing_printed",))
        if row.payload is not None
    )
    outcomes = [each.outcome for each in papers if isinstance(each, ClosingPrinted)]
    return next((each for each in outcomes if each in _SETTLED), outcomes[-1] if outcomes else "")


def note_paper(kiosk: Kiosk, outcome: PrintOutcome, by: str) -> None:
    """Write into the journal what became of a paper of the newest closing."""
    with kiosk.store.transaction():
        append_event(kiosk.store, ClosingPrinted(by, outcome), kiosk.clock.now())
