"""Reading the number of a document the district sent, once its signature holds and it is meant for this kiosk."""

from typing import Final

from msgspec import Struct

from kiosk.contest.errors import Refused
from kiosk.contest.pack import pack_from_bytes
from sync.protocol.envelope import open_envelope, read_envelope
from sync.protocol.messages import (
    EXCLUSIONS_TYPE,
    ORDERS_TYPE,
    PACK_TYPE,
    ROSTER_TYPE,
    SETTINGS_TYPE,
    USED_UP_TYPE,
    Enrolment,
    Exclusions,
    KioskSettings,
    Order,
    Roster,
    UsedUp,
    decode,
)

_NUMBERED: Final[dict[str, type[Exclusions | Roster | UsedUp | KioskSettings | Order]]] = {
    ROSTER_TYPE: Roster,
    EXCLUSIONS_TYPE: Exclusions,
    USED_UP_TYPE: UsedUp,
    SETTINGS_TYPE: KioskSettings,
    ORDERS_TYPE: Order,
}


class CheckedDocument(Struct, frozen=True):
    """A document whose signature holds and whose content reads; documents of one type are numbered upward."""

    payload_type: str
    number: int


def check_document(envelope: bytes, enrolment: Enrolment) -> CheckedDocument:
    """Check a document's signature, content and whom it is for, and give its type and number.

    What is for another unit or kiosk would else raise the number here and keep out what is for this one. Refuses with
    `document_unknown`, `signature_wrong`, `message_damaged`, `pack_damaged` or `document_for_other`.
    """
    payload_type = read_envelope(envelope).payload_type
    payload = open_envelope(envelope, payload_type, enrolment.district_public)
    if payload_type == PACK_TYPE:
        return CheckedDocument(payload_type, pack_from_bytes(payload).version)
    if payload_type not in _NUMBERED:
        raise Refused("document_unknown")
    document = decode(payload, _NUMBERED[payload_type])
    if not _is_for(document, enrolment):
        raise Refused("document_for_other")
    return CheckedDocument(payload_type, document.number)


def _is_for(document: Exclusions | Roster | UsedUp | KioskSettings | Order, enrolment: Enrolment) -> bool:
    match document:
        case Roster(unit=unit):
            return unit == enrolment.unit
        case KioskSettings(unit=unit):
            return unit in ("", enrolment.unit)
        case Order(kiosk=kiosk, unit=unit):
            return kiosk == enrolment.kiosk or (not kiosk and unit == enrolment.unit)
        case _:
            return True
