"""Files that are whole or not there: what a stick, or a reply for one, is written as."""

import errno
import os
from pathlib import Path
from typing import Final

from kiosk.contest.errors import Refused

_PART: Final = ".part"


def write_durably(place: Path, data: bytes) -> None:
    """Write `data` under another name, flush it to the medium, give it its name, and read it back.

    Pulled at any moment, the medium holds the old file or the new one. Refuses with `stick_full`, `stick_unwritable` or
    `stick_unreliable` (what was read back differs).
    """
    part = place.with_name(place.name + _PART)
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(place)
        is_same = place.read_bytes() == data
    except OSError as fault:
        raise Refused("stick_full" if fault.errno == errno.ENOSPC else "stick_unwritable", place=place.name) from fault
    if not is_same:
        raise Refused("stick_unreliable", place=place.name)


def read_whole(place: Path, limit_bytes: int) -> bytes:
    """Give a file's bytes, at most one more than `limit_bytes`; refuses with `stick_unreadable`."""
    try:
        with place.open("rb") as file:
            return file.read(limit_bytes + 1)
    except OSError as fault:
        raise Refused("stick_unreadable", place=place.name) from fault
