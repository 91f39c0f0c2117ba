"""The journal read by pages, newest entries first: what a person looks at, one page at a time, however long it is."""

from datetime import date, datetime, time, timedelta
from typing import Final

from msgspec import Struct

from kiosk.contest.events import JournalExported
from kiosk.contest.moment import VIETNAM, moment_from_us, us_from_moment
from kiosk.journal.codec import decode_event
from kiosk.services.kiosk import Kiosk
from kiosk.storage.journal_rows import append_event

KINDS: Final[dict[str, tuple[str, ...]]] = {
    "all": (),
    "day": ("kiosk_opened", "kiosk_paused", "kiosk_closed", "practice_started", "practice_ended"),
    "attempts": (
        "attempt_started", "attempt_finished", "attempt_abandoned", "attempt_resumed", "attempt_extended",
        "attempt_assisted", "attempt_voided", "essay_written",
    ),
    "receipts": ("receipt_issued", "receipt_printed"),
    "staff": ("staff_signed_in", "staff_refused", "help_called", "help_answered", "settings_changed", "journal_exported"),
    "machine": (
        "epoch_opened", "readiness_checked", "support_made", "program_left", "program_ended_abnormally", "order_obeyed",
        "order_refused",
    ),
}  # fmt: skip
"""What one may look for, by name; "all" has no limit."""


class JournalPlace(Struct, frozen=True, order=True):
    """The place of an entry."""

    epoch: int
    seq: int


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
    wheres, values = ["1"], list[object]()
    if before is not None:
        wheres.append("(epoch, seq) < (?, ?)")
        values += [before.epoch, before.seq]
    if kinds := KINDS[group]:
        wheres.append(f"kind IN ({', '.join('?' * len(kinds))})")
        values += kinds
    if day is not None:
        begin = datetime.combine(day, time(), VIETNAM)
        wheres.append("at_us >= ? AND at_us < ?")
        values += [us_from_moment(begin), us_from_moment(begin + timedelta(days=1))]
    rows = kiosk.store.rows(
        "SELECT epoch, seq, kind, version, at_us, CAST(payload AS BLOB) FROM entry"  # noqa: S608 - only places for values
        f" WHERE {' AND '.join(wheres)} ORDER BY epoch DESC, seq DESC LIMIT ?",
        *values, size + 1,
    )  # fmt: skip
    lines = tuple(
        JournalLine(JournalPlace(epoch, seq), kind, moment_from_us(at_us), _by(kind, version, payload))
        for epoch, seq, kind, version, at_us, payload in rows[:size]
    )
    return JournalPage(lines, len(rows) > size)


def note_journal_export(kiosk: Kiosk, entries: int, by: str) -> None:
    """Write down that the journal was exported."""
    with kiosk.store.transaction():
        append_event(kiosk.store, JournalExported(by, entries), kiosk.clock.now())


def _by(kind: str, version: int, payload: bytes | None) -> str:
    return "" if payload is None else str(getattr(decode_event(kind, version, payload), "by", ""))
