"""The ticket that enrols a kiosk: where its district is reached, a secret that works once, and whom to trust.

Two forms of the same ticket, both read by `read_ticket`: a text for a QR or a file (base64url of MessagePack), and a form to type,
`TT1-XXXXXX-XXXXXX-XXXXXX-XXXXXX-CC@ADDRESS`, in Crockford base32 with two check symbols. `district` is the beginning of a digest of
the district's public key: a kiosk takes an enrolment only from the district that issued its ticket. Layout: `docs/protocol.md`.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import blake2b
from typing import Annotated, Final

import msgspec
from msgspec import Meta, Struct

from kiosk.contest.errors import Refused

SECRET_BYTES: Final = 8
DISTRICT_BYTES: Final = 7
MAX_TICKET_CHARACTERS: Final = 1000
PREFIX: Final = "TT1"
_PERSON: Final = b"tramthi-ticket"
_BYTES: Final = SECRET_BYTES + DISTRICT_BYTES
_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS: Final = str.maketrans("ILO", "110", "- ")
_SYMBOLS: Final = _BYTES * 8 // 5
_CHECK_SYMBOLS: Final = 2
_GROUP: Final = 6


class Ticket(Struct, frozen=True, array_like=True):
    """`url` is "" where a ticket travels on a stick; `secret` is 8 random bytes in hex; `district` is `district_digest`."""

    url: str
    secret: Annotated[str, Meta(pattern=f"^[0-9a-f]{{{2 * SECRET_BYTES}}}$")]
    district: Annotated[bytes, Meta(min_length=DISTRICT_BYTES, max_length=DISTRICT_BYTES)]

    def __repr__(self) -> str:
        """Show where it leads, never the secret."""
        return f"Ticket(url={self.url!r})"


def district_digest(district_public: bytes) -> bytes:
    """Give the 7 bytes by which a ticket names a district: the first of BLAKE2b-512 of its public key."""
    return blake2b(district_public, person=_PERSON).digest()[:DISTRICT_BYTES]


def secret_digest(secret: str) -> bytes:
    """Give the 32 bytes under which the district keeps a ticket; what is random and short-lived needs no stretching."""
    return blake2b(secret.encode(), digest_size=32, person=_PERSON).digest()


def ticket_text(ticket: Ticket) -> str:
    """Give the form for a QR or a file."""
    return urlsafe_b64encode(msgspec.msgpack.encode(ticket)).rstrip(b"=").decode()


def typed_ticket(ticket: Ticket) -> str:
    """Give the form to type."""
    data = bytes.fromhex(ticket.secret) + ticket.district
    symbols = _written(int.from_bytes(data, "big"), _SYMBOLS)
    groups = [symbols[start : start + _GROUP] for start in range(0, _SYMBOLS, _GROUP)]
    code = "-".join((PREFIX, *groups, _check(data)))
    return f"{code}@{ticket.url}" if ticket.url else code


def read_ticket(text: str) -> Ticket:
    """Read either form of a ticket; an address without a scheme means HTTPS.

    Refuses with `ticket_mistyped` or `ticket_damaged`.
    """
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
    symbols = code.upper().removeprefix(PREFIX).translate(_READ_AS)
    if len(symbols) != _SYMBOLS + _CHECK_SYMBOLS or any(symbol not in _ALPHABET for symbol in symbols):
        raise Refused("ticket_mistyped")
    value = 0
    for symbol in symbols[:_SYMBOLS]:
        value = value * 32 + _ALPHABET.index(symbol)
    data = value.to_bytes(_BYTES, "big")
    if _check(data) != symbols[_SYMBOLS:]:
        raise Refused("ticket_mistyped")
    url = address if not address or "://" in address else f"https://{address}"
    return Ticket(url, data[:SECRET_BYTES].hex(), data[SECRET_BYTES:])


def _check(data: bytes) -> str:
    """Give the check symbols of a ticket's 15 bytes: the lowest 10 bits of their BLAKE2b-16, big-endian."""
    digest = blake2b(data, digest_size=_CHECK_SYMBOLS, person=_PERSON).digest()
    return _written(int.from_bytes(digest, "big"), _CHECK_SYMBOLS)


def _written(value: int, symbols: int) -> str:
    """Give the lowest 5 bits x `symbols` of a number in base 32."""
    return "".join(_ALPHABET[value >> shift & 31] for shift in range(5 * (symbols - 1), -1, -5))
