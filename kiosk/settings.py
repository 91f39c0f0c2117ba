"""What a technician may set for one kiosk: `settings.json` in its folder. The only reader and writer of that file.

Rules of the contest are not here but in the pack; nothing secret is here either.
"""

import os
from pathlib import Path
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Struct

from kiosk.contest.errors import Refused

FILE_NAME: Final = "settings.json"
_MAX_BYTES: Final = 64 * 1024


class Settings(Struct, frozen=True, forbid_unknown_fields=True):
    """The settings of one kiosk; those that are not named have their defaults.

    `printer`: a queue of the system's spooler, "" for its default, "file" to keep receipts as files, or
    "escpos://192.168.1.50:9100" for a receipt printer on the network.
    `screen_width_mm`: how wide the picture on the screen is, for screens that tell it wrongly; None believes them.
    `text_step`: how large the text is for each new person, 0 to 3. `sound`: whether the screen may be read aloud.
    `scanner_port`: a serial port such as "COM3" or "/dev/ttyACM0", "" for scanners that act as a keyboard only.
    """

    printer: str = ""
    paper: Literal["a5", "roll80"] = "a5"
    scanner_port: str = ""
    graphics: Literal["auto", "software"] = "auto"
    screen_width_mm: Annotated[float, msgspec.Meta(gt=50, lt=5000)] | None = None
    text_step: Annotated[int, msgspec.Meta(ge=0, le=3)] = 1
    sound: bool = True


def read_settings(folder: Path) -> Settings:
    """Give the settings of the kiosk in `folder`, the defaults when there are none.

    Refuses with `settings_damaged` (fact: where): a wrong setting is said, not guessed.
    """
    try:
        data = (folder / FILE_NAME).read_bytes()[:_MAX_BYTES]
    except FileNotFoundError:
        return Settings()
    try:
        return msgspec.json.decode(data, type=Settings)
    except (msgspec.MsgspecError, UnicodeDecodeError) as fault:
        raise Refused("settings_damaged", where=str(fault)) from fault


def write_settings(folder: Path, settings: Settings) -> None:
    """Write the settings of the kiosk in `folder`: the file is the old one or the new one, whole, whatever happens.

    Refuses with `settings_damaged` (fact: where) what `read_settings` would not take, and with `settings_unwritable`.
    """
    data = msgspec.json.format(msgspec.json.encode(settings), indent=2)
    try:
        msgspec.json.decode(data, type=Settings)
    except msgspec.MsgspecError as fault:
        raise Refused("settings_damaged", where=str(fault)) from fault
    part = folder / f"{FILE_NAME}.part"
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(folder / FILE_NAME)
    except OSError as fault:
        raise Refused("settings_unwritable") from fault
