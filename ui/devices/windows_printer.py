"""Printing through the Windows spooler: the page handed to the driver, its job followed to the spooler's own end, then deleted.

The spooler is asked off the GUI thread, because a printer on a network may keep the asker waiting. `win32print` is handed in, so
that everything but that module runs, and is tested, on any system.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any, Final, Protocol

from PySide6.QtCore import QDeadlineTimer, QObject, QThreadPool, QTimer, Signal, Slot

from ui.devices.driver_printer import hand_to_driver
from ui.devices.file_printer import FilePrinter
from ui.devices.patience import Patience
from ui.devices.print_job import PrintJob, PrintReason, PrintState
from ui.devices.printer import Paper
from ui.devices.windows_jobs import CONTROL_DELETE, CONTROL_RETAIN, job_meaning, vanished_meaning

_ALL_JOBS: Final = 10_000
_LEVEL: Final = 1
"""JOB_INFO_1: number, title and status are in it."""
_NO_SUCH_JOB: Final = 87
"""ERROR_INVALID_PARAMETER, which GetJob gives for a job that is not there any more."""
_SILENT: Final = -1
_VANISHED: Final = -2

HandOver = Callable[[bytes, str, str, Callable[[str], object]], PrintReason]


class WindowsQueues(Protocol):
    """What is used of the module `win32print`, by its own names."""

    def OpenPrinter(self, name: str, /) -> Any:  # noqa: ANN401 - a handle only Windows knows; Windows' name
        """Open a printer's queue."""

    def ClosePrinter(self, handle: Any, /) -> None:  # noqa: ANN401 - as above
        """Close it."""

    def EnumJobs(self, handle: Any, first: int, count: int, level: int, /) -> Sequence[Mapping[str, Any]]:  # noqa: ANN401 - as above
        """Give the jobs in it."""

    def GetJob(self, handle: Any, job: int, level: int, /) -> Mapping[str, Any]:  # noqa: ANN401 - as above
        """Give one job."""

    def SetJob(self, handle: Any, job: int, level: int, info: None, command: int, /) -> None:  # noqa: ANN401 - as above
        """Do something to a job."""


class WindowsPrinter(QObject):
    """A printer by its system name, the system's default for "". Without one, documents go to `files`.

    `fault`: the exception of the module (`pywintypes.error`, whose `winerror` is the code of Windows).
    """

    def __init__(
        self, queue: str, files: FilePrinter, queues: WindowsQueues, fault: type[Exception], *,
        patience: Patience | None = None, hand_over: HandOver = hand_to_driver,
    ) -> None:  # fmt: skip
        super().__init__()
        self._queue = queue
        self._files = files
        self._spooler = _Spooler(queues, fault)
        self._patience = patience or Patience()
        self._hand_over = hand_over

    @property
    def paper(self) -> Paper:
        """The paper in it."""
        return self._files.paper

    def submit(self, pdf: bytes, title: str) -> PrintJob:
        """Hand a document to the driver, off the calling thread, and follow it."""
        job = PrintJob()
        errand = _Errand(self._spooler, job, self._patience, self)
        errand.handed.connect(lambda reason: self._keep_if_homeless(pdf, title, job, reason))
        QThreadPool.globalInstance().start(lambda: errand.hand(pdf, title, self._queue, self._hand_over))
        return job

    def _keep_if_homeless(self, pdf: bytes, title: str, job: PrintJob, reason: str) -> None:
        if reason == PrintReason.NO_PRINTER:
            self._files.keep(pdf, title, job, PrintReason.NO_PRINTER)


class _Spooler:
    """Asks the spooler; every call may block, none raises."""

    def __init__(self, queues: WindowsQueues, fault: type[Exception]) -> None:
        self._queues = queues
        self._fault = fault

    def numbers_of(self, printer: str, title: str) -> frozenset[int]:
        """Give the jobs of that title."""
        jobs: Sequence[Mapping[str, Any]] = ()
        with suppress(self._fault):
            jobs = self._in_queue(printer, lambda handle: self._queues.EnumJobs(handle, 0, _ALL_JOBS, _LEVEL))
        return frozenset(int(each["JobId"]) for each in jobs if each["pDocument"] == title)

    def status_of(self, printer: str, number: int) -> int:
        """Give a job's status bits, `_VANISHED` when it is gone, `_SILENT` when the spooler does not say."""
        try:
            found = self._in_queue(printer, lambda handle: self._queues.GetJob(handle, number, _LEVEL))
        except self._fault as fault:
            return _VANISHED if getattr(fault, "winerror", 0) == _NO_SUCH_JOB else _SILENT
        return int(found["Status"])

    def command(self, printer: str, number: int, command: int) -> None:
        """Do something to a job; one that is gone needs nothing done."""
        with suppress(self._fault):
            self._in_queue(printer, lambda handle: self._queues.SetJob(handle, number, 0, None, command))

    def _in_queue(self, printer: str, act: Callable[[Any], Any]) -> Any:  # noqa: ANN401 - what the act gives
        handle = self._queues.OpenPrinter(printer)
        try:
            return act(handle)
        finally:
            self._queues.ClosePrinter(handle)


class _Errand(QObject):
    """One document's way: handed to the driver, its job found by its title, its status read again and again, the job deleted."""

    handed = Signal(str)
    _seen = Signal(int)

    def __init__(self, spooler: _Spooler, job: PrintJob, patience: Patience, parent: QObject) -> None:
        super().__init__(parent)
        self._spooler = spooler
        self._job = job
        self._patience = patience
        self._printer = ""
        self._number = 0
        self._last_status = 0
        self._is_taken_back = False
        self._deadline = QDeadlineTimer(patience.give_up_after_ms)
        self.handed.connect(self._begin)
        self._seen.connect(self._judge)

    def hand(self, pdf: bytes, title: str, queue: str, hand_over: HandOver) -> None:
        """Hand the document over and find its job; on a thread of the pool."""
        self.handed.emit(hand_over(pdf, title, queue, lambda printer: self._find(printer, title)).value)

    def _find(self, printer: str, title: str) -> None:
        """Find the job while it is being painted: it cannot be over yet, and of several of one title ours is the newest."""
        self._printer = printer
        self._number = max(self._spooler.numbers_of(printer, title), default=0)
        if self._number:
            self._spooler.command(printer, self._number, CONTROL_RETAIN)

    @Slot(str)
    def _begin(self, reason: str) -> None:
        if reason == PrintReason.NO_PRINTER:
            self.deleteLater()
        elif reason:
            self._end(PrintState.REFUSED, PrintReason(reason))
        elif not self._number:
            self._end(PrintState.UNKNOWN, PrintReason.SPOOLER_SILENT)
        else:
            self._look()

    @Slot()
    def _look(self) -> None:
        QThreadPool.globalInstance().start(
            lambda: self._seen.emit(self._spooler.status_of(self._printer, self._number))
        )

    @Slot(int)
    def _judge(self, status: int) -> None:
        if status == _VANISHED:
            self._end(*vanished_meaning(self._last_status, is_taken_back=self._is_taken_back))
            return
        if status != _SILENT:
            self._last_status = status
            state, reason = job_meaning(status)
            if state is PrintState.REFUSED and self._is_taken_back:
                state, reason = vanished_meaning(status, is_taken_back=True)
            if state in {PrintState.PRINTED, PrintState.REFUSED, PrintState.UNKNOWN}:
                self._end(state, reason)
                return
            self._job.report(state, reason)
        self._wait_or_give_up()

    def _wait_or_give_up(self) -> None:
        if self._deadline.hasExpired():
            if self._is_taken_back:
                self._end(PrintState.UNKNOWN, PrintReason.SPOOLER_SILENT)
                return
            self._is_taken_back = True
            self._deadline = QDeadlineTimer(self._patience.answer_within_ms)
            self._delete()
        QTimer.singleShot(self._patience.ask_every_ms, self._look)

    def _end(self, state: PrintState, reason: PrintReason) -> None:
        self._job.report(state, reason)
        if self._number:
            self._delete()
        self.deleteLater()

    def _delete(self) -> None:
        spooler, printer, number = self._spooler, self._printer, self._number
        QThreadPool.globalInstance().start(lambda: spooler.command(printer, number, CONTROL_DELETE))
