"""What a technician may set for one kiosk: `settings.json` in its folder, and its last good copy. The only reader and writer.

A file that was damaged stops nobody: the copy stands in for it, else the defaults, and for a single wrong value only that value's.
Rules of the contest are not here but in the pack; nothing secret is here either.
"""

import contextlib
import stat
from codecs import BOM_UTF8
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Struct

from kiosk.contest.errors import Refused
from kiosk.storage.durable_file import write_durably

FILE_NAME: Final = "settings.json"
COPY_NAME: Final = "settings.json.2"
"""The settings as they were last whole."""
UNKNOWN: Final = "other"
"""Stands for a name in the file that is no setting of this version: what somebody wrote there is not repeated."""
_MAX_BYTES: Final = 64 * 1024
_PORT: Final = r"(?:6553[0-5]|655[0-2]\d|65[0-4]\d\d|6[0-4]\d{3}|[1-5]\d{4}|[1-9]\d{0,3})"
_QUEUE: Final = rf"\A(?:(?!escpos:)[^\x00-\x1f]*|escpos://(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::{_PORT})?/?)\Z"

Fault = Literal["lost", "damaged", "reset", "in_part"]
"""What befell the settings, as `FoundSettings` says."""


class Settings(Struct, frozen=True, forbid_unknown_fields=True):
    """The settings of one kiosk; those that are not named have their defaults.

    `printer`: a queue of the system's spooler, "" for its default, "file" to keep receipts as files, or
    "escpos://192.168.1.50:9100" for a receipt printer on the network.
    `screen_width_mm`: how wide the picture on the screen is, for screens that tell it wrongly; None believes them.
    `text_step`: how large the text is for each new person, 0 to 3. `sound`: whether the screen may be read aloud.
    `scanner_port`: a serial port such as "COM3" or "/dev/ttyACM0", "" for scanners that act as a keyboard only.
    """

    printer: Annotated[str, msgspec.Meta(max_length=250, pattern=_QUEUE)] = ""
    paper: Literal["a5", "roll80"] = "a5"
    scanner_port: Annotated[str, msgspec.Meta(max_length=250, pattern=r"\A[^\x00-\x1f]*\Z")] = ""
    graphics: Literal["auto", "software"] = "auto"
    screen_width_mm: Annotated[float, msgspec.Meta(gt=50, lt=5000)] | None = None
    text_step: Annotated[int, msgspec.Meta(ge=0, le=3)] = 1
    sound: bool = True


class FoundSettings(Struct, frozen=True):
    """The settings in force, and how they were found.

    `fault` is "" where they were whole, also where there is no file and never was one. "lost" and "damaged": the copy stands in for
    the file; "reset": the file is damaged and there is no copy, so the defaults do; "in_part": only `names` could not be taken, and
    have the copy's values or their defaults.
    """

    settings: Settings
    fault: Fault | Literal[""] = ""
    names: tuple[str, ...] = ()


class MendedSettings(Struct, frozen=True):
    """What had befallen the settings, and the name under which what had been there is kept ("": nothing had)."""

    fault: Fault
    names: tuple[str, ...]
    kept_as: str


def read_settings(folder: Path) -> Settings:
    """Give the settings in force in the kiosk in `folder`, whatever befell the file."""
    return find_settings(folder).settings


def find_settings(folder: Path) -> FoundSettings:
    """Give the settings in force, and how they were found. Nothing is written."""
    copied, _ = _taken(_read(folder / COPY_NAME), Settings())
    data = _read(folder / FILE_NAME)
    settings, names = _taken(data, copied or Settings())
    if settings is not None:
        return FoundSettings(settings, "in_part" if names else "", names)
    if copied is not None:
        return FoundSettings(copied, "lost" if data is None else "damaged")
    return FoundSettings(Settings(), "" if data is None else "reset")


def mend_settings(folder: Path, today: date) -> MendedSettings | None:
    """Write what is in force where the file is not whole, and keep the copy up to date; None where nothing was wrong.

    What had been in the file stays beside it under a name with the day. Where nothing can be written all stays as it is, and the
    settings in force are the same.
    """
    found = find_settings(folder)
    if not found.fault:
        with contextlib.suppress(Refused):
            _keep_copy(folder)
        return None
    kept_as = "" if found.fault == "lost" else FILE_NAME
    with contextlib.suppress(Refused, OSError):
        if found.fault != "lost":
            kept_as = _put_aside(folder, today)
        write_settings(folder, found.settings)
    return MendedSettings(found.fault, found.names, kept_as)


def write_settings(folder: Path, settings: Settings) -> None:
    """Write the settings of the kiosk in `folder`: the file is the old one or the new one, whole, whatever happens.

    Refuses with `settings_damaged` (fact: where) what `read_settings` would not take, and with `settings_unwritable`.
    """
    data = msgspec.json.format(msgspec.json.encode(settings), indent=2)
    try:
        msgspec.json.decode(data, type=Settings)
    except msgspec.MsgspecError as fault:
        raise Refused("settings_damaged", where=str(fault)) from fault
    try:
        write_durably(folder / FILE_NAME, data)
    except Refused as fault:
        raise Refused("settings_unwritable") from fault
    with contextlib.suppress(Refused):  # the file counts; the next start brings the copy up to it
        write_durably(folder / COPY_NAME, data)


def _read(place: Path) -> bytes | None:
    """Give a file's bytes, None where there is none; what cannot be read, is too large or no file at all reads as nothing."""
    try:
        if not stat.S_ISREG(place.stat().st_mode):
            return b""
        with place.open("rb") as file:
            data = file.read(_MAX_BYTES + 1)
    except FileNotFoundError:
        return None
    except OSError:
        return b""
    return data if len(data) <= _MAX_BYTES else b""


def _taken(data: bytes | None, instead: Settings) -> tuple[Settings | None, tuple[str, ...]]:
    """Give the settings that a file's bytes say, and what of them could not be taken; `instead` has the values for that.

    None where they say nothing: there is no file, or it is not one of settings.
    """
    if data is None:
        return None, ()
    try:
        said = msgspec.json.decode(data.removeprefix(BOM_UTF8), type=dict[str, object])
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None, ()
    wrong = tuple(sorted({name if name in Settings.__struct_fields__ else UNKNOWN for name in _wrong(said)}))
    right = {name: value for name, value in said.items() if name in Settings.__struct_fields__ and name not in wrong}
    kept = {name: getattr(instead, name) for name in wrong if name != UNKNOWN}
    return msgspec.convert({**right, **kept}, Settings), wrong


def _wrong(said: dict[str, object]) -> Iterator[str]:
    for name, value in said.items():
        try:
            msgspec.convert({name: value}, Settings)
        except msgspec.MsgspecError:
            yield name


def _keep_copy(folder: Path) -> None:
    """Make the copy what the whole file is, where it is another; refuses as `write_durably` does."""
    data = _read(folder / FILE_NAME)
    if data is not None and data != _read(folder / COPY_NAME):
        write_durably(folder / COPY_NAME, data)


def _put_aside(folder: Path, today: date) -> str:
    """Keep what is in the file's place under a name of its own, and give that; OSError or `Refused` where that cannot be done.

    What can be read is copied, so that cut off here the file is still the one it was.
    """
    place, count = folder / FILE_NAME, 1
    while (aside := folder / f"settings-{today.isoformat()}-{count}.json").exists():
        count += 1
    if data := _read(place):
        write_durably(aside, data)
    else:
        place.rename(aside)
    return aside.name
