"""What every service needs, in one frozen value: the open store, the clock, the keys, the enrolment and the pack in force.

Made at the start of the program by `load_kiosk`; nothing here changes it. A newer pack that came meanwhile is in force from the
next visit on: whoever begins one asks `with_newest_pack`, and an attempt keeps the pack it was drawn from.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Final

from kiosk.clock import Clock
from kiosk.contest.errors import Refused
from kiosk.contest.events import DeviceKeyMended
from kiosk.contest.pack import ContestPack, pack_from_bytes
from kiosk.contest.rules import Rules
from kiosk.keys.signing import SigningKeys
from kiosk.storage.database import Store, open_store
from kiosk.storage.device_key import device_key, mend_device_key, read_key_files
from kiosk.storage.journal_rows import append_event
from kiosk.storage.place_rows import document_numbered, newest_document, newest_number, read_enrolment
from sync.protocol.enrolment import open_enrolment, open_pepper
from sync.protocol.envelope import open_envelope, read_envelope
from sync.protocol.messages import PACK_TYPE, Certificate, Enrolment, decode

DATABASE_NAME: Final = "kiosk.sqlite"
BACKUPS_NAME: Final = "backups"


@dataclass(frozen=True, slots=True)
class Kiosk:
    """One enrolled kiosk. `folder` holds all of its state; `randomness(n)` gives n unguessable bytes.

    `pepper`, which keys fingerprints, is opened with `keys` at the start and lies in clear nowhere but here.
    """

    folder: Path
    store: Store
    clock: Clock
    randomness: Callable[[int], bytes]
    keys: SigningKeys
    pepper: bytes = field(repr=False)
    enrolment: Enrolment
    pack: ContestPack

    @property
    def id(self) -> str:
        """The kiosk's name given by the district."""
        return self.enrolment.kiosk

    @property
    def rules(self) -> Rules:
        """The rules in force."""
        return self.pack.rules

    def today(self) -> date:
        """Give the day in Vietnam by this kiosk's clock."""
        return self.clock.now().day

    def pack_numbered(self, pack_id: str, version: int) -> ContestPack:
        """Give the pack an attempt was started with, which may be older than the one in force.

        Refuses with `pack_missing`.
        """
        if (self.pack.id, self.pack.version) == (pack_id, version):
            return self.pack
        envelope = document_numbered(self.store, PACK_TYPE, version)
        if envelope is None:
            raise Refused("pack_missing", version=version)
        return pack_from_bytes(open_envelope(envelope, PACK_TYPE, self.enrolment.district_public))


def load_kiosk(folder: Path, clock: Clock, randomness: Callable[[int], bytes]) -> Kiosk:
    """Open the kiosk whose state lies in `folder`.

    One file of its key that was lost or damaged is written again from the other, and the journal says so. Refuses as `not_there`
    says, with `pack_missing`, `pack_damaged`, `signature_wrong`, `device_key_damaged` (both files are, or are another kiosk's),
    `device_key_missing` (both are), `box_unreadable` (the pepper is for another key) or a fault of the database.
    """
    if not (folder / DATABASE_NAME).exists():
        raise not_there(folder)
    store = open_store(folder / DATABASE_NAME)
    try:
        return _kiosk_of(folder, store, clock, randomness)
    except Refused:
        store.close()
        raise


def with_newest_pack(kiosk: Kiosk) -> Kiosk:
    """Give the kiosk with the newest pack the district sent, or the very same kiosk when there is no newer one.

    Refuses with `signature_wrong`, `pack_damaged` or a fault of the database.
    """
    if newest_number(kiosk.store, PACK_TYPE) <= kiosk.pack.version:
        return kiosk
    return replace(kiosk, pack=_newest_pack(kiosk.store, kiosk.enrolment))


def mend_key(kiosk: Kiosk) -> tuple[str, ...]:
    """Write each file of the kiosk's own key anew that was lost or damaged, and name them; then the journal says so.

    While the program runs it holds the key, so that both may be lost. Refuses with a fault of the database, with the files mended.
    """
    mended = mend_device_key(kiosk.folder, kiosk.keys)
    if mended:
        with kiosk.store.transaction():
            append_event(kiosk.store, DeviceKeyMended(mended), kiosk.clock.now())
    return mended


def _kiosk_of(folder: Path, store: Store, clock: Clock, randomness: Callable[[int], bytes]) -> Kiosk:
    envelope = read_enrolment(store)
    if envelope is None:
        raise not_there(folder)
    enrolment = open_enrolment(envelope)
    keys = _certified_key(folder, enrolment)
    pepper = open_pepper(enrolment, keys)
    kiosk = Kiosk(folder, store, clock, randomness, keys, pepper, enrolment, _newest_pack(store, enrolment))
    mend_key(kiosk)
    return kiosk


def _certified_key(folder: Path, enrolment: Enrolment) -> SigningKeys:
    """Give the key in `folder` that the district certified in `enrolment`.

    Refuses with `device_key_missing` where both its files are lost, `device_key_damaged` where neither holds it.
    """
    files = read_key_files(folder)
    if not any(each.is_there for each in files):
        raise Refused("device_key_missing")
    keys = device_key(files, decode(read_envelope(enrolment.certificate).payload, Certificate).public)
    if keys is None:
        raise Refused("device_key_damaged")
    return keys


def not_there(folder: Path) -> Refused:
    """Give why there is no kiosk in a folder: `not_enrolled`, or `database_lost` where copies of its database lie."""
    if any((folder / BACKUPS_NAME).glob("*.sqlite")):
        return Refused("database_lost")
    return Refused("not_enrolled")


def _newest_pack(store: Store, enrolment: Enrolment) -> ContestPack:
    newest = newest_document(store, PACK_TYPE)
    if newest is None:
        raise Refused("pack_missing", version=0)
    return pack_from_bytes(open_envelope(newest[1], PACK_TYPE, enrolment.district_public))
