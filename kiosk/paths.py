"""Where things lie, from source and in the built program. The only reader of PyInstaller's `sys._MEIPASS`."""

import os
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(getattr(sys, "_MEIPASS", Path(__file__).resolve().parent.parent))
"""The folder that holds `resources/`, `ui/` and `sync/` with their data files."""

RESOURCES: Final = ROOT / "resources"
SAMPLE_PACK: Final = RESOURCES / "packs" / "thanh-xuan-2023"


def default_data_folder() -> Path:
    """Give the folder for a kiosk's or district's state when none is named: the system's place for a user's data."""
    if sys.platform == "win32":
        place = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    else:
        place = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return place / "tram-thi"


def own_command() -> list[str]:
    """Give the command that starts this program again: the built program itself, or this Python with the module."""
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "kiosk"]
