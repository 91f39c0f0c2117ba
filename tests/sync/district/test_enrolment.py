"""Tickets and enrolment: one ticket, one kiosk, one officer's PIN; everything a kiosk needs to work alone."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.contest.errors import Refused
from kiosk.contest.pack import pack_from_bytes
from kiosk.keys.pins import is_secret
from kiosk.keys.signing import signing_keys
from sync.district.district import District, open_district
from sync.district.documents import documents_for
from sync.district.enrolment import enrol, revoke
from sync.district.founding import init_district
from sync.district.store.kiosk_rows import all_kiosks
from sync.district.tickets import issue_ticket
from sync.protocol.enrolment import open_pepper
from sync.protocol.envelope import close_envelope, open_envelope, read_envelope
from sync.protocol.messages import (
    CERTIFICATE_TYPE,
    ENROLMENT_REQUEST_TYPE,
    ENROLMENT_TYPE,
    PACK_TYPE,
    ROSTER_TYPE,
    Certificate,
    Enrolment,
    EnrolmentRequest,
    Roster,
    decode,
    encode,
)
from sync.protocol.ticket import district_digest, read_ticket
from tests.helpers.district import NOW, enrolled, request_for

KEYS = signing_keys(bytes(range(32)))
OTHER = signing_keys(bytes(32))
URL = "http://10.0.0.5:8080"


def enrolment_of(answer: bytes, district: District) -> Enrolment:
    """Read the district's signed answer."""
    return decode(open_envelope(answer, ENROLMENT_TYPE, district.keys.public), Enrolment)


def test_a_ticket_says_where_and_whom_to_trust(district: District) -> None:
    """Both forms name the address and the district; it lasts a day."""
    issued = issue_ticket(district, "00343", URL, NOW)
    for text in (issued.ticket, issued.typed):
        ticket = read_ticket(text)
        assert (ticket.url, ticket.district) == (URL, district_digest(district.keys.public))
    assert issued.expires_at == NOW + timedelta(hours=24)
    assert issued.officer_pin not in repr(issued)
    assert issued.technician_pin not in repr(issued)
    assert issued.ticket not in repr(issued)


def test_no_ticket_and_no_pin_lies_in_the_database(district: District) -> None:
    """Who reads the file can neither enrol nor sign in."""
    issued = issue_ticket(district, "00343", URL, NOW)
    stored = repr(district.store.rows("SELECT * FROM ticket")).encode()
    assert read_ticket(issued.ticket).secret.encode() not in stored
    assert bytes.fromhex(read_ticket(issued.ticket).secret) not in stored
    assert issued.officer_pin.encode() not in stored
    assert issued.technician_pin.encode() not in stored


@pytest.mark.parametrize("url", ["10.0.0.5", "ftp://x", "http://x\n", "https://" + "x" * 300])
def test_an_address_that_is_none_is_refused(district: District, url: str) -> None:
    """A typing mistake is noticed at the desk and not in the ward."""
    with pytest.raises(Refused, match="url_malformed"):
        issue_ticket(district, "00343", url, NOW)


def test_a_unit_must_exist(district: District, tmp_path: Path) -> None:
    """Neither an invented code nor a district without a contest gives tickets."""
    with pytest.raises(Refused, match="unit_unknown"):
        issue_ticket(district, "99999", URL, NOW)
    init_district(tmp_path / "empty", None, NOW)
    with open_district(tmp_path / "empty") as empty, pytest.raises(Refused, match="pack_missing"):
        issue_ticket(empty, "00343", URL, NOW)


def test_an_enrolment_is_all_a_kiosk_needs(district: District) -> None:
    """Certificate for its key, both public keys, pepper, address, the pack, and a roster with the officer of the PIN."""
    issued = issue_ticket(district, "00343", URL, NOW)
    enrolment = enrolment_of(enrol(district, request_for(issued, KEYS), NOW), district)
    payload = open_envelope(enrolment.certificate, CERTIFICATE_TYPE, district.keys.public)
    certificate = decode(payload, Certificate)
    assert (certificate.public, certificate.kiosk, certificate.unit) == (KEYS.public, enrolment.kiosk, enrolment.unit)
    assert certificate.not_after_us > certificate.issued_at_us
    assert enrolment.kiosk.startswith("00343-")
    assert (enrolment.district_public, enrolment.sealing_public) == (district.keys.public, district.sealing_public)
    assert (open_pepper(enrolment, KEYS), enrolment.url) == (district.pepper, URL)
    documents = {
        read_envelope(each).payload_type: open_envelope(each, read_envelope(each).payload_type, district.keys.public)
        for each in enrolment.documents
    }
    assert pack_from_bytes(documents[PACK_TYPE]).id == "thanh-xuan-2023"
    roster = decode(documents[ROSTER_TYPE], Roster)
    officer, technician = roster.staff
    assert roster.unit == enrolment.unit
    assert is_secret(issued.officer_pin, officer.pin_hash)
    assert is_secret(issued.technician_pin, technician.pin_hash)
    assert (officer.role, technician.role) == ("officer", "technician")
    assert officer.name


def test_a_second_kiosk_of_a_unit_brings_a_second_officer(district: District) -> None:
    """Rosters count upward; the first kiosk gets the new one at its next sync, other units do not."""
    first, second = enrolled(district, 1, "00343"), enrolled(district, 2, "00343")
    elsewhere = enrolled(district, 3, "00346")
    (newer,) = [
        each for each in documents_for(district, first.id, first.enrolment.unit, (), 0) if ROSTER_TYPE in str(each)
    ]
    roster = decode(open_envelope(newer, ROSTER_TYPE, district.keys.public), Roster)
    assert {each.id for each in roster.staff} == {
        f"{kiosk.id}-{place}" for kiosk in (first, second) for place in (1, 2)
    }
    other = next(each for each in elsewhere.enrolment.documents if ROSTER_TYPE in str(each))
    assert len(decode(open_envelope(other, ROSTER_TYPE, district.keys.public), Roster).staff) == 2
    assert len({each.id for each in all_kiosks(district.store)}) == 3


def test_a_ticket_works_once(district: District) -> None:
    """A second machine with the same ticket is refused."""
    issued = issue_ticket(district, "00343", URL, NOW)
    enrol(district, request_for(issued, KEYS), NOW)
    with pytest.raises(Refused, match="ticket_used"):
        enrol(district, request_for(issued, OTHER), NOW)
    assert len(all_kiosks(district.store)) == 1


def test_the_same_machine_may_ask_again(district: District) -> None:
    """An answer lost on the way is given again, even a day later: the same kiosk, not a second one."""
    issued = issue_ticket(district, "00343", URL, NOW)
    first = enrolment_of(enrol(district, request_for(issued, KEYS), NOW), district)
    again = enrolment_of(enrol(district, request_for(issued, KEYS), NOW + timedelta(days=2)), district)
    assert (again.kiosk, again.certificate) == (first.kiosk, first.certificate)
    revoke(district, first.kiosk, NOW)
    with pytest.raises(Refused, match="kiosk_revoked"):
        enrol(district, request_for(issued, KEYS), NOW)


def test_of_many_machines_with_one_ticket_one_is_enrolled(district: District) -> None:
    """Sixteen at the same moment: one kiosk."""
    issued = issue_ticket(district, "00343", URL, NOW)

    def try_to(number: int) -> str:
        with open_district(district.folder) as own:
            try:
                enrol(own, request_for(issued, signing_keys(bytes([number]) * 32)), NOW)
            except Refused as refused:
                return refused.code
            return "enrolled"

    with ThreadPoolExecutor(16) as pool:
        results = sorted(pool.map(try_to, range(16)))
    assert results == ["enrolled", *["ticket_used"] * 15]
    assert len(all_kiosks(district.store)) == 1


def test_a_ticket_expires(district: District) -> None:
    """A day later it is only paper."""
    issued = issue_ticket(district, "00343", URL, NOW)
    with pytest.raises(Refused, match="ticket_expired"):
        enrol(district, request_for(issued, KEYS), issued.expires_at)
    enrol(district, request_for(issued, KEYS), issued.expires_at - timedelta(seconds=1))


def test_an_invented_ticket_is_unknown(district: District) -> None:
    """So is a ticket of another district."""
    request = EnrolmentRequest("00" * 8, KEYS.public, "", 0)
    with pytest.raises(Refused, match="ticket_unknown"):
        enrol(district, close_envelope(KEYS, ENROLMENT_REQUEST_TYPE, encode(request)), NOW)


def test_a_machine_must_prove_its_key(district: District) -> None:
    """A request for somebody else's key is refused and leaves the ticket good."""
    issued = issue_ticket(district, "00343", URL, NOW)
    request = EnrolmentRequest(read_ticket(issued.ticket).secret, KEYS.public, "", 0)
    with pytest.raises(Refused, match="signature_wrong"):
        enrol(district, close_envelope(OTHER, ENROLMENT_REQUEST_TYPE, encode(request)), NOW)
    enrol(district, request_for(issued, KEYS), NOW)


def test_a_key_enrols_once(district: District) -> None:
    """A second ticket does not give one machine two names."""
    enrol(district, request_for(issue_ticket(district, "00343", URL, NOW), KEYS), NOW)
    second = issue_ticket(district, "00346", URL, NOW)
    with pytest.raises(Refused, match="kiosk_key_taken"):
        enrol(district, request_for(second, KEYS), NOW)
    enrol(district, request_for(second, OTHER), NOW)
