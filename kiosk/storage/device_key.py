"""The kiosk's own secret: a 32-byte seed in a file that only its user can read, beside the database and not in it."""

import os
from pathlib import Path
from typing import Final

from kiosk.contest.errors import Refused
from kiosk.keys.signing import SEED_BYTES, SigningKeys, signing_keys

FILE_NAME: Final = "device.key"


def read_device_key(folder: Path) -> SigningKeys | None:
    """Give the kiosk's keys, None when none were made; refuses with `device_key_damaged`."""
    try:
        seed = (folder / FILE_NAME).read_bytes()
    except FileNotFoundError:
        return None
    if len(seed) != SEED_BYTES:
        raise Refused("device_key_damaged")
    return signing_keys(seed)


def make_device_key(folder: Path, seed: bytes) -> SigningKeys:
    """Write `seed` as this kiosk's secret, durably, readable by its user alone; never over an existing one."""
    handle = os.open(folder / FILE_NAME, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(seed)
        file.flush()
        os.fsync(file.fileno())
    return signing_keys(seed)
