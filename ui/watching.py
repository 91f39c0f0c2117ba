"""What watches over the running window: an error nobody expected is told, a stall leaves its trace for technicians.

Nothing here mends anything; what follows an error is `ui.restarting`.
"""

import faulthandler
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

STALLED_S: Final = 10.0
"""After so long without a turn of the event loop all threads are written down."""
_TURN_MS: Final = 1000


class _Bell(QObject):
    """Tells an error on the GUI thread, whichever thread it came up on."""

    rung = Signal(object)

    def __init__(self, failed: Callable[[Exception], None]) -> None:
        super().__init__()
        self._failed = failed
        self.rung.connect(self._tell)  # from another thread: queued by itself

    @Slot(object)
    def _tell(self, error: Exception) -> None:
        self._failed(error)


@contextmanager
def watched(failed: Callable[[Exception], None], folder: Path, stalled_s: float = STALLED_S) -> Iterator[None]:
    """Watch while the block runs. Errors that reach the interpreter from a slot go to `failed`, on the GUI thread.

    Stalls are written to `logs/stalls.log` in the kiosk's folder: lines of code and names of functions, no values.
    """
    before = sys.excepthook
    place = folder / "logs" / "stalls.log"
    bell = _Bell(failed)

    def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, Exception):
            bell.rung.emit(error)
        else:
            before(kind, error, trace)

    with _opened(place) as file:

        def turn() -> None:
            faulthandler.dump_traceback_later(stalled_s, file=file)

        turning = QTimer(bell, interval=_TURN_MS)
        turning.timeout.connect(turn)
        turning.start()
        turn()
        sys.excepthook = report
        try:
            yield
        finally:
            sys.excepthook = before
            turning.stop()
            faulthandler.cancel_dump_traceback_later()


def _opened(place: Path) -> BinaryIO:
    """Open the file for stalls; where that cannot be written, what would be in it is lost and nothing else."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        return place.open("ab")
    except OSError:
        return Path(os.devnull).open("ab")


def forget_errors() -> None:
    """Drop the last errors that the interpreter keeps for a debugger: their traces hold whatever their functions held."""
    for name in ("last_type", "last_value", "last_traceback", "last_exc"):
        if hasattr(sys, name):
            delattr(sys, name)
