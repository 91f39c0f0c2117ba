"""Short codes for people: Crockford base32 with its check symbol, said over the phone and typed back.

https://www.crockford.com/base32.html: no I, L, O, U; I and L are read as 1, O as 0; the check symbol is the value modulo 37.
"""

from hashlib import blake2b
from typing import Final

from kiosk.contest.errors import Refused

_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CHECK: Final = _ALPHABET + "*~$=U"
_READ_AS: Final = str.maketrans("ILO", "110", "- ")
_SYMBOLS: Final = 10
_BITS: Final = 5 * _SYMBOLS
_PAIRS: Final = tuple(first + second for first in _ALPHABET for second in _ALPHABET)
"""Two symbols at a time: a district checks a code for every receipt."""


def receipt_code(attempt: str, kiosk: str) -> str:
    """Give the code of an attempt's receipt: 10 symbols and a check symbol, as `7K3M9-QXP24-8`.

    The first of BLAKE2b(kiosk, attempt, 0), (.., 1), ... whose check symbol is a letter or digit, so that the code can be
    typed and stands in an address unquoted.
    """
    salt, value = 0, _value(f"{kiosk}/{attempt}/0")
    while value % len(_CHECK) >= len(_ALPHABET):
        salt += 1
        value = _value(f"{kiosk}/{attempt}/{salt}")
    return group_code(_symbols(value) + _CHECK[value % len(_CHECK)])


def read_code(text: str) -> str:
    """Give the code a person typed in its written form; refuses with `code_mistyped` when its check symbol is wrong."""
    plain = text.upper().translate(_READ_AS)
    body, check = plain[:-1], plain[-1:]
    if len(body) != _SYMBOLS or any(symbol not in _ALPHABET for symbol in body):
        raise Refused("code_mistyped")
    value = 0
    for symbol in body:
        value = value * 32 + _ALPHABET.index(symbol)
    if _CHECK[value % len(_CHECK)] != check:
        raise Refused("code_mistyped")
    return group_code(plain)


def group_code(plain: str) -> str:
    """Write 11 symbols in groups: 5, 5 and the check symbol."""
    return f"{plain[:5]}-{plain[5:10]}-{plain[10:]}"


def _value(text: str) -> int:
    digest = blake2b(text.encode(), digest_size=8, person=b"tramthi-code").digest()
    return int.from_bytes(digest, "big") >> (64 - _BITS)


def _symbols(value: int) -> str:
    return "".join([_PAIRS[value >> shift & 1023] for shift in range(_BITS - 10, -1, -10)])
