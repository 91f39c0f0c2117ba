"""Telling every kiosk whose attempts are used up, as soon as the district learns of it: by itself, with each batch.

Only the first 32 bits of a fingerprint go out. A kiosk that was not reached yet admits by its own journal; what comes of it is a
matter of the standings.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from kiosk.keys.fingerprints import SHORT_BYTES
from sync.district.district import District
from sync.district.documents import current_pack
from sync.district.numbering import LARGEST_CURSOR, next_number
from sync.district.store.attempt_rows import AttemptRow, count_of_people, people_with
from sync.district.store.document_rows import WHOLE, highest_number, insert_document
from sync.protocol.envelope import close_envelope
from sync.protocol.messages import USED_UP_TYPE, Cursor, UsedUp, encode

WHOLE_EVERY: Final = 64
"""Every so many documents the whole list goes out: what a kiosk reads to know about a person stays short."""

_UNLIMITED: Final = 2**40


def tell_used_up(district: District, changed: Sequence[AttemptRow], at_us: int) -> None:
    """Publish whose attempts were used up or given back. Only inside a transaction.

    `changed`: the attempts that are new, and those that were voided.
    """
    limit, number = _limit(district), next_number(district, USED_UP_TYPE)
    counts = count_of_people(district.store, sorted({each.fingerprint for each in changed}))
    used_up = [fingerprint for fingerprint, count in counts.items() if count >= limit]
    voided = {each.fingerprint for each in changed if each.state == "voided"}
    freed = [fingerprint for fingerprint in voided if counts.get(fingerprint, 0) < limit]
    if not used_up and not freed:
        return
    is_whole = number % WHOLE_EVERY == 0
    everyone = people_with(district.store, limit) if is_whole else used_up
    _publish(district, number, is_whole=is_whole, used_up=everyone, freed=() if is_whole else freed, at_us=at_us)


def outnumber(district: District, cursors: Sequence[Cursor], at_us: int) -> None:
    """Where a kiosk's cursor is above every number of ours, tell the whole list anew, numbered above it.

    That kiosk knows a future of this district that was lost when a copy was put back. Only inside a transaction, after
    `note_cursors`.
    """
    held = max((each.number for each in cursors if each.payload_type == USED_UP_TYPE), default=0)
    if highest_number(district.store, USED_UP_TYPE) < held < LARGEST_CURSOR:
        everyone = people_with(district.store, _limit(district))
        _publish(district, next_number(district, USED_UP_TYPE), is_whole=True, used_up=everyone, freed=(), at_us=at_us)


def _limit(district: District) -> int:
    pack = current_pack(district)
    return _UNLIMITED if pack is None else pack.rules.attempts.per_entrant


def _publish(
    district: District, number: int, *, is_whole: bool, used_up: Iterable[bytes], freed: Iterable[bytes], at_us: int
) -> None:
    told = UsedUp(number, at_us, is_whole, _short(used_up), _short(freed))
    envelope = close_envelope(district.keys, USED_UP_TYPE, encode(told))
    insert_document(district.store, USED_UP_TYPE, WHOLE if is_whole else "", number, envelope, at_us)


def _short(fingerprints: Iterable[bytes]) -> tuple[bytes, ...]:
    return tuple(sorted({each[:SHORT_BYTES] for each in fingerprints}))
