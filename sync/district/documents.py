"""Signed documents that go down to kiosks, and which of them a kiosk lacks; orders and settings are given in `orders`.

A document is written once and never changed; what is newer replaces what is older at the kiosk.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from kiosk.contest.errors import Refused
from kiosk.contest.events import OrderAct
from kiosk.contest.moment import us_from_moment
from kiosk.contest.pack import ContestPack, Question, pack_bytes, pack_from_bytes
from kiosk.contest.rules import Text
from kiosk.keys.fingerprints import SHORT_BYTES
from sync.district.district import District
from sync.district.numbering import next_number
from sync.district.scoring_again import corrected_questions
from sync.district.store.document_rows import (
    document_numbered,
    insert_document,
    newer_document,
    newest_name,
    newest_of_each,
    numbers_above,
    used_up_after,
)
from sync.district.store.officer_rows import officers_of
from sync.protocol.envelope import MAX_ENVELOPE_BYTES, close_envelope, open_envelope, read_envelope
from sync.protocol.messages import (
    DOCUMENT_TYPES,
    EXCLUSIONS_TYPE,
    ORDERS_TYPE,
    PACK_TYPE,
    ROSTER_TYPE,
    SETTINGS_TYPE,
    USED_UP_TYPE,
    Cursor,
    Exclusions,
    Order,
    Roster,
    StaffMember,
    decode,
    encode,
)

MOST_PACK_BYTES: Final = MAX_ENVELOPE_BYTES // 2
MOST_BYTES_TOGETHER: Final = MAX_ENVELOPE_BYTES * 3 // 4
"""What documents in one answer may be together: they lie in an envelope with its own limit. An order and a pack always fit."""


def publish_pack(district: District, pack: ContestPack, now: datetime) -> None:
    """Sign a pack and give it to every kiosk at its next sync.

    Refuses with `pack_too_large` (facts: bytes, limit); `pack_not_newer` (facts: the version given, the lowest allowed), for kiosks
    take no version they hold or held; and `correction_unusable` (fact: question) when it corrects a question whose options are
    others than those that were asked.
    """
    envelope = close_envelope(district.keys, PACK_TYPE, pack_bytes(pack))
    if len(envelope) > MOST_PACK_BYTES:
        raise Refused("pack_too_large", bytes=len(envelope), limit=MOST_PACK_BYTES)
    with district.store.transaction():
        lowest = next_number(district, PACK_TYPE)
        if pack.version < lowest:
            raise Refused("pack_not_newer", version=pack.version, lowest=lowest)
        _check_corrections(district, pack)
        insert_document(district.store, PACK_TYPE, pack.id, pack.version, envelope, us_from_moment(now))


def current_pack(district: District) -> ContestPack | None:
    """Give the pack in force, None before the first was published."""
    newest = newest_name(district.store, PACK_TYPE)
    return None if newest is None else pack_numbered(district, *newest)


def unit_names(district: District) -> dict[str, Text]:
    """Give the names of the units of the pack in force, by id."""
    pack = current_pack(district)
    return {} if pack is None else {each.id: each.name for each in pack.units}


def unit_name(district: District, unit: str, code: str) -> Text:
    """Give the name of a unit, or its code for one that the pack in force no longer has."""
    return unit_names(district).get(unit, Text(code, code))


def pack_numbered(district: District, pack_id: str, version: int) -> ContestPack | None:
    """Give one pack as it was published, or None."""
    known = district.packs.get((pack_id, version))
    if known is not None:
        return known
    envelope = document_numbered(district.store, PACK_TYPE, pack_id, version)
    return None if envelope is None else _read_pack(district, envelope)


def corrected_in(district: District, pack_id: str, version: int) -> dict[str, Question]:
    """Give the questions of a published pack whose right answer later versions corrected, by id; empty for an unknown pack."""
    pack = pack_numbered(district, pack_id, version)
    if pack is None:
        return {}
    numbers = numbers_above(district.store, PACK_TYPE, pack_id, version)
    later = (pack_numbered(district, pack_id, each) for each in numbers)
    return corrected_questions(pack, [each for each in later if each is not None])


def pack_envelope(district: District, pack_id: str, version: int) -> bytes:
    """Give one pack's envelope as kiosks get it; refuses with `pack_unknown`."""
    envelope = document_numbered(district.store, PACK_TYPE, pack_id, version)
    if envelope is None:
        raise Refused("pack_unknown")
    return envelope


def issue_roster(district: District, unit: str, at_us: int) -> None:
    """Sign the present officers of a unit as its newest roster. Only inside a transaction."""
    number = next_number(district, ROSTER_TYPE)
    staff = tuple(
        StaffMember(each.id, each.name, each.role, each.pin_hash, each.card_digest)
        for each in officers_of(district.store, unit)
    )
    envelope = close_envelope(district.keys, ROSTER_TYPE, encode(Roster(number, at_us, unit, staff)))
    insert_document(district.store, ROSTER_TYPE, unit, number, envelope, at_us)


def publish_exclusions(district: District, fingerprints: Iterable[bytes], now: datetime) -> int:
    """Sign the list of people who may not enter, by the first 32 bits of their fingerprints; gives its number."""
    at_us = us_from_moment(now)
    short = tuple(sorted({each[:SHORT_BYTES] for each in fingerprints}))
    with district.store.transaction():
        number = next_number(district, EXCLUSIONS_TYPE)
        envelope = close_envelope(district.keys, EXCLUSIONS_TYPE, encode(Exclusions(number, at_us, short)))
        insert_document(district.store, EXCLUSIONS_TYPE, "", number, envelope, at_us)
    return number


def publish_order(district: District, act: OrderAct, kiosk: str, unit: str, at_us: int, not_after_us: int) -> int:
    """Sign an order to one kiosk, or with `kiosk` "" to all of a unit, and give its number. Only inside a transaction."""
    number = next_number(district, ORDERS_TYPE)
    order = Order(number, at_us, not_after_us, act, kiosk, unit)
    envelope = close_envelope(district.keys, ORDERS_TYPE, encode(order))
    insert_document(district.store, ORDERS_TYPE, kiosk or unit, number, envelope, at_us)
    return number


def documents_for(
    district: District, kiosk: str, unit: str, cursors: Sequence[Cursor], at_us: int
) -> tuple[bytes, ...]:
    """Give the envelopes a kiosk of `unit` lacks, which has documents up to `cursors`: the newest of each type that concerns it.

    About used-up attempts it gets each one since the newest whole list: they add to one another. An order goes out while it may
    still be begun, and before what is long. What does not fit into one answer comes with the next.
    """
    held = {each.payload_type: each.number for each in cursors}
    about = {ROSTER_TYPE: (unit,), SETTINGS_TYPE: (unit, "")}
    # Most kiosks lack nothing, and each question to a server of its own takes its time.
    highest = newest_of_each(district.store, DOCUMENT_TYPES)
    lacking = {each: held.get(each, 0) for each in DOCUMENT_TYPES if highest[each] > held.get(each, 0)}
    order = order_for(district, (kiosk, unit), lacking.pop(ORDERS_TYPE), at_us) if ORDERS_TYPE in lacking else ()
    used_up = used_up_after(district.store, lacking.pop(USED_UP_TYPE)) if USED_UP_TYPE in lacking else ()
    found = (newer_document(district.store, each, number, about.get(each, ())) for each, number in lacking.items())
    return _fitting(order + tuple(each for each in found if each is not None) + used_up)


def order_for(district: District, about: Sequence[str], number: int, at_us: int) -> tuple[bytes, ...]:
    """Give the newest order to a kiosk or unit of `about` above `number`, if it may still be begun; it replaces earlier ones."""
    envelope = newer_document(district.store, ORDERS_TYPE, number, about)
    if envelope is None or decode(read_envelope(envelope).payload, Order).not_after_us < at_us:
        return ()
    return (envelope,)


def _fitting(documents: Iterable[bytes]) -> tuple[bytes, ...]:
    """Give the first documents that fit into one answer together, at least one."""
    taken: list[bytes] = []
    left = MOST_BYTES_TOGETHER
    for each in documents:
        left -= len(each)
        if taken and left < 0:
            break
        taken.append(each)
    return tuple(taken)


def _check_corrections(district: District, pack: ContestPack) -> None:
    """Refuse a correction that says nothing of the answers people gave: they chose among the options of an earlier version."""
    if not pack.head.corrections:
        return
    numbers = numbers_above(district.store, PACK_TYPE, pack.id, -1)
    earlier = [each for number in numbers if (each := pack_numbered(district, pack.id, number)) is not None]
    new = {each.id: each for each in pack.questions}
    for corrected in pack.head.corrections:
        asked = [each for old in earlier for each in old.questions if each.id == corrected]
        if not asked or corrected not in new or any(each.options != new[corrected].options for each in asked):
            raise Refused("correction_unusable", question=corrected)


def _read_pack(district: District, envelope: bytes) -> ContestPack:
    """Read a pack of our own, checked like any other: a changed database must not change the contest."""
    pack = pack_from_bytes(open_envelope(envelope, PACK_TYPE, district.keys.public))
    return district.packs.setdefault((pack.id, pack.version), pack)
