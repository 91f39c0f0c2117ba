"""Ed25519 signatures (RFC 8032): who wrote this. Keys come from a 32-byte seed made elsewhere."""

from typing import Final

from msgspec import Struct
from nacl.exceptions import BadSignatureError
from nacl.exceptions import ValueError as NaclValueError
from nacl.signing import SigningKey, VerifyKey

SEED_BYTES: Final = 32
PUBLIC_BYTES: Final = 32
SIGNATURE_BYTES: Final = 64


class SigningKeys(Struct, frozen=True):
    """A key pair; `seed` is the secret half (32 bytes) and is never shown."""

    seed: bytes
    public: bytes

    def __repr__(self) -> str:
        """Show the public half only."""
        return f"SigningKeys(public={self.public.hex()})"


def signing_keys(seed: bytes) -> SigningKeys:
    """Give the key pair of a 32-byte seed; ValueError for another length."""
    return SigningKeys(seed, bytes(SigningKey(seed).verify_key))


def sign(keys: SigningKeys, message: bytes) -> bytes:
    """Give the 64-byte signature of `message`."""
    return SigningKey(keys.seed).sign(message).signature


def is_signed_by(public: bytes, message: bytes, signature: bytes) -> bool:
    """Tell whether `signature` is that of `message` by the owner of `public`; False for anything malformed."""
    try:
        VerifyKey(public).verify(message, signature)
    except (BadSignatureError, NaclValueError):
        return False
    return True
