"""The QR of a receipt: proven by the district's public key alone, and by nothing else."""

from base64 import urlsafe_b64decode, urlsafe_b64encode

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from kiosk.contest.errors import Refused
from kiosk.keys.codes import receipt_code
from kiosk.keys.signing import SigningKeys, signing_keys
from sync.protocol.envelope import close_envelope
from sync.protocol.messages import CERTIFICATE_TYPE, Certificate, encode
from sync.protocol.receipt_text import ReceiptClaim, prove_receipt, receipt_text

DISTRICT = signing_keys(bytes(range(32)))
KIOSK = signing_keys(bytes(range(1, 33)))
CERTIFICATE = Certificate("00343-ABCDEF", "ward", KIOSK.public, 1, 2)
CLAIM = ReceiptClaim("a1", 41, receipt_code("a1", CERTIFICATE.kiosk), 1_790_000_000_000_000, 18, 20)


def text_of(*, district: SigningKeys = DISTRICT, kiosk: SigningKeys = KIOSK, url: str = "https://quan.example/") -> str:
    """Give a receipt's text, by the keys of anybody."""
    certificate = close_envelope(district, CERTIFICATE_TYPE, encode(CERTIFICATE))
    return receipt_text(kiosk, certificate, url, CLAIM)


def test_a_receipt_proves_its_claim_and_its_kiosk() -> None:
    """The district's public key is enough to know what was claimed and by whom."""
    proven = prove_receipt(f" {text_of()}\n", DISTRICT.public)
    assert (proven.claim, proven.certificate) == (CLAIM, CERTIFICATE)


def test_the_text_is_an_address_a_phone_can_open() -> None:
    """With a district's address it leads there; without one it is still a receipt."""
    assert text_of().startswith(f"https://quan.example/r/{CLAIM.code}#")
    offline = text_of(url="")
    assert offline.startswith("tramthi:/r/")
    assert prove_receipt(offline, DISTRICT.public).claim == CLAIM


def test_another_district_does_not_know_it() -> None:
    """A receipt certified by somebody else is not ours."""
    with pytest.raises(Refused, match="receipt_of_other_district"):
        prove_receipt(text_of(district=KIOSK), DISTRICT.public)


def test_another_kiosk_cannot_sign_it() -> None:
    """A claim under a certificate of another key is a forgery."""
    with pytest.raises(Refused, match="receipt_forged"):
        prove_receipt(text_of(kiosk=DISTRICT), DISTRICT.public)


def test_the_code_in_the_address_is_the_code_in_the_proof() -> None:
    """A good proof behind another receipt's address proves nothing."""
    with pytest.raises(Refused, match="receipt_forged"):
        prove_receipt(text_of().replace(CLAIM.code, receipt_code("a2", CERTIFICATE.kiosk)), DISTRICT.public)


@given(st.data())
def test_a_changed_proof_is_refused(data: st.DataObject) -> None:
    """One changed byte of the proof is noticed."""
    address, _, encoded = text_of().partition("#")
    proof = bytearray(urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4)))
    place = data.draw(st.integers(0, len(proof) - 1))
    proof[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises(Refused):
        prove_receipt(f"{address}#{urlsafe_b64encode(bytes(proof)).decode()}", DISTRICT.public)


@pytest.mark.parametrize("text", ["", "7K3M9-QXP24-8", "https://quan.example/r/x#", "x#ữ", "x#" + "A" * 5000])
def test_what_is_no_receipt_is_damaged(text: str) -> None:
    """Anything else is refused with a code."""
    with pytest.raises(Refused, match="receipt_text_damaged"):
        prove_receipt(text, DISTRICT.public)


def test_a_well_signed_claim_of_another_shape_is_refused() -> None:
    """Even the right keys cannot make a claim of what is none."""
    certificate = close_envelope(DISTRICT, CERTIFICATE_TYPE, msgspec.msgpack.encode(["only", "this"]))
    with pytest.raises(Refused, match="message_damaged"):
        prove_receipt(receipt_text(KIOSK, certificate, "", replace(CLAIM, number=1)), DISTRICT.public)
