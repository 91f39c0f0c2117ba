"""The district's own secrets in files beside its database: signing key, the contest's pepper, and the locked sealing key.

The signing key and the pepper are needed at every moment and lie in files only their user can read. The private half of the sealing
key, which opens people's names, lies locked under a passphrase that is stored nowhere.
"""

import os
import secrets
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct
from nacl.exceptions import CryptoError
from nacl.pwhash import argon2id
from nacl.secret import SecretBox

from kiosk.contest.errors import Refused
from kiosk.keys.fingerprints import PEPPER_BYTES
from kiosk.keys.sealing import SealingKeys, sealing_keys
from kiosk.keys.signing import SEED_BYTES, SigningKeys, signing_keys

SIGNING_FILE: Final = "signing.key"
PEPPER_FILE: Final = "pepper.key"
SEALING_FILE: Final = "sealing.key"
_ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_GROUP: Final = 5


class LockedSealingKey(Struct, frozen=True, array_like=True):
    """The sealing key as stored: its public half, and the secret half in a box whose key is Argon2id of a passphrase."""

    version: int
    public: bytes
    salt: bytes
    passes: int
    memory_bytes: int
    box: bytes


class Stretching(Struct, frozen=True):
    """What one try at a passphrase costs: Argon2id's passes over so many bytes of memory."""

    passes: int
    memory_bytes: int


THOROUGH: Final = Stretching(argon2id.OPSLIMIT_MODERATE, argon2id.MEMLIMIT_INTERACTIVE)


class DistrictSecrets(Struct, frozen=True):
    """What the running district holds in memory; the sealing key only by its public half."""

    keys: SigningKeys
    pepper: bytes
    sealing_public: bytes

    def __repr__(self) -> str:
        """Show the public halves only."""
        return f"DistrictSecrets({self.keys!r})"


def random_words(groups: int) -> str:
    """Give a random password of groups of five symbols that are not taken for one another (about 25 bits a group)."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(_GROUP)) for _ in range(groups))


def make_secrets(folder: Path, passphrase: str, stretching: Stretching) -> DistrictSecrets:
    """Make all secrets of a new district in an existing folder; FileExistsError rather than writing over any."""
    keys = signing_keys(secrets.token_bytes(SEED_BYTES))
    pepper = secrets.token_bytes(PEPPER_BYTES)
    sealing = sealing_keys(secrets.token_bytes(SEED_BYTES))
    salt = secrets.token_bytes(argon2id.SALTBYTES)
    passes, memory = stretching.passes, stretching.memory_bytes
    box = bytes(SecretBox(_stretched(passphrase, salt, passes, memory)).encrypt(sealing.seed))
    write_secret(
        folder / SEALING_FILE, msgspec.msgpack.encode(LockedSealingKey(1, sealing.public, salt, passes, memory, box))
    )
    write_secret(folder / PEPPER_FILE, pepper)
    write_secret(folder / SIGNING_FILE, keys.seed)
    return DistrictSecrets(keys, pepper, sealing.public)


def read_secrets(folder: Path) -> DistrictSecrets:
    """Read what `make_secrets` wrote; refuses with `district_missing` or `district_key_damaged` (fact: file)."""
    seed = _read_secret(folder / SIGNING_FILE)
    pepper = _read_secret(folder / PEPPER_FILE)
    locked = _locked(folder)
    if len(seed) != SEED_BYTES:
        raise Refused("district_key_damaged", file=SIGNING_FILE)
    if len(pepper) != PEPPER_BYTES:
        raise Refused("district_key_damaged", file=PEPPER_FILE)
    return DistrictSecrets(signing_keys(seed), pepper, locked.public)


def unlock_sealing_key(folder: Path, passphrase: str) -> SealingKeys:
    """Give the key that opens people's sealed data; refuses with `passphrase_wrong` or `district_key_damaged`."""
    locked = _locked(folder)
    try:
        seed = SecretBox(_stretched(passphrase, locked.salt, locked.passes, locked.memory_bytes)).decrypt(locked.box)
    except CryptoError as fault:
        raise Refused("passphrase_wrong") from fault
    return sealing_keys(seed)


def _locked(folder: Path) -> LockedSealingKey:
    try:
        return msgspec.msgpack.decode(_read_secret(folder / SEALING_FILE), type=LockedSealingKey)
    except msgspec.MsgspecError as fault:
        raise Refused("district_key_damaged", file=SEALING_FILE) from fault


def _stretched(passphrase: str, salt: bytes, passes: int, memory_bytes: int) -> bytes:
    return argon2id.kdf(SecretBox.KEY_SIZE, passphrase.encode(), salt, opslimit=passes, memlimit=memory_bytes)


def _read_secret(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as fault:
        raise Refused("district_missing") from fault


def write_secret(path: Path, data: bytes) -> None:
    """Write durably, readable by this user alone; FileExistsError rather than writing over a file."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
