"""Work away from the window: one thread for storage, another for what may take long (printing, sync).

The GUI thread never waits. What work gives comes back on the GUI thread; expected refusals go to the caller, unexpected errors are
logged whole and reach `failed`, so that the window can show its calm screen.
"""

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from kiosk.contest.errors import Refused

_T = TypeVar("_T")
_log = logging.getLogger(__name__)


class Tasks(QObject):
    """Runs work and brings results home. `storage_thread_ends` is called on the storage thread at the very end."""

    failed = Signal()
    _came_back = Signal(object)

    def __init__(self, storage_thread_ends: Callable[[], None] = lambda: None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._storage = ThreadPoolExecutor(1, thread_name_prefix="storage")
        self._aside = ThreadPoolExecutor(2, thread_name_prefix="aside")
        self._storage_thread_ends = storage_thread_ends
        self._under_way = 0
        self._came_back.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def store(
        self, work: Callable[[], _T], done: Callable[[_T], None], refused: Callable[[Refused], None] | None = None
    ) -> None:
        """Run `work` on the storage thread, in the order asked; then `done` or `refused` here."""
        self._start(self._storage, work, done, refused)

    def aside(
        self, work: Callable[[], _T], done: Callable[[_T], None], refused: Callable[[Refused], None] | None = None
    ) -> None:
        """Run `work` that may take long beside everything else."""
        self._start(self._aside, work, done, refused)

    @property
    def is_idle(self) -> bool:
        """Whether nothing is under way."""
        return self._under_way == 0

    def stop(self) -> None:
        """Finish what was asked and end the threads."""
        self._storage.submit(self._storage_thread_ends)
        self._storage.shutdown(wait=True)
        self._aside.shutdown(wait=True)

    def _start(
        self,
        pool: ThreadPoolExecutor,
        work: Callable[[], _T],
        done: Callable[[_T], None],
        refused: Callable[[Refused], None] | None,
    ) -> None:
        self._under_way += 1
        future: Future[Any] = pool.submit(work)
        future.add_done_callback(lambda finished: self._came_back.emit((finished, done, refused)))

    def _deliver(self, result: tuple[Future[Any], Callable[[Any], None], Callable[[Refused], None] | None]) -> None:
        future, done, refused = result
        self._under_way -= 1
        error = future.exception()
        if error is None:
            done(future.result())
        elif isinstance(error, Refused) and refused is not None:
            refused(error)
        else:
            _log.error("work failed", exc_info=error)
            self.failed.emit()
