"""An enrolment's pepper: it opens for its kiosk alone, and no end ever takes another thing for it."""

import pytest
from msgspec.structs import replace

from kiosk.contest.errors import Refused
from kiosk.keys.signing import signing_keys
from sync.protocol.enrolment import CLEAR_ENROLMENT_TYPE, open_enrolment, open_pepper, seal_pepper
from sync.protocol.envelope import close_envelope
from sync.protocol.messages import ENROLMENT_TYPE, PACK_TYPE, Enrolment, encode

DISTRICT, KIOSK, OTHER = (signing_keys(bytes([number]) * 32) for number in (1, 2, 3))
PEPPER = bytes(range(32))
TOLD = Enrolment("K-1", "u", b"", DISTRICT.public, bytes(32), seal_pepper(PEPPER, KIOSK.public), "", ())


def _closed(payload_type: str, pepper: bytes) -> bytes:
    return close_envelope(DISTRICT, payload_type, encode(replace(TOLD, pepper=pepper)))


def test_the_pepper_opens_for_its_kiosk_alone() -> None:
    """Another kiosk's key is refused; nothing of the pepper is seen outside."""
    envelope = _closed(ENROLMENT_TYPE, TOLD.pepper)
    assert PEPPER not in envelope
    assert open_pepper(open_enrolment(envelope), KIOSK) == PEPPER
    with pytest.raises(Refused, match="box_unreadable"):
        open_pepper(open_enrolment(envelope), OTHER)


def test_what_an_earlier_version_stored_is_still_read() -> None:
    """Its pepper lies there in clear."""
    assert open_pepper(open_enrolment(_closed(CLEAR_ENROLMENT_TYPE, PEPPER)), KIOSK) == PEPPER


@pytest.mark.parametrize(
    ("payload_type", "pepper"),
    [
        (CLEAR_ENROLMENT_TYPE, TOLD.pepper),
        (CLEAR_ENROLMENT_TYPE, b""),
        (CLEAR_ENROLMENT_TYPE, PEPPER[1:]),
        (ENROLMENT_TYPE, PEPPER),
    ],
    ids=["box in version 1", "nothing", "31 bytes", "clear in version 2"],
)
def test_one_version_is_never_taken_for_the_other(payload_type: str, pepper: bytes) -> None:
    """A box is no pepper, and a pepper no box: fingerprints of a wrong one would let people in twice."""
    with pytest.raises(Refused, match="message_damaged"):
        open_enrolment(_closed(payload_type, pepper))


@pytest.mark.parametrize("pepper", [b"", b"x" * 31, b"x" * 33])
def test_what_is_in_the_box_must_be_a_pepper(pepper: bytes) -> None:
    """Whatever its length says."""
    enrolment = open_enrolment(_closed(ENROLMENT_TYPE, seal_pepper(pepper, KIOSK.public)))
    with pytest.raises(Refused, match="box_unreadable"):
        open_pepper(enrolment, KIOSK)


def test_another_type_or_signature_is_refused() -> None:
    """The district named in it must have signed it as an enrolment."""
    with pytest.raises(Refused, match="envelope_of_other_type"):
        open_enrolment(_closed(PACK_TYPE, TOLD.pepper))
    with pytest.raises(Refused, match="signature_wrong"):
        open_enrolment(close_envelope(OTHER, ENROLMENT_TYPE, encode(TOLD)))


def test_a_key_nothing_can_be_closed_to_is_refused() -> None:
    """Before anything is written for it."""
    with pytest.raises(Refused, match="key_unusable"):
        seal_pepper(PEPPER, bytes(32))
