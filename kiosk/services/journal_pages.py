"""The journal read by pages, newest entries first: what a person looks at, one page at a time, however long it is."""

from datetime import date, datetime, time, timedelta
from typing import Final

from msgspec import Struct

from kiosk.contest.events import JournalExported
from kiosk.contest.moment import VIETNAM, moment_from_us, us_from_moment
from kiosk.journal.codec import decode_event
from kiosk.services.kiosk import Kiosk
from kiosk.storage.day_rows import Place
from kiosk.storage.entry_search import entries_back
from kiosk.storage.journal_rows import append_event

KINDS: Final[dict[str, tuple[str, ...]]] = {
    "all": (),
    "day": (
        "kiosk_opened", "kiosk_paused", "kiosk_closed", "closing_printed", "practice_started", "practice_ended",
    ),
    "attempts": (
        "attempt_started", "attempt_finished", "attempt_abandoned", "attempt_resumed", "attempt_extended",
        "attempt_assisted", "attempt_voided", "essay_written",
    ),
    "receipts": ("receipt_issued", "receipt_printed"),
    "staff": ("staff_signed_in", "staff_refused", "help_called", "help_answered", "settings_changed", "journal_exported"),
    "machine": (
        "epoch_opened", "readiness_checked", "support_made", "program_left", "program_ended_abnormally",
        "device_key_mended", "settings_mended", "order_obeyed", "order_refused",
    ),
}  # fmt: skip
"""What one may look for, by name; "all" has no limit."""


JournalPlace = Place
"""Where an entry stands: its epoch and number."""


class JournalLine(Struct, frozen=True, gc=False):
    """One entry as people read it. `by`: who did it, "" when nobody of the staff."""

    place: JournalPlace
    kind: str
    at: datetime
    by: str


class JournalPage(Struct, frozen=True):
    """Some lines, newest first, and whether there are older ones."""

    lines: tuple[JournalLine, ...]
    has_older: bool


def journal_page(
    kiosk: Kiosk, size: int, *, before: JournalPlace | None = None, group: str = "all", day: date | None = None
) -> JournalPage:
    """Give the `size` newest entries before a place, of a group of kinds, of one day in Vietnam (by the kiosk's clock)."""
    between_us = None
    if day is not None:
        begin = datetime.combine(day, time(), VIETNAM)
        between_us = us_from_moment(begin), us_from_moment(begin + timedelta(days=1))
    rows = entries_back(kiosk.store, size + 1, before=before, kinds=KINDS[group], between_us=between_us)
    lines = tuple(
        JournalLine(row.place, row.kind, moment_from_us(row.at_us), _by(row.kind, row.version, row.payload))
        for row in rows[:size]
    )
    return JournalPage(lines, len(rows) > size)


def note_journal_export(kiosk: Kiosk, entries: int, by: str) -> None:
    """Write down that the journal was exported."""
    with kiosk.store.transaction():
        append_event(kiosk.store, JournalExported(by, entries), kiosk.clock.now())


def _by(kind: str, version: int, payload: bytes | None) -> str:
    return "" if payload is None else str(getattr(decode_event(kind, version, payload), "by", ""))
