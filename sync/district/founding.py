"""Making a new district: keys, database, first login, and the contest if there is one. Nothing of it is ever written over."""

import shutil
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Final

from msgspec import Struct

from kiosk.contest.errors import Refused
from kiosk.contest.moment import us_from_moment
from kiosk.contest.pack import PARTS, ContestPack, pack_from_bytes, parse_pack
from kiosk.keys.pins import hash_secret
from sync.district.district import ADDRESS_NAME, District, database_place
from sync.district.documents import publish_pack
from sync.district.keys import SIGNING_FILE, THOROUGH, Stretching, make_secrets, random_words, write_secret
from sync.district.store.database import open_store
from sync.district.store.person_rows import PersonRow, count_persons, insert_person
from sync.protocol.envelope import open_envelope, read_envelope
from sync.protocol.messages import PACK_TYPE

FIRST_LOGIN: Final = "admin"
_PASSWORD_GROUPS: Final = 4
_PASSPHRASE_GROUPS: Final = 6


class InitReport(Struct, frozen=True):
    """What a new district's owner must write down: shown once, stored nowhere in clear.

    `password` is the first login's; `passphrase` opens people's sealed data and cannot be made again. `public_key` is hex.
    """

    admin: str
    password: str
    passphrase: str
    public_key: str

    def __repr__(self) -> str:
        """Show nothing that opens anything."""
        return f"InitReport(admin={self.admin!r}, public_key={self.public_key!r})"


def init_district(
    folder: Path,
    pack_place: Path | None,
    now: datetime,
    database_url: str = "",
    stretching: Stretching = THOROUGH,
) -> InitReport:
    """Make a district in `folder`, with the pack of a folder or file, or none yet; `database_url` "" is a file in `folder`.

    `stretching`: what a try at the passphrase costs. It is built beside its place and moved there when whole, so that a failure
    leaves nothing but empty tables on a server. Refuses with `district_exists`, `folder_not_empty`, `place_unusable`,
    `database_not_empty`, as `open_store` does, or what reading the pack refuses.
    """
    if (folder / SIGNING_FILE).exists():
        raise Refused("district_exists")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refused("folder_not_empty")
    pack = None if pack_place is None else read_pack(pack_place)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        building = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    except OSError as fault:
        raise Refused("place_unusable", place=str(folder)) from fault
    try:
        report = _built(building, pack, now, database_url, stretching)
        if folder.exists():
            folder.rmdir()
        building.rename(folder)
    except BaseException:
        shutil.rmtree(building, ignore_errors=True)
        raise
    return report


def read_pack(place: Path) -> ContestPack:
    """Read a pack from a folder of JSON parts, or from a file (signed or not).

    Refuses with `pack_place_missing`, or as `parse_pack` does.
    """
    if place.is_dir():
        files = {each: place / f"{each}.json" for each in PARTS}
        return parse_pack({name: file.read_bytes() for name, file in files.items() if file.is_file()})
    if not place.is_file():
        raise Refused("pack_place_missing")
    data = place.read_bytes()
    try:
        signatures = read_envelope(data).signatures
    except Refused:
        return pack_from_bytes(data)
    # Whoever signed it, this district signs it anew: the signature only proves here that the file is whole.
    return pack_from_bytes(open_envelope(data, PACK_TYPE, signatures[0].public if signatures else b""))


def _built(
    folder: Path, pack: ContestPack | None, now: datetime, database_url: str, stretching: Stretching
) -> InitReport:
    password, passphrase = random_words(_PASSWORD_GROUPS), random_words(_PASSPHRASE_GROUPS)
    found = make_secrets(folder, passphrase, stretching)
    if database_url:
        write_secret(folder / ADDRESS_NAME, database_url.encode())
    store = open_store(database_place(folder))
    with District(folder, store, found.keys, found.pepper, found.sealing_public) as district, store.transaction():
        if count_persons(store):
            raise Refused("database_not_empty")
        insert_person(
            store, PersonRow(FIRST_LOGIN, FIRST_LOGIN, "administrator", hash_secret(password), us_from_moment(now))
        )
        if pack is not None:
            publish_pack(district, pack, now)
    return InitReport(FIRST_LOGIN, password, passphrase, found.keys.public.hex())
