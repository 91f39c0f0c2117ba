"""What the window needs from outside itself: where paper goes, where scans come from, and the way to the district.

Filled by `kiosk.app` (and by tests); nothing here does anything.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal, Protocol

from kiosk.contest.errors import Refused
from ui.devices.printer import Printer
from ui.devices.scanner import Scanner
from ui.speech.voice import Speech, no_speech


class SyncReport(Protocol):
    """What a round of sync did. A shape, not the type itself: screens may not know `sync.client`."""

    @property
    def sent(self) -> int:
        """Entries sent in this round."""

    @property
    def waiting(self) -> int:
        """Entries the district still lacks."""


class StickReport(Protocol):
    """What went onto a stick or came from one; `file` is the name of what was written, or of the folder that was read."""

    @property
    def file(self) -> str:
        """Its name."""

    @property
    def entries(self) -> int:
        """Entries written, or said by the district to have arrived."""

    @property
    def waiting(self) -> int:
        """Entries the district still lacks, as far as this kiosk knows."""


@dataclass(frozen=True, slots=True)
class SyncState:
    """How things stand with the district: entries waiting, the last success (aware UTC), the code of the last failure or ""."""

    waiting: int
    succeeded_at: datetime | None
    error: str


def _no_stick(place: Path) -> StickReport:
    raise Refused("stick_unwritable", place=place.name)


@dataclass(frozen=True, slots=True)
class Ports:
    """All of it. `scanner` is None where only the keyboard wedge is there, which the window always listens to.

    `serial_ports` names those that a scanner may be plugged into, `queues` what the system prints through (both blocking).
    `find_speech` looks for the voices of this machine (blocking, asked once).
    `sync_now` runs one round (blocking; refuses with a code), `sync_state` is a short read.
    `sticks` gives where sticks are plugged in; `to_stick` writes what the district lacks into a new file in such a folder,
    `from_stick` takes in what the district put there, `export_journal` writes the whole journal there, signed (all blocking; they
    refuse with codes).
    `graphics` is the setting this run of the program began with; `is_started_again`: whether somebody starts it anew when it ends.
    """

    printer: Printer
    scanner: Scanner | None
    sync_now: Callable[[], SyncReport]
    sync_state: Callable[[], SyncState]
    find_speech: Callable[[], Speech] = no_speech
    serial_ports: Callable[[], tuple[str, ...]] = tuple
    queues: Callable[[], tuple[str, ...]] = tuple
    sticks: Callable[[], tuple[Path, ...]] = tuple
    to_stick: Callable[[Path], StickReport] = _no_stick
    from_stick: Callable[[Path], StickReport] = _no_stick
    export_journal: Callable[[Path], StickReport] = _no_stick
    graphics: Literal["auto", "software"] = "auto"
    is_started_again: bool = False
