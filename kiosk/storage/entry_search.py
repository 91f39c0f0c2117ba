"""Finding entries of a long journal by their kind or by their day, without reading the many that every attempt writes.

What a kind means is not known here, only which kinds are many.
"""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from kiosk.storage.database import Store
from kiosk.storage.day_rows import Place

MANY: Final = (
    "attempt_started", "attempt_finished", "attempt_abandoned", "essay_written", "receipt_issued", "receipt_printed",
)  # fmt: skip
"""Kinds that every attempt writes; of all others there are few, and an index of just those."""
# SQLite takes the index only where its condition is said again, word for word.
_IS_RARE: Final = f"kind NOT IN ({', '.join(repr(each) for each in MANY)})"
_COLUMNS: Final = "epoch, seq, kind, version, at_us, CAST(payload AS BLOB)"


class FoundRow(Struct, frozen=True, gc=False):
    """One entry that was found; `payload` is None once erased."""

    place: Place
    kind: str
    version: int
    at_us: int
    payload: bytes | None


def newest_place(store: Store, kinds: Sequence[str]) -> Place:
    """Give the place of the newest entry of some kinds, epoch 0 before the first; they must be rare ones to be found at once."""
    found = entries_back(store, 1, kinds=kinds)
    return found[0].place if found else Place(0, 0)


def entries_after_place(store: Store, after: Place, kinds: Sequence[str]) -> list[FoundRow]:
    """Give the entries of some kinds after a place, oldest first; likewise."""
    rows = store.rows(
        f"SELECT {_COLUMNS} FROM entry WHERE (epoch, seq) > (?, ?) AND {_of_kinds(kinds)} ORDER BY epoch, seq",  # noqa: S608 - only places for values
        after.epoch, after.seq, *kinds,
    )  # fmt: skip
    return [_found(*row) for row in rows]


def entries_back(
    store: Store,
    limit: int,
    *,
    before: Place | None = None,
    kinds: Sequence[str] = (),
    between_us: tuple[int, int] | None = None,
) -> list[FoundRow]:
    """Give at most `limit` entries before a place, newest first: of some kinds, or of all where none is named.

    `between_us`: only those written from the first moment on and before the second (microseconds since 1970, the kiosk's clock).
    """
    wheres, values, source = ["1"], list[object](), "entry"
    if before is not None:
        wheres.append("(epoch, seq) < (?, ?)")
        values += [before.epoch, before.seq]
    if kinds:
        wheres.append(_of_kinds(kinds))
        values += kinds
    if between_us is not None:
        wheres.append("at_us >= ? AND at_us < ?")
        values += between_us
        source = "entry INDEXED BY entry_moment"  # A day may have very many; the index alone says which are the newest.
    rows = store.rows(
        f"SELECT {_COLUMNS} FROM entry WHERE (epoch, seq) IN (SELECT epoch, seq FROM {source}"  # noqa: S608 - as above
        f" WHERE {' AND '.join(wheres)} ORDER BY epoch DESC, seq DESC LIMIT ?) ORDER BY epoch DESC, seq DESC",
        *values, limit,
    )  # fmt: skip
    return [_found(*row) for row in rows]


def _of_kinds(kinds: Sequence[str]) -> str:
    """Give the condition that an entry is of some kinds, worded so that the index of the rare ones serves where it can."""
    of_kinds = f"kind IN ({', '.join('?' * len(kinds))})"
    return of_kinds if set(kinds) & set(MANY) else f"{_IS_RARE} AND {of_kinds}"


def _found(epoch: int, seq: int, kind: str, version: int, at_us: int, payload: bytes | None) -> FoundRow:
    return FoundRow(Place(epoch, seq), kind, version, at_us, payload)
