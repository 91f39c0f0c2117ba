"""An enrolment as its kiosk keeps it: signed by the district it names, the contest's pepper closed to the kiosk's own key.

Kiosks enrolled by an earlier version keep one of version 1, whose pepper lies in it in clear: it is still read, and no longer
taken in. Which of the two it is, the signed type says, never a guess from the bytes.
"""

from typing import Final

from kiosk.contest.errors import Refused
from kiosk.keys.fingerprints import PEPPER_BYTES
from kiosk.keys.sealing import seal, sealing_keys_of, sealing_public_of, unseal
from kiosk.keys.signing import SigningKeys
from sync.protocol.envelope import open_envelope, read_envelope
from sync.protocol.messages import ENROLMENT_TYPE, Enrolment, decode

CLEAR_ENROLMENT_TYPE: Final = "application/vnd.tramthi.enrolment.v1+msgpack"
"""Version 1: the same fields, but the pepper as its 32 bytes in clear."""


def seal_pepper(pepper: bytes, kiosk_public: bytes) -> bytes:
    """Close the contest's pepper to the kiosk that signs with the key of `kiosk_public`; refuses with `key_unusable`."""
    try:
        return seal(sealing_public_of(kiosk_public), pepper)
    except ValueError as fault:
        raise Refused("key_unusable") from fault


def open_enrolment(envelope: bytes) -> Enrolment:
    """Give what an enrolment of either version says, if the district it names signed it.

    Who that district is, nothing here says. Refuses with what `read_envelope` refuses, `message_damaged`,
    `envelope_of_other_type` or `signature_wrong`.
    """
    outside = read_envelope(envelope)
    is_clear = outside.payload_type == CLEAR_ENROLMENT_TYPE
    enrolment = decode(outside.payload, Enrolment)
    open_envelope(envelope, CLEAR_ENROLMENT_TYPE if is_clear else ENROLMENT_TYPE, enrolment.district_public)
    if is_clear != (len(enrolment.pepper) == PEPPER_BYTES):
        raise Refused("message_damaged")
    return enrolment


def open_pepper(enrolment: Enrolment, keys: SigningKeys) -> bytes:
    """Give the contest's pepper (32 bytes) to the kiosk that holds `keys`; refuses with `box_unreadable`.

    Only of an enrolment that `open_enrolment` gave: there 32 bytes are version 1's and in clear, and no box is that short.
    """
    if len(enrolment.pepper) == PEPPER_BYTES:
        return enrolment.pepper
    pepper = unseal(sealing_keys_of(keys), enrolment.pepper)
    if len(pepper) != PEPPER_BYTES:
        raise Refused("box_unreadable")
    return pepper
