"""The enrolment ticket: one text (typed, pasted or scanned) with all a kiosk needs to find the district and to know it."""

from base64 import b32decode, b32encode
from binascii import Error as Base32Error
from hashlib import blake2b
from typing import Final

import msgspec
from msgspec import Struct

from kiosk.contest.errors import Refused

PREFIX: Final = "TT1"
SECRET_BYTES: Final = 10
_DIGEST_BYTES: Final = 16
_CHECK_BYTES: Final = 2
_GROUP: Final = 5


class Ticket(Struct, frozen=True, array_like=True):
    """`secret` works once. `district` is the digest of its public key, so that nobody else can answer in its place."""

    secret: str
    district: bytes
    url: str


def district_digest(public: bytes) -> bytes:
    """Give the digest by which a ticket names a district's signing key."""
    return blake2b(public, digest_size=_DIGEST_BYTES, person=b"tramthi-distr").digest()


def ticket_text(ticket: Ticket) -> str:
    """Write a ticket: `TT1-` and base32 in groups of five, with two check bytes; fits a QR's alphanumeric mode."""
    body = msgspec.msgpack.encode(ticket)
    text = b32encode(body + _check(body)).decode().rstrip("=")
    return "-".join([PREFIX, *(text[start : start + _GROUP] for start in range(0, len(text), _GROUP))])


def read_ticket(text: str) -> Ticket:
    """Read a ticket as typed, whatever its case, spaces and dashes; refuses with `ticket_mistyped`."""
    plain = "".join(text.upper().split()).replace("-", "")
    if not plain.startswith(PREFIX):
        raise Refused("ticket_mistyped")
    plain = plain.removeprefix(PREFIX).replace("0", "O").replace("1", "I")
    try:
        raw = b32decode(plain + "=" * (-len(plain) % 8))
        body, check = raw[:-_CHECK_BYTES], raw[-_CHECK_BYTES:]
        if _check(body) != check:
            raise Refused("ticket_mistyped")
        return msgspec.msgpack.decode(body, type=Ticket)
    except (ValueError, Base32Error, msgspec.MsgspecError) as fault:
        raise Refused("ticket_mistyped") from fault


def _check(body: bytes) -> bytes:
    return blake2b(body, digest_size=_CHECK_BYTES, person=b"tramthi-ticket").digest()
