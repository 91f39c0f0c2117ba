"""Files that are whole or not there: what a stick, a reply for one, and the settings of a kiosk are written as."""

import contextlib
import errno
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from msgspec import Struct

from kiosk.contest.errors import Refused

_PART: Final = ".part"
_FULL: Final = frozenset((errno.ENOSPC, errno.EDQUOT))


def _write_flushed(place: Path, data: bytes) -> None:
    # Whatever has the name already goes first: a link that somebody laid there would else lead out of the medium, over any file.
    place.unlink(missing_ok=True)
    with place.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _rename(place: Path, name: Path) -> None:
    place.replace(name)


def _flush_folder(folder: Path) -> None:
    """Put the names in a folder on the medium; Windows has no such call, and writes names through by itself."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as fault:
        if fault.errno != errno.EINVAL:  # some file systems of sticks cannot flush a folder
            raise
    finally:
        os.close(descriptor)


def _remove(place: Path) -> None:
    place.unlink(missing_ok=True)


class Medium(Struct, frozen=True):
    """The steps that reach a stick, each of which fails with OSError when it is pulled."""

    write_flushed: Callable[[Path, bytes], None] = _write_flushed
    rename: Callable[[Path, Path], None] = _rename
    flush_folder: Callable[[Path], None] = _flush_folder
    read: Callable[[Path], bytes] = Path.read_bytes
    remove: Callable[[Path], None] = _remove


def write_durably(place: Path, data: bytes, medium: Medium = Medium()) -> None:  # noqa: B008 - frozen
    """Write `data` under another name, flush it to the medium, give it its name, flush the folder, and read it back.

    Pulled at any moment, the medium holds the old file or the new one; nothing half written stays where it can still be removed.
    Refuses with `stick_full`, `stick_unwritable` or `stick_unreliable` (what was read back differs).
    """
    part = place.with_name(place.name + _PART)
    try:
        medium.write_flushed(part, data)
        medium.rename(part, place)
        medium.flush_folder(place.parent)
        is_same = medium.read(place) == data
    except OSError as fault:
        with contextlib.suppress(OSError):
            medium.remove(part)
        raise Refused("stick_full" if fault.errno in _FULL else "stick_unwritable", place=place.name) from fault
    if not is_same:
        raise Refused("stick_unreliable", place=place.name)


def free_place(folder: Path, names: Iterable[str]) -> Path:
    """Give the first of `names` that nothing in `folder` has yet, else the last: what lies there may be the only copy."""
    place = folder
    for name in names:
        place = folder / name
        if not os.path.lexists(place):
            break
    return place


def read_whole(place: Path, limit_bytes: int) -> bytes:
    """Give a file's bytes, at most one more than `limit_bytes`; refuses with `stick_unreadable`, also what is no file."""
    try:
        if not place.is_file():  # a pipe would keep whoever opens it waiting for ever
            raise Refused("stick_unreadable", place=place.name)
        with place.open("rb") as file:
            return file.read(limit_bytes + 1)
    except OSError as fault:
        raise Refused("stick_unreadable", place=place.name) from fault
