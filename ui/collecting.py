"""Python's garbage is collected on the window's thread, and on no other while there is a window.

Python collects on whichever thread has just made an object. Models, timers and devices stand in cycles, so a thread that draws a
paper could be the one that deletes them; Qt then keeps a timer that belongs to nothing, and its next turn ends the program.

What a start leaves behind for the whole run - modules, classes, what stands on the screen - is looked through once and then set
aside: to look through it again and again would let the window stand still for fifty milliseconds every few minutes.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from PySide6.QtCore import QObject, QTimer

_LOOK_EVERY_MS: Final = 1000


def collect_due() -> None:
    """Collect what Python would by its own thresholds: once enough is new, the oldest generation whose turn has come."""
    counts, most = gc.get_count(), gc.get_threshold()
    if counts[0] > most[0]:
        gc.collect(max(place for place in range(len(most)) if counts[place] > most[place]))


def collect_all() -> None:
    """Collect everything, also of what was set aside; from now on nothing is, for somebody may be at the screen."""
    gc.unfreeze()
    gc.collect()


def _set_aside() -> None:
    gc.collect()
    gc.freeze()


@contextmanager
def collecting_here(parent: QObject) -> Iterator[None]:
    """Collect from time to time on the thread of `parent`, and let no other thread do so while the block runs."""
    gc.disable()
    looking = QTimer(parent, interval=_LOOK_EVERY_MS)
    looking.timeout.connect(collect_due)
    looking.start()
    # Before anybody can have typed a name: of what is set aside nothing goes by itself that stands in a cycle.
    QTimer.singleShot(_LOOK_EVERY_MS, looking, _set_aside)
    try:
        yield
    finally:
        looking.stop()
        looking.deleteLater()
        gc.unfreeze()
        gc.enable()
