"""Where memory sticks are plugged in. Which file goes onto one is not decided here."""

import sys
from pathlib import Path
from typing import Final

from PySide6.QtCore import QStorageInfo

_PLACES: Final = ("/media/", "/run/media/", "/mnt/")
_REMOVABLE: Final = 2
"""DRIVE_REMOVABLE of the Windows function GetDriveType, which wants a root with a backslash at its end; Qt gives "E:/"."""


def find_sticks() -> tuple[Path, ...]:
    """Give the roots of the sticks one can write on, in the order of their paths."""
    volumes = QStorageInfo.mountedVolumes()
    roots = (each.rootPath() for each in volumes if each.isValid() and each.isReady() and not each.isReadOnly())
    return tuple(sorted(Path(root) for root in roots if is_stick(root)))


def is_stick(root: str) -> bool:
    """Tell from where it is mounted whether a volume is a stick; on Windows the system is asked."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - there only

        return bool(ctypes.windll.kernel32.GetDriveTypeW(root.replace("/", "\\")) == _REMOVABLE)
    return f"{root}/".startswith(_PLACES)
