"""The ticket that enrols a kiosk: where its district is reached, a secret that works once, and whom to trust.

Two forms of the same ticket, both read by `read_ticket`: a text for a QR or a file, base64url of MessagePack; and a form to type,
`TT1-XXXXXX-XXXXXX-XXXXXX-XXXXXX-C@ADDRESS` in Crockford base32 with a check symbol. `key_print` is the beginning of the BLAKE2b of
the district's public key: a kiosk takes an enrolment only from the district that issued the ticket. Layout: `docs/protocol.md`.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import blake2b
from hmac import compare_digest
from typing import Annotated, Final

import msgspec
from msgspec import Meta, Struct

from kiosk.contest.errors import Refused

SECRET_BYTES: Final = 10
KEY_PRINT_BYTES: Final = 16
MAX_TICKET_CHARACTERS: Final = 1000
PREFIX: Final = "TT1"
_TYPED_PRINT_BYTES: Final = 5
_TYPED_BYTES: Final = SECRET_BYTES + _TYPED_PRINT_BYTES
_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS: Final = str.maketrans("ILO", "110", "- ")
_SYMBOLS: Final = _TYPED_BYTES * 8 // 5
_GROUP: Final = 6
_CHECK_MODULUS: Final = 31


class Ticket(Struct, frozen=True, array_like=True):
    """`url` is "" where a ticket travels on a stick. `key_print`: 16 bytes, or the first 5 in a typed ticket."""

    url: str
    secret: Annotated[bytes, Meta(min_length=SECRET_BYTES, max_length=SECRET_BYTES)]
    key_print: Annotated[bytes, Meta(min_length=_TYPED_PRINT_BYTES, max_length=KEY_PRINT_BYTES)]

    def __repr__(self) -> str:
        """Show where it leads, never the secret."""
        return f"Ticket(url={self.url!r})"

    @property
    def word(self) -> str:
        """The typed form without an address: what a kiosk shows the district."""
        return typed_ticket(Ticket("", self.secret, self.key_print))

    def is_of(self, district_public: bytes) -> bool:
        """Tell whether the owner of this public key issued the ticket."""
        return compare_digest(self.key_print, key_print(district_public)[: len(self.key_print)])


def key_print(district_public: bytes) -> bytes:
    """Give the 16 bytes by which a ticket names a district's public key."""
    return blake2b(district_public, digest_size=KEY_PRINT_BYTES, person=b"tramthi-ticket").digest()


def secret_digest(secret: bytes) -> bytes:
    """Give the 32 bytes under which the district keeps a ticket: 80 random bits need no stretching."""
    return blake2b(secret, digest_size=32, person=b"tramthi-ticket").digest()


def ticket_text(ticket: Ticket) -> str:
    """Give the form for a QR or a file."""
    return urlsafe_b64encode(msgspec.msgpack.encode(ticket)).rstrip(b"=").decode()


def typed_ticket(ticket: Ticket) -> str:
    """Give the form to type."""
    value = int.from_bytes(ticket.secret + ticket.key_print[:_TYPED_PRINT_BYTES], "big")
    symbols = "".join(_ALPHABET[value >> shift & 31] for shift in range(5 * (_SYMBOLS - 1), -1, -5))
    groups = [symbols[start : start + _GROUP] for start in range(0, _SYMBOLS, _GROUP)]
    code = "-".join((PREFIX, *groups, _ALPHABET[value % _CHECK_MODULUS]))
    return f"{code}@{ticket.url}" if ticket.url else code


def read_ticket(text: str) -> Ticket:
    """Read either form of a ticket; refuses with `ticket_mistyped` or `ticket_damaged`."""
    plain = text.strip()
    if len(plain) > MAX_TICKET_CHARACTERS:
        raise Refused("ticket_damaged")
    if plain.upper().startswith(PREFIX):
        return _read_typed(plain)
    try:
        return msgspec.msgpack.decode(urlsafe_b64decode(plain + "=" * (-len(plain) % 4)), type=Ticket)
    except (ValueError, msgspec.MsgspecError) as fault:
        raise Refused("ticket_damaged") from fault


def _read_typed(text: str) -> Ticket:
    code, _, address = text.partition("@")
    symbols = code.upper()[len(PREFIX) :].translate(_READ_AS)
    if len(symbols) != _SYMBOLS + 1 or any(symbol not in _ALPHABET for symbol in symbols):
        raise Refused("ticket_mistyped")
    value = 0
    for symbol in symbols[:-1]:
        value = value * 32 + _ALPHABET.index(symbol)
    if _ALPHABET[value % _CHECK_MODULUS] != symbols[-1]:
        raise Refused("ticket_mistyped")
    data = value.to_bytes(_TYPED_BYTES, "big")
    url = address if not address or "://" in address else f"https://{address}"
    return Ticket(url, data[:SECRET_BYTES], data[SECRET_BYTES:])
