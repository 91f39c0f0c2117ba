"""A kiosk without a network: its journal goes to the district on a stick, and the district's answer comes back on one."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from msgspec import Struct

from kiosk.contest.errors import Refused
from kiosk.services.kiosk import Kiosk
from kiosk.storage.durable_file import Medium, read_whole, write_durably
from kiosk.storage.journal_rows import acknowledged_seq, count_entries, epochs
from sync.client.rounds import next_batch, take_acknowledgement, take_document
from sync.protocol.bundle import MAX_BUNDLE_BYTES, read_bundle, write_bundle
from sync.protocol.envelope import close_envelope, read_envelope
from sync.protocol.messages import (
    ACKNOWLEDGEMENT_TYPE,
    BATCH_TYPE,
    DOCUMENT_TYPES,
    ENROLMENT_REQUEST_TYPE,
    MAX_ENTRIES,
    PACK_TYPE,
    encode,
)
from sync.protocol.session import Phase

_MOST_ENTRIES: Final = 400 * MAX_ENTRIES
"""What one file holds at most: a district's whole contest on one kiosk fits ten times."""
MOST_BYTES: Final = MAX_BUNDLE_BYTES // 2
"""And when each brings an essay; the rest goes with the next file. More than twice that nobody reads."""


_TO_DISTRICT: Final = (BATCH_TYPE, ENROLMENT_REQUEST_TYPE)


class StickExport(Struct, frozen=True):
    """What was written: entries the district lacked, and the size of the file."""

    entries: int
    bytes: int


class StickImport(Struct, frozen=True):
    """What a file brought: entries now acknowledged, documents that were new, and entries still waiting."""

    acknowledged: int
    documents: int
    waiting: int


def export_stick(
    kiosk: Kiosk,
    place: Path,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
    medium: Medium = Medium(),  # noqa: B008 - frozen
) -> StickExport:
    """Write what the district lacks into one file, signed as over a network, read back and compared.

    Nothing is taken for delivered until the district's reply comes back. Refuses as `write_durably` does.
    """
    total, held = count_entries(kiosk.store)
    envelopes: list[bytes] = []
    count = size = 0
    for epoch in epochs(kiosk.store):
        seq = acknowledged_seq(kiosk.store, epoch)
        while count < _MOST_ENTRIES and size < MOST_BYTES:
            batch = next_batch(kiosk, epoch, seq)
            if envelopes and not batch.entries:
                break
            envelopes.append(close_envelope(kiosk.keys, BATCH_TYPE, encode(batch)))
            size += len(envelopes[-1])
            count += len(batch.entries)
            seq += len(batch.entries)
            progress(count, total - held)
            if not batch.entries:
                break
    data = write_bundle(envelopes)
    write_durably(place, data, medium)
    return StickExport(count, len(data))


def import_stick(
    kiosk: Kiosk, place: Path, progress: Callable[[int, int], None] = lambda _done, _all: None
) -> StickImport:
    """Take in the district's reply, or documents it signed. `progress(envelopes taken in, all of them)`.

    Refuses with `stick_unreadable`, what `read_bundle` refuses, `signature_wrong`, `revoked`, `acknowledgement_for_other`,
    `stick_for_district` (a kiosk wrote it), or as `check_document` does; what stood before it in the file is kept.
    """
    held = count_entries(kiosk.store)[1]
    documents = 0
    envelopes = _envelopes_in(read_whole(place, MAX_BUNDLE_BYTES))
    for count, envelope in enumerate(envelopes, start=1):
        payload_type = read_envelope(envelope).payload_type
        if payload_type == ACKNOWLEDGEMENT_TYPE:
            taken = take_acknowledgement(kiosk, envelope)
            if taken.phase is Phase.REVOKED:
                raise Refused(taken.phase.value)
            documents += taken.documents
        elif payload_type in DOCUMENT_TYPES:
            documents += take_document(kiosk, envelope)
        elif payload_type in _TO_DISTRICT:
            raise Refused("stick_for_district")
        else:
            raise Refused("document_unknown")
        progress(count, len(envelopes))
    entries, held_now = count_entries(kiosk.store)
    return StickImport(max(0, held_now - held), documents, entries - held_now)


def _envelopes_in(data: bytes) -> tuple[bytes, ...]:
    """Give the envelopes of a file: those of a bundle, or the one of a pack that the district signed as a file of its own."""
    try:
        is_pack = read_envelope(data).payload_type == PACK_TYPE
    except Refused:
        is_pack = False
    return (data,) if is_pack else read_bundle(data)
