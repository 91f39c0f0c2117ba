"""Sealed boxes (libsodium `crypto_box_seal`): anyone may close one to the owner of a key, who alone opens it.

The district has a pair of its own for them; a kiosk has only its signing key, whose Curve25519 form is taken.

The data is padded to steps of 128 bytes before, so that the length of a box says nothing about the name inside.
"""

from typing import Final

from msgspec import Struct
from nacl.bindings import crypto_sign_ed25519_pk_to_curve25519, sodium_pad, sodium_unpad
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox

from kiosk.contest.errors import Refused
from kiosk.keys.signing import SigningKeys

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


def sealing_public_of(signing_public: bytes) -> bytes:
    """Give the Curve25519 form of an Ed25519 public key; ValueError for what is no sound key.

    https://doc.libsodium.org/advanced/ed25519-curve25519.
    """
    try:
        return crypto_sign_ed25519_pk_to_curve25519(signing_public)
    except CryptoError as fault:
        raise ValueError("not a sound Ed25519 public key") from fault


def sealing_keys_of(keys: SigningKeys) -> SealingKeys:
    """Give the pair that opens what was closed to `sealing_public_of` a signing key.

    Of one seed libsodium makes the same secret number for both uses: the first half of its SHA-512, clamped.
    """
    return SealingKeys(keys.seed, sealing_public_of(keys.public))


def seal(public: bytes, data: bytes) -> bytes:
    """Close `data` to the owner of `public` (32 bytes)."""
    return SealedBox(PublicKey(public)).encrypt(sodium_pad(data, _STEP))


def unseal(keys: SealingKeys, box: bytes) -> bytes:
    """Open a box; refuses with `box_unreadable` when it is damaged or closed to someone else."""
    try:
        return sodium_unpad(SealedBox(PrivateKey.from_seed(keys.seed)).decrypt(box), _STEP)
    except CryptoError as fault:
        raise Refused("box_unreadable") from fault
