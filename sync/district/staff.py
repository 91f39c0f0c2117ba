"""The units' staff: adding a member (a PIN told once, a card), a new PIN or card, dismissing one; each makes a new roster."""

import secrets
from datetime import datetime
from typing import Final, Literal

from msgspec import Struct

from kiosk.contest.errors import Refused
from kiosk.contest.moment import VIETNAM, moment_from_us, us_from_moment
from kiosk.contest.names import normalise_name
from kiosk.keys.pins import hash_secret
from kiosk.texts import load_catalogue
from sync.district.district import District
from sync.district.documents import current_pack, issue_roster, unit_name
from sync.district.store.officer_rows import (
    OfficerRow,
    all_officers,
    delete_officer,
    insert_officer,
    read_officer,
    replace_card,
    replace_pin,
)
from sync.district.store.person_rows import AuditRow, write_audit
from sync.district.tickets import random_pin
from sync.protocol.staff_card import SECRET_BYTES, StaffCard, card_digest, card_text, is_card_of, read_card

Role = Literal["officer", "technician"]
MAX_NAME_CHARACTERS: Final = 100
MAX_REASON_CHARACTERS: Final = 200
_ID_BYTES: Final = 4


class Member(Struct, frozen=True):
    """Somebody who may open the staff corner of a unit's kiosks."""

    id: str
    unit: str
    unit_code: str
    name: str
    role: Role
    added_at: datetime
    has_card: bool


class IssuedStaff(Struct, frozen=True):
    """What a clerk gets for a member, once: PIN and text of the card's QR, "" for what stays; neither is stored in clear."""

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


def all_staff(district: District) -> tuple[Member, ...]:
    """Give the staff of every unit, by the unit's code and in the order they were added."""
    members = (_member(each) for each in all_officers(district.store))
    return tuple(sorted(members, key=lambda each: each.unit_code))


def staff_member(district: District, member: str) -> Member:
    """Give one member; refuses with `staff_unknown`."""
    row = read_officer(district.store, member)
    if row is None:
        raise Refused("staff_unknown")
    return _member(row)


def renew_pin(district: District, member: str, now: datetime, by: str = "console") -> IssuedStaff:
    """Give a member a new PIN, the card staying; the old one opens until a kiosk's next sync. Refuses with `staff_unknown`."""
    pin, at_us = random_pin(), us_from_moment(now)
    pin_hash = hash_secret(pin)
    with district.store.transaction():
        known = staff_member(district, member)
        replace_pin(district.store, member, pin_hash)
        issue_roster(district, known.unit, at_us)
        write_audit(district.store, AuditRow(at_us, by, "staff_pin_renewed", member))
    return IssuedStaff(known.id, known.unit, known.unit_code, known.name, known.role, pin, "")


def renew_card(district: District, member: str, now: datetime, by: str = "console") -> IssuedStaff:
    """Give a member a new card, the PIN staying; a lost one opens until a kiosk's next sync. Refuses with `staff_unknown`."""
    card, at_us = StaffCard(member, secrets.token_bytes(SECRET_BYTES)), us_from_moment(now)
    with district.store.transaction():
        known = staff_member(district, member)
        replace_card(district.store, member, card_digest(card))
        issue_roster(district, known.unit, at_us)
        write_audit(district.store, AuditRow(at_us, by, "staff_card_renewed", member))
    return IssuedStaff(known.id, known.unit, known.unit_code, known.name, known.role, "", card_text(card))


def dismiss_staff(district: District, member: str, now: datetime, reason: str, by: str = "console") -> None:
    """Take a member off their unit's roster: PIN and card open nothing after a kiosk's next sync. The reason goes to the audit.

    Refuses with `staff_unknown`, `reason_missing` or `reason_too_long` (fact: longest).
    """
    reason = reason.strip()
    if not reason:
        raise Refused("reason_missing")
    if len(reason) > MAX_REASON_CHARACTERS:
        raise Refused("reason_too_long", longest=MAX_REASON_CHARACTERS)
    at_us = us_from_moment(now)
    with district.store.transaction():
        unit = delete_officer(district.store, member)
        if unit is None:
            raise Refused("staff_unknown")
        issue_roster(district, unit, at_us)
        write_audit(district.store, AuditRow(at_us, by, "staff_dismissed", f"{member}: {reason}"))


def issued_card(district: District, member: str, card: str) -> IssuedStaff:
    """Give whose card a text is, to print it; refuses with `staff_unknown`, or `staff_card_damaged` for one that does not open."""
    known, row = staff_member(district, member), read_officer(district.store, member)
    if row is None or not is_card_of(read_card(card), row.card_digest):
        raise Refused("staff_card_damaged")
    return IssuedStaff(known.id, known.unit, known.unit_code, known.name, known.role, "", card)


def staff_card_pdf(district: District, member: IssuedStaff, language: str) -> bytes:
    """Give the card as a PDF of its own size; the PIN is not on it."""
    catalogue, pack = load_catalogue(language), current_pack(district)
    from kiosk.documents.staff_card import StaffCardSheet, render_staff_card  # noqa: PLC0415 - paper is slow to load, rarely asked for

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


def _member(row: OfficerRow) -> Member:
    code = row.id.partition("-")[0]  # An id begins with the code that the unit had when the member was added.
    role: Role = "technician" if row.role == "technician" else "officer"
    return Member(row.id, row.unit, code, row.name, role, moment_from_us(row.added_at_us), bool(row.card_digest))
