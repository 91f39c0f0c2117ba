"""Reading the number of a document the district sent, once its signature holds."""

from msgspec import Struct

from kiosk.contest.errors import Refused
from kiosk.contest.pack import pack_from_bytes
from sync.protocol.envelope import open_envelope, read_envelope
from sync.protocol.messages import (
    EXCLUSIONS_TYPE,
    PACK_TYPE,
    ROSTER_TYPE,
    USED_UP_TYPE,
    Exclusions,
    Roster,
    UsedUp,
    decode,
)


class CheckedDocument(Struct, frozen=True):
    """A document whose signature holds and whose content reads; documents of one type are numbered upward."""

    payload_type: str
    number: int


def check_document(envelope: bytes, district_public: bytes) -> CheckedDocument:
    """Check a document's signature and content, and give its type and number.

    Refuses with `document_unknown`, `signature_wrong`, `message_damaged` or `pack_damaged`.
    """
    payload_type = read_envelope(envelope).payload_type
    payload = open_envelope(envelope, payload_type, district_public)
    if payload_type == PACK_TYPE:
        return CheckedDocument(payload_type, pack_from_bytes(payload).version)
    if payload_type == ROSTER_TYPE:
        return CheckedDocument(payload_type, decode(payload, Roster).number)
    if payload_type == EXCLUSIONS_TYPE:
        return CheckedDocument(payload_type, decode(payload, Exclusions).number)
    if payload_type == USED_UP_TYPE:
        return CheckedDocument(payload_type, decode(payload, UsedUp).number)
    raise Refused("document_unknown")
