"""What the QR of a receipt holds: a claim signed by the kiosk, with the district's word for the kiosk's key.

Anyone with the district's public key proves it without a network. The text is an address a phone can open, `URL/r/CODE#PROOF`;
the proof stands behind `#`, which a browser never sends. Layout: `docs/protocol.md`, "The receipt".
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Base64Error
from typing import Final

import msgspec
from msgspec import Struct

from kiosk.contest.errors import Refused
from kiosk.keys.signing import SigningKeys, is_signed_by, sign
from sync.protocol.envelope import pre_authentication, read_envelope
from sync.protocol.messages import CERTIFICATE_TYPE, Certificate, decode

CLAIM_TYPE: Final = "application/vnd.tramthi.receipt.v1+msgpack"
NO_URL: Final = "tramthi:"
MAX_TEXT_CHARACTERS: Final = 2000


class ReceiptClaim(Struct, frozen=True, array_like=True):
    """What a kiosk vouches for. `points` is None where the rules do not show the score.

    `epoch`: the one the receipt was issued in; earlier programs named none and printed the number without it.
    """

    attempt: str
    number: int
    code: str
    issued_at_us: int
    points: int | None
    count: int
    epoch: int = 1


class _Proof(Struct, frozen=True, array_like=True):
    claim: bytes
    signature: bytes
    certificate: bytes
    certificate_signature: bytes


class ProvenReceipt(Struct, frozen=True):
    """A claim whose two signatures hold, and the kiosk it is from."""

    claim: ReceiptClaim
    certificate: Certificate


def receipt_text(keys: SigningKeys, certificate_envelope: bytes, url: str, claim: ReceiptClaim) -> str:
    """Give the text of a receipt's QR. `url` is where the district is reached, "" when unknown."""
    envelope = read_envelope(certificate_envelope)
    payload = msgspec.msgpack.encode(claim)
    proof = _Proof(
        payload, sign(keys, pre_authentication(CLAIM_TYPE, payload)), envelope.payload, envelope.signatures[0].signature
    )
    text = urlsafe_b64encode(msgspec.msgpack.encode(proof)).rstrip(b"=").decode()
    return f"{url.rstrip('/') or NO_URL}/r/{claim.code}#{text}"


def prove_receipt(text: str, district_public: bytes) -> ProvenReceipt:
    """Check the text of a receipt's QR against the district's public key.

    Refuses with `receipt_text_damaged`, `receipt_of_other_district` or `receipt_forged`.
    """
    try:
        encoded = text.strip().rsplit("#", 1)[1].encode("ascii")
        raw = urlsafe_b64decode(encoded + b"=" * (-len(encoded) % 4))
        proof = msgspec.msgpack.decode(raw, type=_Proof)
    except (IndexError, ValueError, Base64Error, msgspec.MsgspecError) as fault:
        raise Refused("receipt_text_damaged") from fault
    covered = pre_authentication(CERTIFICATE_TYPE, proof.certificate)
    if not is_signed_by(district_public, covered, proof.certificate_signature):
        raise Refused("receipt_of_other_district")
    certificate = decode(proof.certificate, Certificate)
    if not is_signed_by(certificate.public, pre_authentication(CLAIM_TYPE, proof.claim), proof.signature):
        raise Refused("receipt_forged")
    claim = decode(proof.claim, ReceiptClaim)
    if f"/r/{claim.code}#" not in text:
        raise Refused("receipt_forged")
    return ProvenReceipt(claim, certificate)
