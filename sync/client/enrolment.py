"""Becoming a kiosk of a district: with a one-time ticket, over the network or by files on a stick."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from kiosk.clock import Clock
from kiosk.contest.errors import Refused
from kiosk.contest.events import EpochOpened
from kiosk.keys.signing import SEED_BYTES, SigningKeys
from kiosk.services.kiosk import DATABASE_NAME, Kiosk, load_kiosk, not_there
from kiosk.storage.database import open_store
from kiosk.storage.device_key import device_key, make_device_key, mend_device_key, read_key_files
from kiosk.storage.durable_file import read_whole, write_durably
from kiosk.storage.journal_rows import append_event
from kiosk.storage.place_rows import read_enrolment, save_document, write_enrolment
from sync.client.documents import check_document
from sync.client.transport import Send
from sync.protocol.bundle import MAX_BUNDLE_BYTES, read_bundle, write_bundle
from sync.protocol.enrolment import CLEAR_ENROLMENT_TYPE, open_enrolment, open_pepper
from sync.protocol.envelope import close_envelope, open_envelope, read_envelope
from sync.protocol.messages import (
    CERTIFICATE_TYPE,
    ENROLMENT_REQUEST_TYPE,
    ENROLMENT_TYPE,
    PACK_TYPE,
    Certificate,
    Enrolment,
    EnrolmentRequest,
    decode,
    encode,
)
from sync.protocol.ticket import Ticket, district_digest

ENROL_PATH: Final = "/v1/enrol"
FIRST_EPOCH: Final = 1


def enrol(
    folder: Path, ticket: Ticket, send: Send, clock: Clock, randomness: Callable[[int], bytes], name: str = ""
) -> Kiosk:
    """Enrol the kiosk in `folder` with a ticket over a network and give it, ready for use.

    The device key is made first and kept, so that a lost answer can be asked for again. Refuses with `enrolled_already`,
    `database_lost` (a kiosk was here, and copies of it are), the transport's codes, the district's own (`ticket_unknown`,
    `ticket_used`, `ticket_expired`) or as `check_enrolment` does.
    """
    keys = _keys_for_enrolment(folder, randomness)
    answer = send(ENROL_PATH, _request(keys, ticket, clock, name))
    return _enrolled(folder, answer, check_enrolment(answer, ticket, keys), clock, randomness)


def ask_by_stick(
    folder: Path, ticket: Ticket, place: Path, clock: Clock, randomness: Callable[[int], bytes], name: str = ""
) -> None:
    """Write the request for enrolment into a file for the district, as `write_durably` does; it may be asked again and again.

    The file holds the ticket's secret: whoever finds it before the district has it could enrol a machine of their own, which
    would be seen, as the ticket is then used. Refuses with `enrolled_already` or as `write_durably` does.
    """
    keys = _keys_for_enrolment(folder, randomness)
    write_durably(place, write_bundle([_request(keys, ticket, clock, name)]))


def enrol_by_stick(
    folder: Path, ticket: Ticket, place: Path, clock: Clock, randomness: Callable[[int], bytes]
) -> Kiosk:
    """Take in the district's answer to `ask_by_stick` and give the kiosk, ready for use; a file may be tried twice.

    Refuses with `enrolled_already`, `stick_unreadable`, what `read_bundle` refuses, `answer_missing` (it holds no answer), or as
    `check_enrolment` does.
    """
    keys = _keys_for_enrolment(folder, randomness)
    envelopes = read_bundle(read_whole(place, MAX_BUNDLE_BYTES))
    answers = (ENROLMENT_TYPE, CLEAR_ENROLMENT_TYPE)
    answer = next((each for each in envelopes if read_envelope(each).payload_type in answers), None)
    if answer is None:
        raise Refused("answer_missing")
    return _enrolled(folder, answer, check_enrolment(answer, ticket, keys), clock, randomness)


def check_enrolment(answer: bytes, ticket: Ticket, keys: SigningKeys) -> Enrolment:
    """Give the enrolment if it is from the ticket's district and for this very key.

    Refuses as `open_enrolment` does, with `district_not_of_ticket`, `district_outdated` (it would give the pepper in clear),
    `certificate_of_other_key`, `box_unreadable` (the pepper is closed to another key) or `pack_missing`.
    """
    enrolment = open_enrolment(answer)
    if district_digest(enrolment.district_public) != ticket.district:
        raise Refused("district_not_of_ticket")
    if read_envelope(answer).payload_type == CLEAR_ENROLMENT_TYPE:
        raise Refused("district_outdated")
    payload = open_envelope(enrolment.certificate, CERTIFICATE_TYPE, enrolment.district_public)
    certificate = decode(payload, Certificate)
    if certificate.public != keys.public or certificate.kiosk != enrolment.kiosk:
        raise Refused("certificate_of_other_key")
    open_pepper(enrolment, keys)
    if PACK_TYPE not in {read_envelope(each).payload_type for each in enrolment.documents}:
        raise Refused("pack_missing", version=0)
    return enrolment


def _keys_for_enrolment(folder: Path, randomness: Callable[[int], bytes]) -> SigningKeys:
    """Give the key of the kiosk to be, made when there is none yet.

    Refuses with `enrolled_already`, `database_lost` or `device_key_damaged` (what there is of it cannot be used).
    """
    folder.mkdir(parents=True, exist_ok=True)
    if (folder / DATABASE_NAME).exists() and _is_enrolled(folder):
        raise Refused("enrolled_already")
    if (found := not_there(folder)).code == "database_lost":
        raise found
    files = read_key_files(folder)
    if not any(each.is_there for each in files):
        return make_device_key(folder, randomness(SEED_BYTES))
    keys = device_key(files, None)
    if keys is None:
        raise Refused("device_key_damaged")
    mend_device_key(folder, keys)
    return keys


def _request(keys: SigningKeys, ticket: Ticket, clock: Clock, name: str) -> bytes:
    request = EnrolmentRequest(ticket.secret, keys.public, name, clock.now().at_us)
    return close_envelope(keys, ENROLMENT_REQUEST_TYPE, encode(request))


def _enrolled(
    folder: Path, answer: bytes, enrolment: Enrolment, clock: Clock, randomness: Callable[[int], bytes]
) -> Kiosk:
    """Keep an enrolment that was checked, its documents, and the journal's first entry: all of it or nothing."""
    store = open_store(folder / DATABASE_NAME)
    try:
        with store.transaction():
            write_enrolment(store, answer)
            for envelope in enrolment.documents:
                document = check_document(envelope, enrolment)
                save_document(store, document.payload_type, document.number, envelope)
            opened = EpochOpened(enrolment.kiosk, enrolment.unit, "enrolled")
            append_event(store, opened, clock.now(), new_epoch=FIRST_EPOCH)
    finally:
        store.close()
    return load_kiosk(folder, clock, randomness)


def _is_enrolled(folder: Path) -> bool:
    store = open_store(folder / DATABASE_NAME)
    try:
        return read_enrolment(store) is not None
    finally:
        store.close()
