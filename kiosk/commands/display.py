"""Whether a window can be shown at all, asked before anything is begun or written down. Nothing of Qt is here."""

import os
import sys
from typing import Final

from kiosk.contest.errors import Refused

_ANNOUNCED_BY: Final = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def need_display() -> None:
    """Refuse with `display_missing` where the system announces no display: Qt would end the program in the middle of its start."""
    if sys.platform == "linux" and not any(os.environ.get(name) for name in _ANNOUNCED_BY):
        raise Refused("display_missing")
