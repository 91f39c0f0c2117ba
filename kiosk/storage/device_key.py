"""The kiosk's own secret: a 32-byte seed in two files that only its user can read, beside the database and not in it.

Each file holds the seed and a digest of it, so that a damaged one is told without the other. Whose key is the right one the
caller says, by the public key the district certified; nothing here knows a certificate.
"""

import contextlib
import os
import tempfile
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Final

from msgspec import Struct

from kiosk.keys.signing import SEED_BYTES, SigningKeys, signing_keys
from kiosk.storage.durable_file import Medium

FILE_NAMES: Final = ("device.key", "device.key.2")
_DIGEST_BYTES: Final = 32


class KeyFile(Struct, frozen=True):
    """One of the two files. `keys`: what it holds, None where it is lost or damaged.

    `is_bare`: in the form of 0.1.0, which wrote one file only, and no digest: a changed byte makes another key of it.
    """

    name: str
    is_there: bool
    keys: SigningKeys | None
    is_bare: bool = False


def read_key_files(folder: Path) -> tuple[KeyFile, ...]:
    """Give both files as they are, in the order in which they count; one that cannot be read holds nothing."""
    return tuple(_read(folder, name) for name in FILE_NAMES)


def device_key(files: Sequence[KeyFile], public: bytes | None) -> SigningKeys | None:
    """Give the key whose public half is `public`, from whichever file holds it, or None.

    `public` None: there is no certificate yet; a file with its digest then counts before a bare one.
    """
    found = [each.keys for each in sorted(files, key=lambda each: each.is_bare) if each.keys is not None]
    return next((each for each in found if public in (None, each.public)), None)


def make_device_key(folder: Path, seed: bytes) -> SigningKeys:
    """Write `seed` as this kiosk's secret, durably; FileExistsError rather than over an existing one.

    The second file comes first: cut at any moment there is one whole file or none.
    """
    first, second = (folder / name for name in FILE_NAMES)
    _write(second, seed)
    handle = os.open(first, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    _fill(handle, seed)
    Medium().flush_folder(folder)
    return signing_keys(seed)


def mend_device_key(folder: Path, keys: SigningKeys) -> tuple[str, ...]:
    """Write every file anew that does not hold `keys`, and name those that were lost or damaged.

    The whole key of another machine is moved to a name of its own (`device.key.other-1`), never destroyed. What cannot be
    written stays as it is and is not named: the next start tries again. Of 0.1.0, which knew no second file, none was lost.
    """
    files = read_key_files(folder)
    has_one_only = any(each.is_bare and each.keys == keys for each in files)
    mended: list[str] = []
    for each in reversed(files):  # the second first: cut in between, a bare first one still tells that none was lost
        if each.keys == keys and not each.is_bare:
            continue
        with contextlib.suppress(OSError):
            if each.keys not in (None, keys):
                (folder / each.name).replace(_free_name(folder))
            _write(folder / each.name, keys.seed)
            is_new = has_one_only and not each.is_there
            mended += [] if each.keys == keys or is_new else [each.name]
    return tuple(sorted(mended))


def _read(folder: Path, name: str) -> KeyFile:
    try:
        data = (folder / name).read_bytes()
    except FileNotFoundError:
        return KeyFile(name, is_there=False, keys=None)
    except OSError:
        return KeyFile(name, is_there=True, keys=None)
    seed, digest = data[:SEED_BYTES], data[SEED_BYTES:]
    is_bare = len(data) == SEED_BYTES
    keys = signing_keys(seed) if is_bare or digest == _digest(seed) else None
    return KeyFile(name, is_there=True, keys=keys, is_bare=is_bare)


def _digest(seed: bytes) -> bytes:
    return blake2b(seed, digest_size=_DIGEST_BYTES, person=b"tramthi-device").digest()


def _write(place: Path, seed: bytes) -> None:
    """Write a file under another name, readable by this user alone, and give it its own once it is on the disk."""
    handle, part = tempfile.mkstemp(prefix=".device-", dir=place.parent)
    try:
        _fill(handle, seed)
        Path(part).replace(place)
    except BaseException:
        Path(part).unlink(missing_ok=True)
        raise
    Medium().flush_folder(place.parent)


def _fill(handle: int, seed: bytes) -> None:
    with os.fdopen(handle, "wb") as file:
        file.write(seed + _digest(seed))
        file.flush()
        os.fsync(file.fileno())


def _free_name(folder: Path) -> Path:
    count = 1
    while (place := folder / f"device.key.other-{count}").exists():
        count += 1
    return place
