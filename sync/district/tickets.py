"""Issuing the one-time tickets that enrol kiosks."""

import secrets
from datetime import datetime, timedelta
from typing import Final

from msgspec import Struct

from kiosk.contest.errors import Refused
from kiosk.contest.moment import VIETNAM, us_from_moment
from kiosk.keys.pins import hash_secret, pin_from
from sync.district.district import District
from sync.district.documents import current_pack
from sync.district.store.kiosk_rows import TicketRow, insert_ticket
from sync.district.store.person_rows import AuditRow, write_audit
from sync.protocol.ticket import SECRET_BYTES, Ticket, district_digest, secret_digest, ticket_text, typed_ticket

LIFETIME: Final = timedelta(hours=24)
_PIN_SPAN: Final = 10**6
_MAX_URL_CHARACTERS: Final = 300


class IssuedTicket(Struct, frozen=True):
    """A ticket as its clerk gets it, once: `ticket` to scan or copy, `typed` to type, the PINs of the first staff."""

    ticket: str
    typed: str
    expires_at: datetime
    unit: str
    url: str
    officer_pin: str
    technician_pin: str

    def __repr__(self) -> str:
        """Show nothing that opens anything."""
        return f"IssuedTicket(unit={self.unit!r}, expires_at={self.expires_at.isoformat()})"


def issue_ticket(district: District, unit_code: str, url: str, now: datetime, by: str = "console") -> IssuedTicket:
    """Issue a ticket that enrols one kiosk for the unit which has `unit_code` today; `url` is where kiosks reach the district.

    Refuses with `pack_missing`, `unit_unknown` or `url_malformed`.
    """
    pack = current_pack(district)
    if pack is None:
        raise Refused("pack_missing", version=0)
    try:
        unit = pack.unit_by_code(unit_code, now.astimezone(VIETNAM).date())
    except KeyError as fault:
        raise Refused("unit_unknown") from fault
    if url and (not url.startswith(("http://", "https://")) or len(url) > _MAX_URL_CHARACTERS or not url.isprintable()):
        raise Refused("url_malformed")
    secret, pin, technician_pin = secrets.token_hex(SECRET_BYTES), random_pin(), random_pin()
    expires_at = now + LIFETIME
    row = TicketRow(
        digest=secret_digest(secret),
        unit=unit.id,
        unit_code=unit.code,
        url=url,
        pin_hash=hash_secret(pin),
        issued_by=by,
        issued_at_us=us_from_moment(now),
        expires_at_us=us_from_moment(expires_at),
        technician_pin_hash=hash_secret(technician_pin),
    )
    with district.store.transaction():
        insert_ticket(district.store, row)
        write_audit(district.store, AuditRow(row.issued_at_us, by, "ticket_issued", unit.code))
    ticket = Ticket(url, secret, district_digest(district.keys.public))
    return IssuedTicket(ticket_text(ticket), typed_ticket(ticket), expires_at, unit.code, url, pin, technician_pin)


def random_pin() -> str:
    """Give a PIN nobody chose, none of the weak ones."""
    while True:
        pin = pin_from(secrets.randbelow(_PIN_SPAN))
        if pin is not None:
            return pin
