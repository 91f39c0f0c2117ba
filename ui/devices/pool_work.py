"""Work done on a thread of the pool, its value handed back on the GUI thread. Lives as long as the program.

A signal of an object that goes when its work is done would not do: it may be deleted while the thread is still telling it so.
"""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QObject, QThreadPool, Signal, Slot

_T = TypeVar("_T")


class PoolWork(QObject):
    """Whoever asks needs no care for threads: `then` is called where this was made."""

    _due = Signal(object)

    def __init__(self) -> None:
        super().__init__(QCoreApplication.instance())
        self._due.connect(self._do)

    def run(self, work: Callable[[], _T], then: Callable[[_T], object]) -> None:
        """Do `work`, which may block but may not raise, then call `then` with its value."""
        QThreadPool.globalInstance().start(lambda: self._due.emit(partial(then, work())))

    @Slot(object)
    def _do(self, act: Callable[[], object]) -> None:
        act()
