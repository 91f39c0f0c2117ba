"""What the district tells kiosks to do, and what it sets for them: signed documents, each act in the audit."""

from datetime import datetime, timedelta
from typing import Final, get_args

from msgspec import Struct

from kiosk.contest.errors import Refused
from kiosk.contest.events import OrderAct
from kiosk.contest.moment import VIETNAM, us_from_moment
from sync.district.district import District
from sync.district.documents import current_pack, publish_order
from sync.district.enrolment import CERTIFICATE_LIFETIME, revoke
from sync.district.numbering import next_number
from sync.district.store.document_rows import insert_document
from sync.district.store.kiosk_rows import all_kiosks, read_kiosk
from sync.district.store.person_rows import AuditRow, write_audit
from sync.protocol.envelope import close_envelope
from sync.protocol.messages import ORDERS_TYPE, SETTINGS_TYPE, KioskSettings, decode, encode

ACTS: Final[tuple[OrderAct, ...]] = get_args(OrderAct)
LASTS: Final = timedelta(days=7)
"""How long an order may be begun: a stick to a kiosk without a network takes days."""


class IssuedOrder(Struct, frozen=True):
    """An order that goes to `kiosks` with their next sync; not begun after `not_after` (aware UTC)."""

    number: int
    act: OrderAct
    kiosks: tuple[str, ...]
    not_after: datetime


def issue_order(
    district: District,
    act: str,
    now: datetime,
    *,
    kiosk: str = "",
    unit_code: str = "",
    by: str = "console",
    lasts: timedelta = LASTS,
) -> IssuedOrder:
    """Order one kiosk, or all kiosks of the unit with `unit_code`, to do `act`; "revoke" is `enrolment.revoke` for each.

    Refuses with `order_unknown`, `order_for_nobody` (neither or both given, or a unit without kiosks), `kiosk_unknown` or
    `kiosk_revoked` (nothing is ordered any more of a kiosk that was revoked).
    """
    if act not in ACTS:
        raise Refused("order_unknown", act=act)
    if bool(kiosk) == bool(unit_code):
        raise Refused("order_for_nobody")
    at_us, not_after = us_from_moment(now), now + lasts
    with district.store.transaction():
        unit, kiosks = _whom(district, kiosk, unit_code)
        if act == "revoke":
            for each in kiosks:
                revoke(district, each, now, by)
            number, not_after = next_number(district, ORDERS_TYPE) - 1, now + CERTIFICATE_LIFETIME
        else:
            number = publish_order(district, act, kiosk, unit, at_us, us_from_moment(not_after))
            write_audit(district.store, AuditRow(at_us, by, f"order_{act}", kiosk or unit_code))
    return IssuedOrder(number, act, kiosks, not_after)


def publish_settings(
    district: District, paper: str, text_step: int, now: datetime, *, unit_code: str = "", by: str = "console"
) -> int:
    """Set paper ("" leaves each kiosk its own) and first text size (0 to 3) for the kiosks of a unit, "" for all; gives the number.

    The newest settings that concern a kiosk count alone. Refuses with `unit_unknown` or `settings_malformed`.
    """
    at_us = us_from_moment(now)
    with district.store.transaction():
        unit = _unit(district, unit_code, now) if unit_code else ""
        number = next_number(district, SETTINGS_TYPE)
        payload = encode(KioskSettings(number, at_us, unit, paper, text_step))  # type: ignore[arg-type]  # read back at once
        try:
            decode(payload, KioskSettings)
        except Refused as fault:
            raise Refused("settings_malformed") from fault
        envelope = close_envelope(district.keys, SETTINGS_TYPE, payload)
        insert_document(district.store, SETTINGS_TYPE, unit, number, envelope, at_us)
        write_audit(district.store, AuditRow(at_us, by, "settings_published", unit_code))
    return number


def _unit(district: District, code: str, now: datetime) -> str:
    pack = current_pack(district)
    try:
        if pack is not None:
            return pack.unit_by_code(code, now.astimezone(VIETNAM).date()).id
    except KeyError as fault:
        raise Refused("unit_unknown") from fault
    raise Refused("unit_unknown")


def _whom(district: District, kiosk: str, unit_code: str) -> tuple[str, tuple[str, ...]]:
    """Give the unit ordered about, and the kiosks that are meant."""
    if kiosk:
        row = read_kiosk(district.store, kiosk)
        if row is None:
            raise Refused("kiosk_unknown")
        if row.revoked_at_us is not None:
            raise Refused("kiosk_revoked")
        return row.unit, (row.id,)
    rows = [each for each in all_kiosks(district.store) if each.unit_code == unit_code and each.revoked_at_us is None]
    if not rows:
        raise Refused("order_for_nobody")
    return rows[0].unit, tuple(each.id for each in rows)
