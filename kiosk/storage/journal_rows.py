"""Rows of the journal: appending, reading, what the district acknowledged. No meaning of a kind is known here."""

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from kiosk.contest.events import Event
from kiosk.contest.moment import Moment
from kiosk.journal.codec import encode_event
from kiosk.journal.entry import NO_DIGEST, Entry, make_entry
from kiosk.storage.database import Store

_COLUMNS: Final = "epoch, seq, kind, version, at_us, boot, elapsed_us, payload, payload_digest, previous, digest"
_READ_COLUMNS: Final = (
    "epoch, seq, kind, version, at_us, CAST(boot AS BLOB), elapsed_us, CAST(payload AS BLOB),"
    " CAST(payload_digest AS BLOB), CAST(previous AS BLOB), CAST(digest AS BLOB)"
)
"""Bytes are read as bytes, even where somebody wrote text over them: the chain then says what was changed."""
_PAGE: Final = 1000


class JournalHead(Struct, frozen=True):
    """The newest entry: its epoch and number (0 for none) and digest."""

    epoch: int
    seq: int
    digest: bytes


def journal_head(store: Store) -> JournalHead:
    """Give the newest entry of the newest epoch; epoch 0 when nothing was ever written."""
    rows = store.rows("SELECT epoch, seq, digest FROM entry ORDER BY epoch DESC, seq DESC LIMIT 1")
    return JournalHead(*rows[0]) if rows else JournalHead(0, 0, NO_DIGEST)


def append_event(store: Store, event: Event, moment: Moment, *, new_epoch: int | None = None) -> Entry:
    """Append one event, in the newest epoch or as the first of `new_epoch`. Only inside a transaction."""
    head = journal_head(store) if new_epoch is None else JournalHead(new_epoch, 0, NO_DIGEST)
    kind, version, payload = encode_event(event)
    entry = make_entry(
        epoch=head.epoch,
        seq=head.seq + 1,
        kind=kind,
        version=version,
        moment=moment,
        payload=payload,
        previous=head.digest,
    )
    append_entry(store, entry)
    return entry


def append_entry(store: Store, entry: Entry) -> None:
    """Append an entry that is already linked. Only inside a transaction."""
    store.execute(
        f"INSERT INTO entry ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 - constant columns
        entry.epoch, entry.seq, entry.kind, entry.version, entry.at_us, entry.boot, entry.elapsed_us,
        entry.payload, entry.payload_digest, entry.previous, entry.digest,
    )  # fmt: skip


def entries_after(store: Store, epoch: int, seq: int, limit: int) -> list[Entry]:
    """Give at most `limit` entries of `epoch` that follow number `seq`."""
    rows = store.rows(
        f"SELECT {_READ_COLUMNS} FROM entry WHERE epoch = ? AND seq > ? ORDER BY seq LIMIT ?",  # noqa: S608 - as above
        epoch, seq, limit,
    )  # fmt: skip
    return [Entry(*row) for row in rows]


def epochs(store: Store) -> tuple[int, ...]:
    """Give the epochs that have entries, oldest first."""
    return tuple(epoch for epoch, _ in _lengths(store))


def all_entries(store: Store, epoch: int) -> Iterator[Entry]:
    """Give every entry of an epoch in order, a thousand at a time."""
    seq = 0
    while page := entries_after(store, epoch, seq, _PAGE):
        yield from page
        seq = page[-1].seq


def digest_at(store: Store, epoch: int, seq: int) -> bytes | None:
    """Give the digest of one entry, `NO_DIGEST` for number 0, None when there is no such entry."""
    if seq == 0:
        return NO_DIGEST
    rows = store.rows("SELECT digest FROM entry WHERE epoch = ? AND seq = ?", epoch, seq)
    return bytes(rows[0][0]) if rows else None


def acknowledged_seq(store: Store, epoch: int) -> int:
    """Give the number up to which the district has said it holds `epoch`."""
    rows = store.rows("SELECT seq FROM acknowledged WHERE epoch = ?", epoch)
    return int(rows[0][0]) if rows else 0


def set_acknowledged(store: Store, epoch: int, seq: int, digest: bytes, at_us: int) -> None:
    """Note what the district holds; it may be less than before. Only inside a transaction."""
    store.execute(
        "INSERT INTO acknowledged VALUES (?, ?, ?, ?) ON CONFLICT (epoch) DO UPDATE SET"
        " seq = excluded.seq, digest = excluded.digest, at_us = excluded.at_us",
        epoch, seq, digest, at_us,
    )  # fmt: skip


def fork_points(store: Store) -> dict[int, int]:
    """Give for each epoch that forked the number up to which it is also the district's; what followed stands in a later epoch."""
    return {int(epoch): int(seq) for epoch, seq in store.rows("SELECT epoch, seq FROM fork")}


def note_fork(store: Store, epoch: int, seq: int) -> None:
    """Note where an epoch forked. Only inside a transaction."""
    store.execute(
        "INSERT INTO fork VALUES (?, ?) ON CONFLICT (epoch) DO UPDATE SET seq = min(seq, excluded.seq)", epoch, seq
    )


def count_entries(store: Store) -> tuple[int, int]:
    """Give how many entries there are, and how many of them the district holds: numbers in an epoch have no gaps.

    What followed a fork is counted once, in the epoch that says it again.
    """
    forks = fork_points(store)
    lengths = [(epoch, min(length, forks.get(epoch, length))) for epoch, length in _lengths(store)]
    return sum(length for _, length in lengths), sum(
        min(length, acknowledged_seq(store, each)) for each, length in lengths
    )


def _lengths(store: Store) -> list[tuple[int, int]]:
    """Give every epoch and its highest number, one step of the index each: a journal may be long."""
    found: list[tuple[int, int]] = []
    step = "SELECT epoch, seq FROM entry WHERE epoch > ? ORDER BY epoch LIMIT 1"
    rows = store.rows(step, -1)
    while rows:
        epoch = int(rows[0][0])
        found.append((epoch, int(store.rows("SELECT max(seq) FROM entry WHERE epoch = ?", epoch)[0][0])))
        rows = store.rows(step, epoch)
    return found
