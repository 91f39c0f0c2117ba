"""What each kiosk has taken of the district's documents, by its own word, and what it has still to take."""

from collections.abc import Mapping, Sequence
from typing import Final

from sync.district.district import District
from sync.district.documents import order_for
from sync.district.store.document_rows import newest_numbers
from sync.district.store.held_rows import held_by, held_by_all, save_held
from sync.district.store.kiosk_rows import KioskRow
from sync.protocol.messages import (
    EXCLUSIONS_TYPE,
    ORDERS_TYPE,
    PACK_TYPE,
    ROSTER_TYPE,
    SETTINGS_TYPE,
    USED_UP_TYPE,
    Cursor,
)

NAMES: Final[Mapping[str, str]] = {
    PACK_TYPE: "pack",
    ROSTER_TYPE: "roster",
    SETTINGS_TYPE: "settings",
    EXCLUSIONS_TYPE: "exclusions",
    ORDERS_TYPE: "order",
}
"""What is followed, in the order in which it is told. Used-up attempts are not: there is always a newer one."""


def note_held(district: District, kiosk: str, cursors: Sequence[Cursor], *, is_fresh: bool) -> None:
    """Keep what a kiosk says it holds; what is not fresh, as from a stick, only ever adds. Only inside a transaction."""
    before = held_by(district.store, kiosk)
    for each in cursors:
        held = before.get(each.payload_type, -1)
        if each.payload_type in NAMES and (each.number > held or (is_fresh and each.number != held)):
            save_held(district.store, kiosk, each.payload_type, each.number)


def lacking(district: District, kiosks: Sequence[KioskRow], at_us: int) -> dict[str, tuple[str, ...]]:
    """Give what each of these kiosks has not yet said it holds, in the words of `NAMES`; a kiosk that never said any is left out.

    An order counts while it may still be begun.
    """
    newest = newest_numbers(district.store, USED_UP_TYPE)
    held = held_by_all(district.store)
    return {
        each.id: tuple(
            name
            for payload_type, name in NAMES.items()
            if _is_lacking(district, each, payload_type, held[each.id].get(payload_type, 0), newest, at_us)
        )
        for each in kiosks
        if each.id in held
    }


def _is_lacking(
    district: District, kiosk: KioskRow, payload_type: str, held: int, newest: Mapping[tuple[str, str], int], at_us: int
) -> bool:
    about = {ROSTER_TYPE: (kiosk.unit,), SETTINGS_TYPE: (kiosk.unit, ""), ORDERS_TYPE: (kiosk.id, kiosk.unit)}
    concerns = about.get(payload_type)
    numbers = [
        number for (each, of), number in newest.items() if each == payload_type and (concerns is None or of in concerns)
    ]
    if max(numbers, default=0) <= held:
        return False
    return payload_type != ORDERS_TYPE or bool(order_for(district, (kiosk.id, kiosk.unit), held, at_us))
