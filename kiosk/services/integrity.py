"""Whether the kiosk's database is whole: read through now, or what the last reading found and when that was.

Reading takes as long as the database is large, so who only asks gets the last result with its age and never a guess. The result
lies in a file beside the database: a damaged one takes no more rows.
"""

from datetime import datetime
from pathlib import Path
from typing import Final, Literal

import msgspec
from msgspec import Struct

from kiosk.contest.errors import Refused
from kiosk.contest.moment import moment_from_us
from kiosk.services.kiosk import Kiosk
from kiosk.storage.durable_file import write_durably

FILE_NAME: Final = "integrity.json"
_MOST_BYTES: Final = 1000


class Checked(Struct, frozen=True):
    """What a reading of the whole database found ("ok" or "damaged"), and when by the kiosk's clock."""

    result: Literal["ok", "damaged"]
    at_us: int

    @property
    def at(self) -> datetime:
        """The moment of the reading."""
        return moment_from_us(self.at_us)


def check_integrity(kiosk: Kiosk) -> Checked:
    """Read the whole database (SQLite's quick check) and note what was found. Refuses with a fault of the place."""
    checked = Checked(kiosk.store.integrity(), kiosk.clock.now().at_us)
    try:
        write_durably(kiosk.folder / FILE_NAME, msgspec.json.encode(checked))
    except (OSError, Refused):
        # A full or failing disk does not change what was found; the note of an older reading must not stand for it.
        forget_integrity(kiosk.folder)
    return checked


def last_checked(folder: Path) -> Checked | None:
    """Give what the last reading of the database in a kiosk's folder found, None where none is known."""
    try:
        with (folder / FILE_NAME).open("rb") as file:
            return msgspec.json.decode(file.read(_MOST_BYTES), type=Checked)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return None


def forget_integrity(folder: Path) -> None:
    """Drop the note: another database lies there now, or the last reading could not be noted."""
    try:
        (folder / FILE_NAME).unlink(missing_ok=True)
    except OSError:
        return
