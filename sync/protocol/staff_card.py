"""The card of a member of staff: a QR code that opens the staff corner of their unit's kiosks.

The card holds 32 random bytes, the roster only a digest of them: what is random and long needs no stretching. Layout:
`docs/protocol.md`. Nothing here is stored or sent.
"""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import blake2b
from typing import Annotated, Final

import msgspec
from msgspec import Meta, Struct

from kiosk.contest.errors import Refused

SECRET_BYTES: Final = 32
PREFIX: Final = "TRAMTHI-STAFF1:"
_MAX_CHARACTERS: Final = 300
_PERSON: Final = b"tramthi-staff"


class StaffCard(Struct, frozen=True, array_like=True):
    """Whose card it is, and its secret."""

    member: Annotated[str, Meta(max_length=100)]
    secret: Annotated[bytes, Meta(min_length=SECRET_BYTES, max_length=SECRET_BYTES)]

    def __repr__(self) -> str:
        """Show whose it is, never the secret."""
        return f"StaffCard(member={self.member!r})"


def card_text(card: StaffCard) -> str:
    """Give what the card's QR holds."""
    return PREFIX + urlsafe_b64encode(msgspec.msgpack.encode(card)).rstrip(b"=").decode()


def is_staff_card(text: str) -> bool:
    """Tell whether a scan wants to be a card of staff."""
    return text.strip().startswith(PREFIX)


def read_card(text: str) -> StaffCard:
    """Read a scan; refuses with `staff_card_damaged`."""
    plain = text.strip()
    if not plain.startswith(PREFIX) or len(plain) > _MAX_CHARACTERS:
        raise Refused("staff_card_damaged")
    data = plain.removeprefix(PREFIX)
    try:
        return msgspec.msgpack.decode(urlsafe_b64decode(data + "=" * (-len(data) % 4)), type=StaffCard)
    except (ValueError, msgspec.MsgspecError) as fault:
        raise Refused("staff_card_damaged") from fault


def card_digest(card: StaffCard) -> bytes:
    """Give the 32 bytes by which a roster knows a card."""
    return blake2b(msgspec.msgpack.encode(card), digest_size=32, person=_PERSON).digest()


def is_card_of(card: StaffCard, digest: bytes) -> bool:
    """Tell in constant time whether a roster's digest is that of this card; never for a member without a card."""
    return bool(digest) and hmac.compare_digest(card_digest(card), digest)
