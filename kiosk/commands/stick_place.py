"""Where a file for a stick is written: the place given, or inside it under a name of its own."""

from pathlib import Path

from kiosk.clock import system_clock
from kiosk.storage.durable_file import free_place
from sync.protocol.file_names import Carried, stick_file_names


def stick_place(given: Path, carried: Carried, who: str) -> Path:
    """Give `given` where it is a file's, or a name inside it that no file has where it is a folder, a stick's own say."""
    return free_place(given, stick_file_names(carried, who, system_clock().now().at)) if given.is_dir() else given
