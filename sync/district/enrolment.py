"""Enrolling a kiosk: a one-time ticket and a proof of its key against a certificate and all it needs to work alone."""

import secrets
from datetime import datetime, timedelta
from typing import Final

from kiosk.contest.errors import Refused
from kiosk.contest.moment import us_from_moment
from sync.district.district import District
from sync.district.documents import current_pack, documents_for, issue_roster, publish_order, unit_name
from sync.district.store.kiosk_rows import (
    AlarmRow,
    KioskRow,
    TicketRow,
    insert_kiosk,
    kiosk_with_key,
    note_revoked,
    raise_alarm,
    read_kiosk,
    read_ticket,
    use_ticket,
)
from sync.district.store.officer_rows import OfficerRow, insert_officer
from sync.district.store.person_rows import AuditRow, write_audit
from sync.protocol.enrolment import seal_pepper
from sync.protocol.envelope import close_envelope, open_envelope, read_envelope
from sync.protocol.messages import (
    CERTIFICATE_TYPE,
    ENROLMENT_REQUEST_TYPE,
    ENROLMENT_TYPE,
    Batch,
    Certificate,
    Enrolment,
    EnrolmentRequest,
    decode,
    encode,
)
from sync.protocol.ticket import secret_digest

CERTIFICATE_LIFETIME: Final = timedelta(days=3 * 365)
_MAX_NAME_CHARACTERS: Final = 100
_ID_SYMBOLS: Final = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_ID_LENGTH: Final = 6


def enrol(district: District, data: bytes, now: datetime) -> bytes:
    """Answer a request for enrolment (an envelope) with an enrolment (an envelope).

    A ticket works once; the kiosk that used it gets the same answer again, should the first have been lost on the way. Refuses
    with what the envelope refuses, or `ticket_unknown`, `ticket_used`, `ticket_expired`, `kiosk_revoked`, `kiosk_key_taken`,
    `key_unusable`. The contest's pepper lies in it closed to the kiosk's key: whoever carries or copies it cannot read it.
    """
    request = decode(read_envelope(data).payload, EnrolmentRequest)
    open_envelope(data, ENROLMENT_REQUEST_TYPE, request.public)
    pepper = seal_pepper(district.pepper, request.public)
    digest, at_us = secret_digest(request.ticket), us_from_moment(now)
    with district.store.transaction():
        ticket = read_ticket(district.store, digest)
        if ticket is None:
            raise Refused("ticket_unknown")
        kiosk = _enrolled_before(district, ticket, request) or _enrolled_now(district, ticket, request, now)
        enrolment = Enrolment(
            kiosk=kiosk.id,
            unit=kiosk.unit,
            certificate=kiosk.certificate,
            district_public=district.keys.public,
            sealing_public=district.sealing_public,
            pepper=pepper,
            url=ticket.url,
            documents=documents_for(district, kiosk.id, kiosk.unit, (), at_us),
        )
        write_audit(district.store, AuditRow(at_us, kiosk.id, "kiosk_enrolled", kiosk.unit_code))
    return close_envelope(district.keys, ENROLMENT_TYPE, encode(enrolment))


def revoke(district: District, kiosk: str, now: datetime, by: str = "console") -> KioskRow:
    """End the district's trust in a kiosk and give it: what it sends from now on is kept apart, and it is ordered to stop.

    One that was revoked before stays as it was. Refuses with `kiosk_unknown`.
    """
    at_us = us_from_moment(now)
    with district.store.transaction():
        is_new = note_revoked(district.store, kiosk, at_us)
        revoked = read_kiosk(district.store, kiosk)
        if is_new and revoked is not None:
            publish_order(district, "revoke", kiosk, revoked.unit, at_us, us_from_moment(now + CERTIFICATE_LIFETIME))
            write_audit(district.store, AuditRow(at_us, by, "kiosk_revoked", kiosk))
    if revoked is None:
        raise Refused("kiosk_unknown")
    return revoked


def certified_kiosk(district: District, batch: Batch) -> KioskRow:
    """Give the kiosk a batch says it is by this district's own certificate: its enrolment was lost with an old database.

    Refuses with `kiosk_unknown`.
    """
    try:
        payload = open_envelope(batch.certificate, CERTIFICATE_TYPE, district.keys.public)
        certificate = decode(payload, Certificate)
    except Refused as fault:
        raise Refused("kiosk_unknown") from fault
    if certificate.kiosk != batch.kiosk:
        raise Refused("kiosk_unknown")
    pack = current_pack(district)
    codes = {} if pack is None else {each.id: each.code for each in pack.units}
    return KioskRow(
        id=certificate.kiosk,
        unit=certificate.unit,
        unit_code=codes.get(certificate.unit, certificate.kiosk.rpartition("-")[0]),
        name="",
        public=certificate.public,
        certificate=batch.certificate,
        enrolled_at_us=certificate.issued_at_us,
    )


def check_certificate(kiosk: KioskRow, at_us: int) -> None:
    """Refuse with `certificate_expired` what a kiosk sends after its certificate's last moment; the kiosk keeps it."""
    if at_us > decode(read_envelope(kiosk.certificate).payload, Certificate).not_after_us:
        raise Refused("certificate_expired")


def readmit(district: District, kiosk: KioskRow, at_us: int) -> None:
    """Take a kiosk in again that a restored database does not know. Only inside a transaction.

    Whether it had been revoked since is not known either: an alarm says so to people.
    """
    if read_kiosk(district.store, kiosk.id) is None:
        insert_kiosk(district.store, kiosk)
        raise_alarm(district.store, AlarmRow(kiosk.id, 0, 0, "readmitted", "{}", at_us))
        write_audit(district.store, AuditRow(at_us, kiosk.id, "kiosk_readmitted", kiosk.unit_code))


def _enrolled_before(district: District, ticket: TicketRow, request: EnrolmentRequest) -> KioskRow | None:
    """Give the kiosk that used this ticket if it is the one asking again, None when the ticket was not used."""
    if ticket.kiosk is None:
        return None
    kiosk = read_kiosk(district.store, ticket.kiosk)
    if kiosk is None or kiosk.public != request.public:
        raise Refused("ticket_used")
    if kiosk.revoked_at_us is not None:
        raise Refused("kiosk_revoked")
    return kiosk


def _enrolled_now(district: District, ticket: TicketRow, request: EnrolmentRequest, now: datetime) -> KioskRow:
    """Make a kiosk, its certificate, its first officer and technician, and the unit's new roster."""
    at_us = us_from_moment(now)
    if ticket.expires_at_us <= at_us:
        raise Refused("ticket_expired")
    if kiosk_with_key(district.store, request.public) is not None:
        raise Refused("kiosk_key_taken")
    # Random rather than counted: a district restored from a copy must not give a name that is in use out there.
    kiosk = f"{ticket.unit_code}-{''.join(secrets.choice(_ID_SYMBOLS) for _ in range(_ID_LENGTH))}"
    certificate = Certificate(kiosk, ticket.unit, request.public, at_us, us_from_moment(now + CERTIFICATE_LIFETIME))
    row = KioskRow(
        id=kiosk,
        unit=ticket.unit,
        unit_code=ticket.unit_code,
        name=request.name[:_MAX_NAME_CHARACTERS],
        public=request.public,
        certificate=close_envelope(district.keys, CERTIFICATE_TYPE, encode(certificate)),
        enrolled_at_us=at_us,
    )
    insert_kiosk(district.store, row)
    if not use_ticket(district.store, ticket.digest, kiosk, at_us):  # pragma: no cover - SQLite lets one writer in
        raise Refused("ticket_used")
    name = unit_name(district, ticket.unit, ticket.unit_code).vi
    insert_officer(district.store, OfficerRow(f"{kiosk}-1", ticket.unit, name, "officer", ticket.pin_hash, at_us))
    if ticket.technician_pin_hash:  # an older ticket has none
        technician = OfficerRow(f"{kiosk}-2", ticket.unit, name, "technician", ticket.technician_pin_hash, at_us)
        insert_officer(district.store, technician)
    issue_roster(district, ticket.unit, at_us)
    return row
