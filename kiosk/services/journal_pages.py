"""The journal read by pages, newest entries first: what a person looks at, one page at a time, however long it is."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Final

from msgspec import Struct

from kiosk.contest.earlier_events import ReceiptIssuedV1
from kiosk.contest.events import (
    ClosingPrinted,
    JournalExported,
    OrderObeyed,
    OrderRefused,
    ReadinessChecked,
    ReceiptIssued,
    ReceiptPrinted,
)
from kiosk.contest.moment import VIETNAM, moment_from_us, us_from_moment
from kiosk.journal.codec import decode_event
from kiosk.services.kiosk import Kiosk
from kiosk.services.receipts import written_number
from kiosk.services.staff import roster
from kiosk.storage.day_rows import Place
from kiosk.storage.entry_search import FoundRow, entries_back
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

_ID_SHOWN: Final = 8
"""Of an attempt's id so much tells two of one day apart; as on the papers about it."""

JournalPlace = Place
"""Where an entry stands: its epoch and number."""


class JournalLine(Struct, frozen=True, gc=False):
    """One entry as people read it. `by`: who did it, "" when nobody of the staff; `name`: what they are called, "" where unknown.

    `outcome`: how it ended or what was ordered: of a paper its `PrintOutcome`, of a check "passed" or "failed", of an order its
    act, else "". `check`: which check; `about`: which receipt by its number, or the beginning of the attempt's id.
    """

    place: JournalPlace
    kind: str
    at: datetime
    by: str
    name: str
    outcome: str
    check: str
    about: str


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
    names = {each.id: each.name for each in roster(kiosk)}
    return JournalPage(tuple(_line(kiosk, row, names) for row in rows[:size]), len(rows) > size)


def note_journal_export(kiosk: Kiosk, entries: int, by: str) -> None:
    """Write down that the journal was exported."""
    with kiosk.store.transaction():
        append_event(kiosk.store, JournalExported(by, entries), kiosk.clock.now())


def _line(kiosk: Kiosk, row: FoundRow, names: Mapping[str, str]) -> JournalLine:
    event = None if row.payload is None else decode_event(row.kind, row.version, row.payload)
    by, about = str(getattr(event, "by", "")), str(getattr(event, "attempt", ""))[:_ID_SHOWN].upper()
    outcome = check = ""
    match event:
        case ReceiptIssued() | ReceiptIssuedV1():
            about = written_number(kiosk, event.number)
        case ReceiptPrinted():
            outcome, about = event.outcome, written_number(kiosk, event.number)
        case ClosingPrinted():
            outcome = event.outcome
        case ReadinessChecked():
            outcome, check = "passed" if event.is_passed else "failed", event.name
        case OrderObeyed() | OrderRefused():
            outcome = event.act
        case _:
            pass
    return JournalLine(row.place, row.kind, moment_from_us(row.at_us), by, names.get(by, ""), outcome, check, about)
