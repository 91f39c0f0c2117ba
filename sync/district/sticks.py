"""What a stick brought: batches and requests for enrolment received as over the network, and a reply to carry back."""

from datetime import datetime
from functools import partial
from typing import Final

from msgspec import Struct

from kiosk.contest.errors import Refused
from sync.district.district import District
from sync.district.enrolment import enrol
from sync.district.receiving import receive
from sync.district.store.database import unhindered
from sync.protocol.bundle import read_bundle, write_bundle
from sync.protocol.envelope import Envelope, read_envelope
from sync.protocol.messages import (
    ACKNOWLEDGEMENT_TYPE,
    DOCUMENT_TYPES,
    ENROLMENT_REQUEST_TYPE,
    ENROLMENT_TYPE,
    Acknowledgement,
    Enrolment,
    decode,
)

_TO_KIOSK: Final = frozenset((ACKNOWLEDGEMENT_TYPE, ENROLMENT_TYPE, *DOCUMENT_TYPES))


class StickReceived(Struct, frozen=True):
    """`batches` received, `enrolled` kiosks let in, `refused`: the code of each part that was not; `reply`: the file back.

    `kiosks`: those it answers, each once.
    """

    batches: int
    enrolled: int
    kiosks: tuple[str, ...]
    refused: tuple[str, ...]
    reply: bytes


def receive_stick(district: District, data: bytes, now: datetime) -> StickReceived:
    """Receive every batch and every request for enrolment of a file, each on its own: one that is refused costs only itself.

    The first answer to each kiosk gives it the documents it lacks: with all of them the reply would outgrow what it may hold.
    Refuses with what `read_bundle` refuses; then nothing was received.
    """
    answers: list[bytes] = []
    refused: list[str] = []
    enrolled = 0
    given: set[bytes] = set()
    kiosks: dict[str, None] = {}
    for envelope in read_bundle(data):
        try:
            opened = _for_district(envelope)
            is_request = opened.payload_type == ENROLMENT_REQUEST_TYPE
            sender = opened.signatures[0].public if opened.signatures else b""
            act = enrol if is_request else partial(receive, way="stick", gives_documents=sender not in given)
            answers.append(unhindered(partial(act, district, envelope, now)))
            kiosks[_answered(answers[-1])] = None
            given.add(sender)
            enrolled += is_request
        except Refused as refusal:
            refused.append(refusal.code)
    return StickReceived(len(answers) - enrolled, enrolled, tuple(kiosks), tuple(refused), write_bundle(answers))


def _answered(answer: bytes) -> str:
    """Give the kiosk that an answer of this district is for."""
    envelope = read_envelope(answer)
    if envelope.payload_type == ACKNOWLEDGEMENT_TYPE:
        return decode(envelope.payload, Acknowledgement).kiosk
    return decode(envelope.payload, Enrolment).kiosk


def _for_district(data: bytes) -> Envelope:
    """Read an envelope of a stick; refuses with `stick_for_kiosk` what a district wrote, or as `read_envelope` does."""
    envelope = read_envelope(data)
    if envelope.payload_type in _TO_KIOSK:
        raise Refused("stick_for_kiosk")
    return envelope
