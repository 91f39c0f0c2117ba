"""Rows about a day at a kiosk: its openings in the journal, the counts kept of it, and queue tickets. Nothing personal."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, Literal

from msgspec import Struct

from kiosk.storage.database import Store
from kiosk.storage.journal_rows import epochs, fork_points

_PAGE: Final = 1000
_NO_END: Final = 2**62


class Place(Struct, frozen=True, order=True):
    """The place of an entry in the journal."""

    epoch: int
    seq: int


class DayRow(Struct, frozen=True, gc=False):
    """What a day's counts need of an entry; `payload` is None once erased."""

    kind: str
    version: int
    at_us: int
    payload: bytes | None


class TallyRow(Struct, frozen=True):
    """Counts of the day that began after `began`, over every entry up to `counted`; `tally` is not read here."""

    began: Place
    counted: Place
    tally: bytes


class TicketRow(Struct, frozen=True):
    """One queue ticket; `called_at_us` None while its holder waits."""

    number: int
    issued_at_us: int
    called_at_us: int | None


def newest_of_days(store: Store) -> tuple[str, int]:
    """Give the kind of the newest opening, pause or closing and when it was (us since 1970), ("", 0) when there never was one."""
    rows = store.rows(
        "SELECT kind, at_us FROM entry WHERE kind IN ('kiosk_opened', 'kiosk_paused', 'kiosk_closed')"
        " ORDER BY epoch DESC, seq DESC LIMIT 1"
    )
    return (str(rows[0][0]), int(rows[0][1])) if rows else ("", 0)


def newest_closing(store: Store) -> Place:
    """Give the place of the newest closing: the day after it begins there. Before the first one it begins with the journal."""
    # All three kinds are named so that the index of them serves.
    rows = store.rows(
        "SELECT epoch, seq FROM entry WHERE kind IN ('kiosk_opened', 'kiosk_paused', 'kiosk_closed')"
        " AND kind = 'kiosk_closed' ORDER BY epoch DESC, seq DESC LIMIT 1"
    )
    return Place(*rows[0]) if rows else Place(0, 0)


def rows_between(store: Store, after: Place, upto: Place, kinds: Sequence[str]) -> Iterator[DayRow]:
    """Give the entries of some kinds after one place up to another, each once: what followed a fork where it was said again."""
    forks = fork_points(store)
    places = ", ".join("?" * len(kinds))
    for epoch in epochs(store):
        if not after.epoch <= epoch <= upto.epoch:
            continue
        seq = after.seq if epoch == after.epoch else 0
        last = min(forks.get(epoch, _NO_END), upto.seq if epoch == upto.epoch else _NO_END)
        while page := store.rows(
            "SELECT seq, kind, version, at_us, CAST(payload AS BLOB) FROM entry"  # noqa: S608 - only places for values
            f" WHERE epoch = ? AND seq > ? AND seq <= ? AND kind IN ({places}) ORDER BY seq LIMIT ?",
            epoch, seq, last, *kinds, _PAGE,
        ):  # fmt: skip
            yield from (DayRow(*row[1:]) for row in page)
            seq = page[-1][0]


def kinds_about(store: Store, attempt: str, place: Place) -> frozenset[str]:
    """Give which of "attempt_started" and "attempt_finished" there are of an attempt after `place`, for the rare act.

    Looked for from the newest back: what staff do is about an attempt of just now.
    """
    started = _about(store, attempt, "attempt_started", place, "DESC")
    if started is None:
        return frozenset()
    finished = _about(store, attempt, "attempt_finished", started, "ASC")
    return frozenset(("attempt_started",) if finished is None else ("attempt_started", "attempt_finished"))


def _about(store: Store, attempt: str, kind: str, after: Place, order: Literal["ASC", "DESC"]) -> Place | None:
    rows = store.rows(
        "SELECT epoch, seq FROM entry WHERE (epoch, seq) > (?, ?) AND kind = ? AND instr(payload, CAST(? AS BLOB)) > 0"  # noqa: S608 - one of two words
        f" ORDER BY epoch {order}, seq {order} LIMIT 1",
        after.epoch, after.seq, kind, attempt,
    )  # fmt: skip
    return Place(*rows[0]) if rows else None


def read_tally(store: Store) -> TallyRow | None:
    """Give the counts kept, None before the first."""
    rows = store.rows("SELECT began_epoch, began_seq, epoch, seq, tally FROM day_tally")
    return TallyRow(Place(*rows[0][:2]), Place(*rows[0][2:4]), bytes(rows[0][4])) if rows else None


def write_tally(store: Store, row: TallyRow) -> None:
    """Keep counts in place of earlier ones. Only inside a transaction."""
    store.execute(
        "INSERT OR REPLACE INTO day_tally VALUES (1, ?, ?, ?, ?, ?)",
        row.began.epoch, row.began.seq, row.counted.epoch, row.counted.seq, row.tally,
    )  # fmt: skip


def insert_ticket(store: Store, day: date, at_us: int) -> TicketRow:
    """Give the day's next number; tickets of other days are dropped. Only inside a transaction."""
    store.execute("DELETE FROM queue_ticket WHERE day <> ?", day.isoformat())
    (number,) = store.rows("SELECT coalesce(max(number), 0) + 1 FROM queue_ticket WHERE day = ?", day.isoformat())[0]
    store.execute("INSERT INTO queue_ticket VALUES (?, ?, ?, NULL)", day.isoformat(), number, at_us)
    return TicketRow(int(number), at_us, None)


def first_waiting(store: Store, day: date) -> TicketRow | None:
    """Give the ticket of the day to be called next, or None."""
    rows = store.rows(
        "SELECT number, issued_at_us, called_at_us FROM queue_ticket WHERE day = ? AND called_at_us IS NULL"
        " ORDER BY number LIMIT 1",
        day.isoformat(),
    )
    return TicketRow(*rows[0]) if rows else None


def note_called(store: Store, day: date, number: int, at_us: int) -> None:
    """Note that a ticket was called. Only inside a transaction."""
    store.execute(
        "UPDATE queue_ticket SET called_at_us = ? WHERE day = ? AND number = ?", at_us, day.isoformat(), number
    )


def last_called(store: Store, day: date) -> int | None:
    """Give the highest number of the day that was called, or None."""
    rows = store.rows(
        "SELECT max(number) FROM queue_ticket WHERE day = ? AND called_at_us IS NOT NULL", day.isoformat()
    )
    return None if rows[0][0] is None else int(rows[0][0])


def count_waiting(store: Store, day: date) -> int:
    """Give how many tickets of the day wait."""
    rows = store.rows("SELECT count(*) FROM queue_ticket WHERE day = ? AND called_at_us IS NULL", day.isoformat())
    return int(rows[0][0])
