"""PINs and passwords: hashed with Argon2id (RFC 9106), PINs random and never chosen by a person."""

import string
from typing import Final

import nacl.pwhash
from nacl.exceptions import CryptoError
from nacl.pwhash import argon2id

PIN_DIGITS: Final = 6
_DISTINCT: Final = 3
_PASSES: Final = argon2id.OPSLIMIT_INTERACTIVE
_MEMORY: Final = 19 * 1024 * 1024
"""19 MiB and 2 passes: OWASP's Argon2id minimum, about 30 ms on a ward's PC."""


def hash_secret(secret: str) -> str:
    """Give the Argon2id hash of a PIN or password, with its own random salt."""
    return nacl.pwhash.argon2id.str(secret.encode(), opslimit=_PASSES, memlimit=_MEMORY).decode()


def is_secret(secret: str, hashed: str) -> bool:
    """Tell in constant time whether `secret` is the one that was hashed; False for a damaged hash."""
    try:
        return nacl.pwhash.verify(hashed.encode(), secret.encode())
    except (CryptoError, UnicodeEncodeError):
        return False


def pin_from(number: int) -> str | None:
    """Turn a random number into a six-digit PIN, or None when the PIN would be weak: draw again.

    Weak: fewer than three different digits, or a run such as 3456 or 8765 or 1111 in it.
    """
    pin = f"{number % 10**PIN_DIGITS:0{PIN_DIGITS}d}"
    runs = (string.digits, string.digits[::-1])
    has_run = any(pin[start : start + 4] in run for start in range(PIN_DIGITS - 3) for run in runs)
    has_repeat = any(digit * 4 in pin for digit in string.digits)
    return None if has_run or has_repeat or len(set(pin)) < _DISTINCT else pin
