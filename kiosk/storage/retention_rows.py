"""Rows about how long the district has held the journal, and erasing payloads whose days are over.

Days are the district's own, counted from 1970 in UTC, as it signed them in its acknowledgements: a kiosk's clock that was
moved by years must not erase anything.
"""

from collections.abc import Sequence

from kiosk.storage.database import Store


def note_held(store: Store, epoch: int, seq: int, district_day: int) -> None:
    """Note that on `district_day` the district held `epoch` up to `seq`. Only inside a transaction.

    Within a day the last word counts. Earlier notes of more than the district holds now are dropped: what a restored district
    had lost must be held for its full time anew.
    """
    store.execute("DELETE FROM held WHERE epoch = ? AND seq > ? AND district_day <> ?", epoch, seq, district_day)
    store.execute(
        "INSERT INTO held (epoch, district_day, seq) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET seq = excluded.seq",
        epoch, district_day, seq,
    )  # fmt: skip


def newest_district_day(store: Store) -> int | None:
    """Give the newest day the district signed, None before the first acknowledgement."""
    return store.rows("SELECT max(district_day) FROM held")[0][0]  # type: ignore[no-any-return]  # a column of integers


def held_since(store: Store, district_day: int) -> list[tuple[int, int]]:
    """Give epoch and number up to which the district has held each epoch since `district_day` or earlier."""
    rows = store.rows("SELECT epoch, max(seq) FROM held WHERE district_day <= ? GROUP BY epoch", district_day)
    return [(int(epoch), int(seq)) for epoch, seq in rows]


def erased_seq(store: Store, epoch: int) -> int:
    """Give the number up to which an epoch has nothing left to erase, 0 before the first."""
    rows = store.rows("SELECT seq FROM erased WHERE epoch = ?", epoch)
    return int(rows[0][0]) if rows else 0


def erase_payloads(store: Store, kinds: Sequence[str], epoch: int, after_seq: int, up_to_seq: int) -> int:
    """Erase the payloads of some kinds between two numbers of an epoch; gives how many there were. Only inside a transaction.

    Their digests stay, so the chain still verifies; `secure_delete` overwrites what they held with zeros.
    """
    store.execute("INSERT INTO erased VALUES (?, ?) ON CONFLICT DO UPDATE SET seq = excluded.seq", epoch, up_to_seq)
    return store.execute(
        "UPDATE entry SET payload = NULL WHERE epoch = ? AND seq > ? AND seq <= ?"  # noqa: S608 - only places for values
        f" AND kind IN ({', '.join('?' * len(kinds))}) AND payload IS NOT NULL",
        epoch, after_seq, up_to_seq, *kinds,
    )  # fmt: skip


def erase_told_again(store: Store, kind: str) -> int:
    """Erase the payloads of one kind that stand beyond the place of a fork, once they are erased where they were told again.

    Gives how many there were. Only inside a transaction.
    """
    left = store.rows(
        "SELECT e.epoch, e.seq, e.payload_digest FROM fork JOIN entry e ON e.epoch = fork.epoch AND e.seq > fork.seq"
        " WHERE e.kind = ? AND e.payload IS NOT NULL",
        kind,
    )
    if not left:
        return 0
    gone = {
        bytes(digest)
        for (digest,) in store.rows("SELECT payload_digest FROM entry WHERE kind = ? AND payload IS NULL", kind)
    }
    return sum(
        store.execute("UPDATE entry SET payload = NULL WHERE epoch = ? AND seq = ?", epoch, seq)
        for epoch, seq, digest in left
        if bytes(digest) in gone
    )


def empty_the_log(store: Store) -> None:
    """Bring the write-ahead log into the database and cut it, so that erased bytes do not live on in it."""
    store.rows("PRAGMA wal_checkpoint(TRUNCATE)")
