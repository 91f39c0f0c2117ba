"""A stick in the kiosk's own slot: what is written onto it, and everything of the district's that lies on it.

The files themselves are `stick`'s matter. Nothing here asks anybody which file was meant.
"""

from pathlib import Path
from typing import Final

from msgspec import Struct

from kiosk.contest.errors import Refused
from kiosk.services.kiosk import Kiosk
from kiosk.storage.durable_file import write_durably
from kiosk.storage.journal_rows import count_entries, epochs
from sync.client.rounds import next_batch
from sync.client.stick import export_stick, import_stick
from sync.protocol.bundle import write_bundle
from sync.protocol.envelope import close_envelope
from sync.protocol.file_names import stick_file_name
from sync.protocol.messages import BATCH_TYPE, encode

FILES: Final = "*.tramthi"
_MOST_FILES: Final = 100
_OWN: Final = ("document_unknown", "bundle_of_other_kind")
"""How a kiosk's own files are told from the district's: its batches, and its support bundles."""


class StickVisit(Struct, frozen=True):
    """`file`: what was written, or the folder read. `entries` written, or newly said to have arrived; `waiting`: still lacking."""

    file: str
    entries: int
    waiting: int


def write_to_stick(kiosk: Kiosk, folder: Path) -> StickVisit:
    """Write what the district lacks into a new file in `folder`; refuses as `export_stick` does."""
    place = _new_place(kiosk, folder)
    export = export_stick(kiosk, place)
    return StickVisit(place.name, export.entries, _waiting(kiosk))


def read_from_stick(kiosk: Kiosk, folder: Path) -> StickVisit:
    """Take in every file of the district in `folder`; what a kiosk wrote there is passed over.

    Refuses with `stick_nothing_found` when there is none, or with the first refusal once all the others have been taken in.
    """
    entries, is_any, fault = 0, False, None
    for place in sorted(folder.glob(FILES))[:_MOST_FILES]:
        try:
            entries += import_stick(kiosk, place).acknowledged
            is_any = True
        except Refused as refused:
            if refused.code not in _OWN:
                fault = fault or refused
    if fault is not None:
        raise fault
    if not is_any:
        raise Refused("stick_nothing_found")
    return StickVisit(folder.name, entries, _waiting(kiosk))


def write_journal(kiosk: Kiosk, folder: Path) -> StickVisit:
    """Write the whole journal into a new file in `folder`, signed by this kiosk, in the form a stick carries to the district.

    Refuses as `write_durably` does.
    """
    envelopes: list[bytes] = []
    entries = 0
    for epoch in epochs(kiosk.store):
        seq = 0
        while (batch := next_batch(kiosk, epoch, seq)).entries:
            envelopes.append(close_envelope(kiosk.keys, BATCH_TYPE, encode(batch)))
            seq += len(batch.entries)
            entries += len(batch.entries)
    place = _new_place(kiosk, folder)
    write_durably(place, write_bundle(envelopes))
    return StickVisit(place.name, entries, _waiting(kiosk))


def _new_place(kiosk: Kiosk, folder: Path) -> Path:
    return folder / stick_file_name("journal", kiosk.id, kiosk.clock.now().at)


def _waiting(kiosk: Kiosk) -> int:
    entries, held = count_entries(kiosk.store)
    return entries - held
