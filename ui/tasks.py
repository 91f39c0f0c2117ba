"""Work off the GUI thread: one thread per lane, results and failures delivered back on the GUI thread, in order.

The window has two lanes: storage (every service of the kiosk) and devices (papers). No other thread is started in `ui`.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class _Job:
    turn: object
    work: Callable[[], Any]
    done: Callable[[Any], None]
    failed: Callable[[Exception], None]


@dataclass(frozen=True, slots=True)
class _Outcome:
    job: _Job
    value: object
    failure: Exception | None


class Tasks(QObject):
    """One lane. Everything given to `run` is worked off in order; `pending` counts what has not been delivered yet."""

    _finished = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._closing: Callable[[], None] = _nothing
        self._turn = object()
        self.pending = 0
        self._finished.connect(self._deliver)  # from another thread: queued by itself
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._thread.start()

    def run(self, work: Callable[[], _T], done: Callable[[_T], None], failed: Callable[[Exception], None]) -> None:
        """Do `work` on this lane's thread, then call `done` with its value or `failed` with its exception on the GUI thread."""
        self.pending += 1
        self._jobs.put(_Job(self._turn, work, done, failed))

    def drop(self) -> None:
        """Do what was given all the same, but deliver nothing of it: who asked for it is gone."""
        self._turn = object()

    def stop(self, closing: Callable[[], None] | None = None) -> None:
        """Work off what was given, call `closing` on the lane's thread, end it. Outcomes still under way are dropped."""
        self.drop()  # as they are delivered later, those they are for may be gone
        self._closing = closing or _nothing
        self.drop()
        self._jobs.put(None)
        self._thread.join()

    def _work(self) -> None:
        while self._work_off_one():
            pass
        self._closing()

    def _work_off_one(self) -> bool:
        """Do the next job; False when there will be none. While this waits for one it holds nothing of the last."""
        job = self._jobs.get()
        if job is None:
            return False
        value, failure = None, None
        try:
            value = job.work()
        except Exception as fault:  # noqa: BLE001 - every failure goes to `failed`, on the GUI thread
            failure = fault
        self._finished.emit(_Outcome(job, value, failure))
        return True

    @Slot(object)
    def _deliver(self, outcome: _Outcome) -> None:
        self.pending -= 1
        if outcome.job.turn is not self._turn:
            return
        if outcome.failure is None:
            outcome.job.done(outcome.value)
        else:
            outcome.job.failed(outcome.failure)


def _nothing() -> None:
    pass
