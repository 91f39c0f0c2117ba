"""Reading a contest pack from a folder of JSON files, as the Justice Office edits it.

Sizes are bounded, so that a wrong folder cannot fill the memory. What a pack means is said in `kiosk.contest.pack`,
what is wrong with one in `kiosk.contest.pack_check`; this file only opens files.
"""

from pathlib import Path
from typing import Final

from kiosk.contest.errors import Refused
from kiosk.contest.pack import PARTS, ContestPack, parse_pack

MAX_PART_BYTES: Final = 8 * 1024 * 1024
"""Size above which a part is refused unread: some hundred times the pack of 2023."""


def load_pack_parts(folder: Path) -> dict[str, bytes]:
    """Read the parts (`PARTS`: name -> JSON bytes) that lie in `folder`.

    Refuses with `pack_folder_missing` (fact: folder), `pack_part_missing` (part), `pack_part_unreadable` (part, reason)
    or `pack_part_too_big` (part, bytes, limit_bytes).
    """
    if not folder.is_dir():
        raise Refused("pack_folder_missing", folder=str(folder))
    return {name: _read_part(folder / f"{name}.json") for name in PARTS}


def load_pack_folder(folder: Path) -> ContestPack:
    """Read the pack in `folder`; refuses as `load_pack_parts` and `parse_pack` do."""
    return parse_pack(load_pack_parts(folder))


def _read_part(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_PART_BYTES + 1)
            size = file.seek(0, 2)
    except FileNotFoundError as fault:
        raise Refused("pack_part_missing", part=path.name) from fault
    except OSError as fault:
        raise Refused("pack_part_unreadable", part=path.name, reason=fault.strerror or str(fault)) from fault
    if len(data) > MAX_PART_BYTES:
        raise Refused("pack_part_too_big", part=path.name, bytes=size, limit_bytes=MAX_PART_BYTES)
    return data
