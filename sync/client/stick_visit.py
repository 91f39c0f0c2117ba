"""A stick in the kiosk's own slot: what is written onto it, and everything of the district's that lies on it.

The files themselves are `stick`'s matter. Nothing here asks anybody which file was meant.
"""

import contextlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final

from msgspec import Struct

from kiosk.contest.errors import Refused
from kiosk.services.kiosk import Kiosk
from kiosk.storage.durable_file import Medium, free_place, read_whole, write_durably
from kiosk.storage.journal_rows import count_entries, epochs
from sync.client.rounds import next_batch
from sync.client.stick import MOST_BYTES, export_stick, import_stick
from sync.protocol.bundle import write_bundle
from sync.protocol.envelope import close_envelope
from sync.protocol.file_names import stick_file_name, stick_file_names
from sync.protocol.messages import BATCH_TYPE, ENROLMENT_REQUEST_TYPE, encode
from sync.protocol.support import SUPPORT_TYPE

FILES: Final = "*.tramthi"
_MOST_FILES: Final = 1000
_MOST_LOOKED_AT: Final = 5000
_TYPE_WITHIN_BYTES: Final = 128
"""Where in a file its first envelope names its type: behind the file's mark and four lengths."""
_OF_KIOSKS: Final = tuple(each.encode() for each in (BATCH_TYPE, ENROLMENT_REQUEST_TYPE, SUPPORT_TYPE))
_NOT_OURS: Final = (
    "stick_for_district", "document_unknown", "bundle_of_other_kind", "acknowledgement_for_other", "document_for_other",
)  # fmt: skip
"""What a stick may carry beside what is for this kiosk: what kiosks wrote, files of other programs, what is for another kiosk."""


class StickVisit(Struct, frozen=True):
    """`file`: what was written (of several the first and the last), or the folder read.

    `entries` written, or newly said to have arrived; `waiting`: still lacking.
    """

    file: str
    entries: int
    waiting: int


def write_to_stick(kiosk: Kiosk, folder: Path) -> StickVisit:
    """Write what the district lacks into a new file in `folder`; refuses as `export_stick` does."""
    place = _new_place(kiosk, folder)
    export = export_stick(kiosk, place)
    return StickVisit(place.name, export.entries, _waiting(kiosk))


def read_from_stick(kiosk: Kiosk, folder: Path) -> StickVisit:
    """Take in every file of the district in `folder`; what kiosks wrote there, or what is for another one, is passed over.

    A stick that goes round gathers files of kiosks: these are told by their first bytes and keep none of the district's out.
    Refuses with `stick_nothing_found` when there is none, or with the first refusal once all the others have been taken in.
    """
    entries, is_any, fault = 0, False, None
    for place in islice(_of_district(folder), _MOST_FILES):
        try:
            entries += import_stick(kiosk, place).acknowledged
            is_any = True
        except Refused as refused:
            if refused.code not in _NOT_OURS:
                fault = fault or refused
    if fault is not None:
        raise fault
    if not is_any:
        raise Refused("stick_nothing_found")
    return StickVisit(folder.name, entries, _waiting(kiosk))


def _of_district(folder: Path) -> Iterator[Path]:
    """Give the files by name that do not begin as a kiosk's do; one that cannot be read is told later."""
    for place in sorted(folder.glob(FILES))[:_MOST_LOOKED_AT]:
        begins = b""
        with contextlib.suppress(Refused):
            begins = read_whole(place, _TYPE_WITHIN_BYTES)
        if not any(each in begins for each in _OF_KIOSKS):
            yield place


def write_journal(
    kiosk: Kiosk,
    folder: Path,
    most_bytes: int = MOST_BYTES,
    medium: Medium = Medium(),  # noqa: B008 - frozen
) -> StickVisit:
    """Write the whole journal into `folder`, signed by this kiosk, in the form a stick carries to the district.

    What is longer than `most_bytes` goes into several files, numbered in the order in which the district is to have them: none
    is larger than whoever reads it takes, nor is more in memory at once. Refuses as `write_durably` does; then none of them stays.
    """
    at, places, envelopes, entries, size = kiosk.clock.now().at, list[Path](), list[bytes](), 0, 0

    def write(part: int) -> None:
        places.append(folder / stick_file_name("whole-journal", kiosk.id, at, part))
        write_durably(places[-1], write_bundle(envelopes), medium)

    try:
        for envelope, count in _whole_journal(kiosk):
            if envelopes and size + len(envelope) > most_bytes:
                write(len(places) + 1)
                envelopes, size = [], 0
            envelopes.append(envelope)
            size += len(envelope)
            entries += count
        write(len(places) + 1 if places else 0)
    except Refused:
        for place in places:
            with contextlib.suppress(OSError):
                medium.remove(place)
        raise
    return StickVisit(" … ".join(dict.fromkeys((places[0].name, places[-1].name))), entries, _waiting(kiosk))


def _whole_journal(kiosk: Kiosk) -> Iterator[tuple[bytes, int]]:
    """Give the batches of every epoch, signed, each with the number of its entries."""
    for epoch in epochs(kiosk.store):
        seq = 0
        while (batch := next_batch(kiosk, epoch, seq)).entries:
            yield close_envelope(kiosk.keys, BATCH_TYPE, encode(batch)), len(batch.entries)
            seq += len(batch.entries)


def _new_place(kiosk: Kiosk, folder: Path) -> Path:
    return free_place(folder, stick_file_names("journal", kiosk.id, kiosk.clock.now().at))


def _waiting(kiosk: Kiosk) -> int:
    entries, held = count_entries(kiosk.store)
    return entries - held
