"""Adding a member of a unit's staff (a random PIN told once, a card) and dismissing one; each makes the unit's new roster."""

import secrets
from datetime import datetime
from typing import Final, Literal

from msgspec import Struct

from kiosk.contest.errors import Refused
from kiosk.contest.moment import VIETNAM, us_from_moment
from kiosk.contest.names import normalise_name
from kiosk.documents.staff_card import StaffCardSheet, render_staff_card
from kiosk.keys.pins import hash_secret
from kiosk.texts import load_catalogue
from sync.district.district import District
from sync.district.documents import current_pack, issue_roster, unit_name
from sync.district.store.kiosk_rows import OfficerRow, delete_officer, insert_officer
from sync.district.store.person_rows import AuditRow, write_audit
from sync.district.tickets import random_pin
from sync.protocol.staff_card import SECRET_BYTES, StaffCard, card_digest, card_text

Role = Literal["officer", "technician"]
MAX_NAME_CHARACTERS: Final = 100
_ID_BYTES: Final = 4


class IssuedStaff(Struct, frozen=True):
    """A new member as their clerk gets them, once: the PIN and the text of the card's QR are stored nowhere in clear."""

    id: str
    unit: str
    unit_code: str
    name: str
    role: Role
    pin: str
    card: str

    def __repr__(self) -> str:
        """Show nothing that opens anything."""
        return f"IssuedStaff(id={self.id!r}, role={self.role!r})"


def add_staff(
    district: District, unit_code: str, role: Role, now: datetime, name: str = "", by: str = "console"
) -> IssuedStaff:
    """Add an officer or technician to the unit which has `unit_code` today; its kiosks know them after their next sync.

    `name` "" takes the unit's own. Refuses with `pack_missing`, `unit_unknown` or `name_too_long`.
    """
    pack = current_pack(district)
    if pack is None:
        raise Refused("pack_missing", version=0)
    try:
        unit = pack.unit_by_code(unit_code, now.astimezone(VIETNAM).date())
    except KeyError as fault:
        raise Refused("unit_unknown") from fault
    shown = normalise_name(name) or unit_name(district, unit.id, unit.code).vi
    if len(shown) > MAX_NAME_CHARACTERS:
        raise Refused("name_too_long", longest=MAX_NAME_CHARACTERS)
    member, pin, at_us = (
        f"{unit.code}-{role[0].upper()}{secrets.token_hex(_ID_BYTES)}",
        random_pin(),
        us_from_moment(now),
    )
    card = StaffCard(member, secrets.token_bytes(SECRET_BYTES))
    row = OfficerRow(member, unit.id, shown, role, hash_secret(pin), at_us, card_digest(card))
    with district.store.transaction():
        insert_officer(district.store, row)
        issue_roster(district, unit.id, at_us)
        write_audit(district.store, AuditRow(at_us, by, "staff_added", member))
    return IssuedStaff(member, unit.id, unit.code, shown, role, pin, card_text(card))


def dismiss_staff(district: District, member: str, now: datetime, by: str = "console") -> None:
    """Take a member off their unit's roster: PIN and card open nothing after a kiosk's next sync. Refuses with `staff_unknown`."""
    at_us = us_from_moment(now)
    with district.store.transaction():
        unit = delete_officer(district.store, member)
        if unit is None:
            raise Refused("staff_unknown")
        issue_roster(district, unit, at_us)
        write_audit(district.store, AuditRow(at_us, by, "staff_dismissed", member))


def staff_card_pdf(district: District, member: IssuedStaff, language: str) -> bytes:
    """Give the card as a PDF of its own size; the PIN is not on it."""
    catalogue, pack = load_catalogue(language), current_pack(district)
    return render_staff_card(
        StaffCardSheet(
            contest="" if pack is None else pack.head.texts.name.in_language(language),
            title=catalogue.text(f"card.title_{member.role}"),
            name=member.name,
            unit=unit_name(district, member.unit, member.unit_code).in_language(language),
            id=member.id,
            note=catalogue.text("card.note"),
            qr_text=member.card,
        )
    )
