"""Where a file for a stick is written: the place given, or inside it under a name of its own."""

from pathlib import Path

from kiosk.clock import system_clock
from sync.protocol.file_names import Carried, stick_file_name


def stick_place(given: Path, carried: Carried, who: str) -> Path:
    """Give `given` where it is a file's, or a new name inside it where it is a folder, such as a stick's own."""
    return given / stick_file_name(carried, who, system_clock().now().at) if given.is_dir() else given
