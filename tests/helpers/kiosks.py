"""A kiosk for tests: a real database in a folder, a clock that tests move, a district that is only its keys."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import Final

from kiosk.clock import Clock
from kiosk.contest.birth_date import BirthDate
from kiosk.contest.entrant import Consent, Identity
from kiosk.contest.events import EpochOpened
from kiosk.contest.moment import us_from_moment
from kiosk.contest.pack import ContestPack, pack_bytes
from kiosk.keys.pins import hash_secret
from kiosk.keys.sealing import sealing_keys
from kiosk.keys.signing import signing_keys
from kiosk.services.attempts import Registration
from kiosk.services.kiosk import DATABASE_NAME, Kiosk, load_kiosk
from kiosk.storage.database import open_store
from kiosk.storage.device_key import make_device_key
from kiosk.storage.journal_rows import append_event
from kiosk.storage.place_rows import save_document, write_enrolment
from sync.protocol.enrolment import seal_pepper
from sync.protocol.envelope import close_envelope
from sync.protocol.messages import (
    CERTIFICATE_TYPE,
    ENROLMENT_TYPE,
    PACK_TYPE,
    ROSTER_TYPE,
    Certificate,
    Enrolment,
    Roster,
    StaffMember,
    encode,
)
from sync.protocol.staff_card import StaffCard, card_digest
from tests.helpers.builders import IN_CONTEST, a_pack

PIN: Final = "482913"
TECHNICIAN_PIN: Final = "730586"
OFFICER_CARD: Final = StaffCard("officer-1", bytes(range(32)))
TECHNICIAN_CARD: Final = StaffCard("technician-1", bytes(range(1, 33)))
DISTRICT: Final = signing_keys(bytes(range(32)))
SEALING: Final = sealing_keys(bytes(range(32, 64)))
PEPPER: Final = bytes(range(64, 96))
US_PER_S: Final = 1_000_000


@dataclass
class MovedClock:
    """A clock that stands still until a test moves it; `boot` changes as if the machine had been restarted."""

    at_us: int = field(default_factory=lambda: _noon_us())  # noqa: PLW0108 - it stands further down
    elapsed_us: int = 0
    boot: bytes = b"boot-one"

    def clock(self) -> Clock:
        """Give the clock as the product takes it."""
        return Clock(lambda: self.at_us, lambda: self.elapsed_us, self.boot)

    def pass_s(self, seconds: float) -> None:
        """Let time pass on both clocks."""
        self.at_us += round(seconds * US_PER_S)
        self.elapsed_us += round(seconds * US_PER_S)


def counted_bytes() -> Callable[[int], bytes]:
    """Give randomness that never repeats and is the same in every run."""
    count = iter(range(1, 1_000_000))
    return lambda size: next(count).to_bytes(size, "big")


def a_kiosk(folder: Path, moved: MovedClock | None = None, pack: ContestPack | None = None, url: str = "") -> Kiosk:
    """Enrol a kiosk in `folder` for the first unit of the pack and give it, closed for the day."""
    moved = moved or MovedClock()
    pack = pack or a_pack()
    clock = moved.clock()
    folder.mkdir(parents=True, exist_ok=True)
    keys = make_device_key(folder, bytes(range(100, 132)))
    unit = pack.units[0].id
    certificate = Certificate("K-1", unit, keys.public, clock.now().at_us, clock.now().at_us * 2)
    roster = a_roster(1, clock.now().at_us, unit)
    enrolment = Enrolment(
        kiosk="K-1",
        unit=unit,
        certificate=close_envelope(DISTRICT, CERTIFICATE_TYPE, encode(certificate)),
        district_public=DISTRICT.public,
        sealing_public=SEALING.public,
        pepper=seal_pepper(PEPPER, keys.public),
        url=url,
        documents=(),
    )
    store = open_store(folder / DATABASE_NAME)
    with store.transaction():
        write_enrolment(store, close_envelope(DISTRICT, ENROLMENT_TYPE, encode(enrolment)))
        save_document(store, PACK_TYPE, pack.version, close_envelope(DISTRICT, PACK_TYPE, pack_bytes(pack)))
        save_document(store, ROSTER_TYPE, 1, close_envelope(DISTRICT, ROSTER_TYPE, encode(roster)))
        append_event(store, EpochOpened("K-1", unit, "enrolled"), clock.now(), new_epoch=1)
    store.close()
    return load_kiosk(folder, clock, counted_bytes())


def a_roster(number: int, at_us: int, unit: str) -> Roster:
    """Give a roster of an officer and a technician, each with PIN and card."""
    members = (
        ("officer-1", "Cán bộ", "officer", PIN, OFFICER_CARD),
        ("technician-1", "Kỹ thuật viên", "technician", TECHNICIAN_PIN, TECHNICIAN_CARD),
    )
    return Roster(
        number,
        at_us,
        unit,
        tuple(StaffMember(id_, name, role, hashed(pin), card_digest(card)) for id_, name, role, pin, card in members),
    )


@lru_cache
def hashed(pin: str) -> str:
    """Give a hash of that PIN, the same for every kiosk of a run: to be slow is what a hash is for."""
    return hash_secret(pin)


def give_roster(kiosk: Kiosk, number: int) -> None:
    """Let the kiosk receive a newer roster of the same people."""
    roster = a_roster(number, kiosk.clock.now().at_us, kiosk.enrolment.unit)
    with kiosk.store.transaction():
        save_document(kiosk.store, ROSTER_TYPE, number, close_envelope(DISTRICT, ROSTER_TYPE, encode(roster)))


def an_identity(**changes: object) -> Identity:
    """Give an invented adult of a group the test pack knows."""
    return Identity(
        **{
            "papers": "id_card",
            "number": "001185067890",
            "full_name": "Trần Thị Hòa",
            "birth": BirthDate(1985, 12, 1),
            "sex": "female",
            "group": a_pack().rules.groups[0].code,
            "phone": "0912345678",
            **changes,
        }  # type: ignore[arg-type]  # the fields of Identity by name
    )


def a_registration(kiosk: Kiosk, **changes: object) -> Registration:
    """Give what that adult confirms before the first question."""
    now = kiosk.clock.now()
    consents = tuple(Consent(each.id, each.version, now.at_us) for each in kiosk.pack.consents_on(now.day))
    fields = {
        "identity": an_identity(),
        "unit_id": kiosk.pack.units_for(now.day)[0].id,
        "consents": consents,
        "language": "vi",
    }
    return Registration(**{**fields, **changes})  # type: ignore[arg-type]  # the fields of Registration by name


def _noon_us() -> int:
    return us_from_moment(datetime.combine(IN_CONTEST, time(5), UTC))
