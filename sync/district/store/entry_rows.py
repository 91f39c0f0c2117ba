"""Rows of the kiosks' journals: the one copy that matters, append-only. No meaning of a kind is known here."""

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec.structs import astuple

from kiosk.journal.entry import NO_DIGEST, Entry
from sync.district.store.database import Store
from sync.protocol.session import Head

_ENTRY: Final = ", ".join(Entry.__struct_fields__)
_INSERT: Final = f"INSERT INTO entry (kiosk, received_at_us, {_ENTRY}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608 - constant columns
_LARGEST_EPOCH: Final = 2**40
"""Whoever has a kiosk's key and writes beyond it must not use up the numbers: the kiosk itself could go on nowhere."""
_KEEP_APART: Final = (
    f"INSERT INTO quarantine (kiosk, received_at_us, reason, {_ENTRY})"  # noqa: S608 - constant columns
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
)


def journal_head(store: Store, kiosk: str, epoch: int) -> Head:
    """Give the newest entry the district has of one epoch of a kiosk; number 0 for none."""
    rows = store.rows(
        "SELECT seq, digest FROM entry WHERE kiosk = ? AND epoch = ? ORDER BY seq DESC LIMIT 1", kiosk, epoch
    )
    return Head(epoch, *rows[0]) if rows else Head(epoch, 0, NO_DIGEST)


def digest_at(store: Store, kiosk: str, epoch: int, seq: int) -> bytes | None:
    """Give the digest of one entry, `NO_DIGEST` for number 0, None when there is no such entry."""
    return NO_DIGEST if seq == 0 else digests_from(store, kiosk, epoch, seq, 1)[0]


def next_epoch(store: Store, kiosk: str) -> int:
    """Give the lowest number above every epoch there is of a kiosk, kept apart or not, but for those that no kiosk comes to."""
    (held,) = store.rows("SELECT max(epoch) FROM entry WHERE kiosk = ? AND epoch < ?", kiosk, _LARGEST_EPOCH)[0]
    (apart,) = store.rows("SELECT max(epoch) FROM quarantine WHERE kiosk = ? AND epoch < ?", kiosk, _LARGEST_EPOCH)[0]
    return max(int(held or 0), int(apart or 0)) + 1


def digests_from(store: Store, kiosk: str, epoch: int, first_seq: int, count: int) -> list[bytes | None]:
    """Give the digests at `first_seq` and the `count - 1` numbers that follow: `NO_DIGEST` for 0, None where there is no entry."""
    rows = store.rows(
        "SELECT seq, digest FROM entry WHERE kiosk = ? AND epoch = ? AND seq >= ? AND seq < ?",
        kiosk, epoch, first_seq, first_seq + count,
    )  # fmt: skip
    found = {0: NO_DIGEST, **dict(rows)}
    return [found.get(seq) for seq in range(first_seq, first_seq + count)]


def insert_entries(store: Store, kiosk: str, entries: Sequence[Entry], at_us: int) -> None:
    """Store entries; a number that is taken is a fault, never passed over. Only inside a transaction."""
    store.execute_each(_INSERT, [(kiosk, at_us, *astuple(entry)) for entry in entries])


def keep_apart(store: Store, kiosk: str, entries: Sequence[Entry], reason: str, at_us: int) -> None:
    """Store entries that do not count; the same ones again stay one. Only inside a transaction."""
    store.execute_each(_KEEP_APART, [(kiosk, at_us, reason, *astuple(entry)) for entry in entries])


def count_entries(store: Store) -> int:
    """Give how many entries there are."""
    return int(store.rows("SELECT count(*) FROM entry")[0][0])


def count_kept_apart(store: Store, reason: str) -> int:
    """Give how many entries are kept apart for one reason."""
    return int(store.rows("SELECT count(*) FROM quarantine WHERE reason = ?", reason)[0][0])


def journals(store: Store) -> list[tuple[str, int, int, int]]:
    """Give kiosk, epoch, number of entries and highest number of every journal there is."""
    return [
        (str(kiosk), int(epoch), int(count), int(highest))
        for kiosk, epoch, count, highest in store.rows(
            "SELECT kiosk, epoch, count(*), max(seq) FROM entry GROUP BY kiosk, epoch ORDER BY kiosk, epoch"
        )
    ]


def entries_of(store: Store, kiosk: str, epoch: int) -> Iterator[Entry]:
    """Give every entry of one epoch of a kiosk in order."""
    for row in store.stream(
        f"SELECT {_ENTRY} FROM entry WHERE kiosk = ? AND epoch = ? ORDER BY seq", kiosk, epoch  # noqa: S608 - as above
    ):  # fmt: skip
        yield Entry(*row)


def entries_of_kind(store: Store, kiosk: str, kind: str) -> list[Entry]:
    """Give a kiosk's entries of one kind in the order of its epochs and numbers."""
    rows = store.rows(
        f"SELECT {_ENTRY} FROM entry WHERE kiosk = ? AND kind = ? ORDER BY epoch, seq", kiosk, kind  # noqa: S608 - as above
    )  # fmt: skip
    return [Entry(*row) for row in rows]


def entry_at(store: Store, kiosk: str, epoch: int, seq: int) -> Entry | None:
    """Give one entry, or None."""
    rows = store.rows(
        f"SELECT {_ENTRY} FROM entry WHERE kiosk = ? AND epoch = ? AND seq = ?", kiosk, epoch, seq  # noqa: S608 - as above
    )  # fmt: skip
    return Entry(*rows[0]) if rows else None
