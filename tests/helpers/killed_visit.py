"""A program of its own: a kiosk in the folder named, on which the person of the number named begins a visit, and it is killed.

`python -m tests.helpers.killed_visit FOLDER NUMBER` prints "there" when the person has come as far as chance takes them.
"""

import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

from PySide6.QtCore import QDeadlineTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from kiosk.logs import start_log
from kiosk.services.opening import open_kiosk
from tests.helpers.chance_visits import go_some_way
from tests.helpers.kiosks import a_kiosk
from tests.helpers.qml import a_window
from tests.helpers.waiting import COMES_WITHIN_MS

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

_LOOK_EVERY_MS: Final = 5
_SIZE: Final = (1024, 640)


@dataclass(frozen=True, slots=True)
class Patience:
    """What a hand needs of pytest's bot, without pytest: to wait."""

    def waitUntil(self, condition: Callable[[], object], timeout: int = COMES_WITHIN_MS) -> None:  # noqa: N802 - as the bot's
        """Let the window live until the condition holds, at most `timeout` ms."""
        deadline = QDeadlineTimer(timeout)
        QTest.qWait(_LOOK_EVERY_MS)  # a screen that has just come is laid out with its next frame
        while not _holds(condition):
            if deadline.hasExpired():
                raise TimeoutError
            QTest.qWait(_LOOK_EVERY_MS)


def _holds(condition: Callable[[], object]) -> bool:
    try:
        return condition() in (None, True)
    except AssertionError:
        return False


def main(folder: Path, serial: int) -> None:
    """Come, go on for a while, and be killed."""
    application = QGuiApplication(["killed-visit"])
    kiosk = a_kiosk(folder)
    start_log(folder, "kiosk")
    open_kiosk(kiosk, "officer-1")
    with a_window(kiosk, cast("QtBot", Patience()), _SIZE) as hand:
        go_some_way(hand, serial, "idle")
        print("there", flush=True)  # noqa: T201 - told to the test
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
    del application


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
