"""What watches over the running window: an unexpected error shows the calm screen, a stall leaves its trace for technicians.

Nothing here mends anything: the attempt is on disk already, and staff may let its person go on.
"""

import faulthandler
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Final

from PySide6.QtCore import QTimer

from ui.view_models.visit import Visit

STALLED_S: Final = 10.0
"""After so long without a turn of the event loop all threads are written down."""
_TURN_MS: Final = 1000


@contextmanager
def watched(visit: Visit, folder: Path, stalled_s: float = STALLED_S) -> Iterator[None]:
    """Watch while the block runs. Errors that reach the interpreter from a slot go to the visit, which logs them whole.

    Stalls are written to `logs/stalls.log` in the kiosk's folder: lines of code and names of functions, no values.
    """
    before = sys.excepthook
    place = folder / "logs" / "stalls.log"
    place.parent.mkdir(parents=True, exist_ok=True)

    def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, Exception):
            QTimer.singleShot(0, visit, lambda: visit.report(error))
        else:
            before(kind, error, trace)

    with place.open("ab") as file:

        def turn() -> None:
            faulthandler.dump_traceback_later(stalled_s, file=file)

        turning = QTimer(visit, interval=_TURN_MS)
        turning.timeout.connect(turn)
        turning.start()
        sys.excepthook = report
        try:
            yield
        finally:
            sys.excepthook = before
            turning.stop()
            turning.deleteLater()
            faulthandler.cancel_dump_traceback_later()
