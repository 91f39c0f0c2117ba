"""Rows about a kiosk's readiness: its newest checks in the journal, and how its clock stood to the district's."""

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from kiosk.contest.moment import Moment
from kiosk.storage.database import Store

_PAGE: Final = 50


class CheckRow(Struct, frozen=True):
    """One check as it stands in the journal; erased ones are not given."""

    version: int
    payload: bytes
    moment: Moment


class OffsetRow(Struct, frozen=True):
    """The district's clock minus this kiosk's in microseconds, and when (the kiosk's wall clock) that was found."""

    offset_us: int
    at_us: int


def checks_back(store: Store) -> Iterator[CheckRow]:
    """Give the checks one by one, the newest first, by an index of them alone."""
    epoch, seq = 2**62, 2**62
    while rows := store.rows(
        "SELECT epoch, seq, version, payload, at_us, boot, elapsed_us FROM entry"
        " WHERE kind = 'readiness_checked' AND (epoch, seq) < (?, ?) ORDER BY epoch DESC, seq DESC LIMIT ?",
        epoch, seq, _PAGE,
    ):  # fmt: skip
        for row in rows:
            if row[3] is not None:
                yield CheckRow(row[2], bytes(row[3]), Moment(row[4], bytes(row[5]), row[6]))
        epoch, seq = rows[-1][:2]


def read_offset(store: Store) -> OffsetRow | None:
    """Give how the clocks stood to one another, None while that is not known."""
    offset_us, at_us = store.rows("SELECT offset_us, offset_at_us FROM sync_state")[0]
    return None if offset_us is None else OffsetRow(offset_us, at_us)


def write_offset(store: Store, row: OffsetRow) -> None:
    """Store how the clocks stand to one another. Only inside a transaction."""
    store.execute("UPDATE sync_state SET offset_us = ?, offset_at_us = ?", row.offset_us, row.at_us)
