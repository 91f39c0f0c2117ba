"""Rows of the journal about closed days. Nothing is written here."""

from msgspec import Struct

from kiosk.storage.database import Store
from kiosk.storage.day_rows import Place


class ClosingRow(Struct, frozen=True):
    """A closing as it stands in the journal; `payload` is None once erased."""

    place: Place
    version: int
    at_us: int
    payload: bytes | None


def newest_closings(store: Store, count: int) -> tuple[ClosingRow, ...]:
    """Give the `count` newest closings, newest first; what followed a fork stands once, where it was said again."""
    # All three kinds are named so that the index of them serves.
    rows = store.rows(
        "SELECT entry.epoch, entry.seq, version, at_us, CAST(payload AS BLOB) FROM entry LEFT JOIN fork USING (epoch)"
        " WHERE kind IN ('kiosk_opened', 'kiosk_paused', 'kiosk_closed') AND kind = 'kiosk_closed'"
        " AND (fork.seq IS NULL OR entry.seq <= fork.seq) ORDER BY entry.epoch DESC, entry.seq DESC LIMIT ?",
        count,
    )
    return tuple(ClosingRow(Place(epoch, seq), *rest) for epoch, seq, *rest in rows)
