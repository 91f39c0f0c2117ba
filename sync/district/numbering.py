"""Numbers of documents: each type upward, and above every number a kiosk holds.

A kiosk never takes an older number. Where a copy of this district was put back, kiosks hold numbers of a future that was lost;
their cursors tell of it, and it is kept in mind which numbers are used up.
"""

from collections.abc import Sequence
from typing import Final

from sync.district.district import District
from sync.district.store.document_rows import highest_numbers, note_seen_number
from sync.protocol.messages import DOCUMENT_TYPES, PACK_TYPE, Cursor

LARGEST_CURSOR: Final = 2**40
"""No district comes to so many documents: a cursor beyond it is a lie, and must not use up the numbers."""

MOST_PACKS_LOST: Final = 1000
"""Versions of packs are chosen by people: a kiosk that lies may not make them choose absurd ones."""


def next_number(district: District, payload_type: str) -> int:
    """Give the lowest number a new document of a type may have. Only inside a transaction."""
    highest = highest_numbers(district.store, (payload_type,))[payload_type]
    return highest + 1


def within_bounds(cursors: Sequence[Cursor]) -> tuple[Cursor, ...]:
    """Give one cursor of each type there is, the last, its number in what a database can hold and compare.

    A lie stays one that `note_cursors` passes over; a message has room for tens of thousands, and each one kept is a row written.
    """
    said = {each.payload_type: min(max(each.number, 0), LARGEST_CURSOR) for each in cursors}
    return tuple(Cursor(each, said[each]) for each in DOCUMENT_TYPES if each in said)


def note_cursors(district: District, cursors: Sequence[Cursor]) -> None:
    """Keep in mind what a kiosk holds above every number known here. Only inside a transaction."""
    held = {each.payload_type: each.number for each in cursors if each.number and each.payload_type in DOCUMENT_TYPES}
    if not held:
        return
    for payload_type, highest in highest_numbers(district.store, tuple(held)).items():
        limit = highest + MOST_PACKS_LOST if payload_type == PACK_TYPE else LARGEST_CURSOR
        if highest < held[payload_type] < limit:
            note_seen_number(district.store, payload_type, held[payload_type])
