"""What a technician may set for one kiosk: `settings.json` in its folder, read once. The only reader of that file.

Rules of the contest are not here but in the pack; nothing secret is here either.
"""

from pathlib import Path
from typing import Final, Literal

import msgspec
from msgspec import Struct

from kiosk.contest.errors import Refused

FILE_NAME: Final = "settings.json"
_MAX_BYTES: Final = 64 * 1024


class Settings(Struct, frozen=True, forbid_unknown_fields=True):
    """The settings of one kiosk; those that are not named have their defaults.

    `printer`: a queue of the system's spooler, "" for its default, "file" to keep receipts as files, or
    "escpos://192.168.1.50:9100" for a receipt printer on the network.
    `scanner_port`: a serial port such as "COM3" or "/dev/ttyACM0", "" for scanners that act as a keyboard only.
    """

    printer: str = ""
    paper: Literal["a5", "roll80"] = "a5"
    scanner_port: str = ""
    graphics: Literal["auto", "software"] = "auto"


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
