"""Sealed boxes (libsodium `crypto_box_seal`): anyone may close one to the district, only the district opens it.

The data is padded to steps of 128 bytes before, so that the length of a box says nothing about the name inside.
"""

from typing import Final

from msgspec import Struct
from nacl.bindings import sodium_pad, sodium_unpad
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox

from kiosk.contest.errors import Refused

_STEP: Final = 128


class SealingKeys(Struct, frozen=True):
    """An X25519 pair; `seed` is the secret half (32 bytes)."""

    seed: bytes
    public: bytes

    def __repr__(self) -> str:
        """Show the public half only."""
        return f"SealingKeys(public={self.public.hex()})"


def sealing_keys(seed: bytes) -> SealingKeys:
    """Give the pair of a 32-byte seed."""
    return SealingKeys(seed, bytes(PrivateKey.from_seed(seed).public_key))


def seal(public: bytes, data: bytes) -> bytes:
    """Close `data` to the owner of `public` (32 bytes)."""
    return SealedBox(PublicKey(public)).encrypt(sodium_pad(data, _STEP))


def unseal(keys: SealingKeys, box: bytes) -> bytes:
    """Open a box; refuses with `box_unreadable` when it is damaged or closed to someone else."""
    try:
        return sodium_unpad(SealedBox(PrivateKey.from_seed(keys.seed)).decrypt(box), _STEP)
    except CryptoError as fault:
        raise Refused("box_unreadable") from fault
