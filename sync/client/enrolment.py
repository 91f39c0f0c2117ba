"""Becoming a kiosk of a district: with a one-time ticket, over the network or by an enrolment file."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from kiosk.clock import Clock
from kiosk.contest.errors import Refused
from kiosk.contest.events import EpochOpened
from kiosk.keys.signing import SEED_BYTES, SigningKeys
from kiosk.services.kiosk import DATABASE_NAME, Kiosk, load_kiosk
from kiosk.storage.database import open_store
from kiosk.storage.device_key import make_device_key, read_device_key
from kiosk.storage.journal_rows import append_event
from kiosk.storage.place_rows import read_enrolment, save_document, write_enrolment
from sync.client.documents import check_document
from sync.client.transport import Send
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
    """Enrol the kiosk in `folder` with a ticket and give it, ready for use.

    The device key is made first and kept, so that a lost answer can be asked for again. Refuses with `enrolled_already`, the
    transport's codes, the district's own (`ticket_unknown`, `ticket_used`, `ticket_expired`) or `district_not_of_ticket`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if (folder / DATABASE_NAME).exists() and _is_enrolled(folder):
        raise Refused("enrolled_already")
    keys = read_device_key(folder) or make_device_key(folder, randomness(SEED_BYTES))
    request = EnrolmentRequest(ticket.secret, keys.public, name, clock.now().at_us)
    answer = send(ENROL_PATH, close_envelope(keys, ENROLMENT_REQUEST_TYPE, encode(request)))
    enrolment = check_enrolment(answer, ticket, keys)
    store = open_store(folder / DATABASE_NAME)
    with store.transaction():
        write_enrolment(store, answer)
        for envelope in enrolment.documents:
            document = check_document(envelope, enrolment.district_public)
            save_document(store, document.payload_type, document.number, envelope)
        append_event(
            store, EpochOpened(enrolment.kiosk, enrolment.unit, "enrolled"), clock.now(), new_epoch=FIRST_EPOCH
        )
    store.close()
    return load_kiosk(folder, clock, randomness)


def check_enrolment(answer: bytes, ticket: Ticket, keys: SigningKeys) -> Enrolment:
    """Give the enrolment if it is from the ticket's district and for this very key.

    Refuses with `district_not_of_ticket`, `signature_wrong`, `certificate_of_other_key` or `pack_missing`.
    """
    enrolment = decode(read_envelope(answer).payload, Enrolment)
    if district_digest(enrolment.district_public) != ticket.district:
        raise Refused("district_not_of_ticket")
    open_envelope(answer, ENROLMENT_TYPE, enrolment.district_public)
    payload = open_envelope(enrolment.certificate, CERTIFICATE_TYPE, enrolment.district_public)
    certificate = decode(payload, Certificate)
    if certificate.public != keys.public or certificate.kiosk != enrolment.kiosk:
        raise Refused("certificate_of_other_key")
    if PACK_TYPE not in {read_envelope(each).payload_type for each in enrolment.documents}:
        raise Refused("pack_missing", version=0)
    return enrolment


def _is_enrolled(folder: Path) -> bool:
    store = open_store(folder / DATABASE_NAME)
    try:
        return read_enrolment(store) is not None
    finally:
        store.close()
