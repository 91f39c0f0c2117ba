"""Rows about copies of receipts on their way to paper, and about those whose end nobody knows."""

from msgspec import Struct

from kiosk.storage.sqlite import Store


class CopyRow(Struct, frozen=True):
    """A copy that was sent to the printer for `by` and of whose end nothing is written yet."""

    receipt: int
    copy: int
    by: str


def note_underway(store: Store, row: CopyRow) -> None:
    """Note a copy that is about to be sent. Only inside a transaction."""
    store.execute(
        "INSERT OR REPLACE INTO copy_underway (receipt, copy, by) VALUES (?, ?, ?)", row.receipt, row.copy, row.by
    )


def oldest_underway(store: Store, receipt: int, by: str) -> int | None:
    """Give the number of the copy of a receipt that was sent first for `by` and whose end is awaited, None for none."""
    rows = store.rows("SELECT min(copy) FROM copy_underway WHERE receipt = ? AND by = ? AND is_cut = 0", receipt, by)
    return None if rows[0][0] is None else int(rows[0][0])


def strike_underway(store: Store, receipt: int, copy: int) -> None:
    """Strike out a copy whose end is known. Only inside a transaction."""
    store.execute("DELETE FROM copy_underway WHERE receipt = ? AND copy = ?", receipt, copy)


def awaited_copies(store: Store) -> tuple[CopyRow, ...]:
    """Give the copies whose end is awaited."""
    rows = store.rows("SELECT receipt, copy, by FROM copy_underway WHERE is_cut = 0 ORDER BY receipt, copy")
    return tuple(CopyRow(*each) for each in rows)


def mark_cut(store: Store) -> None:
    """Note of every awaited copy that its end will never be learnt. Only inside a transaction."""
    store.execute("UPDATE copy_underway SET is_cut = 1")


def cut_receipts(store: Store) -> tuple[int, ...]:
    """Give the receipts of which a copy was cut off, newest first."""
    rows = store.rows("SELECT DISTINCT receipt FROM copy_underway WHERE is_cut = 1 ORDER BY receipt DESC")
    return tuple(int(each[0]) for each in rows)


def forget_cut(store: Store, receipt: int) -> None:
    """Strike out what was cut off of a receipt, for its holder has a paper now. Only inside a transaction."""
    store.execute("DELETE FROM copy_underway WHERE receipt = ? AND is_cut = 1", receipt)
