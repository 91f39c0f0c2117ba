"""Printing through the Windows spooler: the page handed to the driver, its job followed to the spooler's own end, then deleted.

The spooler is asked off the GUI thread, because a printer on a network may keep the asker waiting, for ever at worst: then the
document is said to be unknown, and taken away once somebody answers. `win32print` is handed in, so that everything but that module
runs, and is tested, on any system.
"""

from collections.abc import Callable

from PySide6.QtCore import QDeadlineTimer

from ui.devices.driver_printer import hand_to_driver
from ui.devices.file_printer import FilePrinter
from ui.devices.later import later
from ui.devices.patience import Patience
from ui.devices.pool_work import PoolWork
from ui.devices.print_job import ENDS, PrintJob, PrintReason, PrintState
from ui.devices.printer import Paper
from ui.devices.windows_jobs import CONTROL_DELETE, CONTROL_RETAIN, job_meaning, vanished_meaning
from ui.devices.windows_queues import SILENT, VANISHED, WindowsQueues, WindowsSpooler

HandOver = Callable[[bytes, str, str, Callable[[str], object]], PrintReason]


class WindowsPrinter:
    """A printer by its system name, the system's default for "". Without one, documents go to `files`.

    `fault`: the exception of the module (`pywintypes.error`, whose `winerror` is the code of Windows).
    """

    def __init__(
        self, queue: str, files: FilePrinter, queues: WindowsQueues, fault: type[Exception], *,
        patience: Patience | None = None, hand_over: HandOver = hand_to_driver,
    ) -> None:  # fmt: skip
        self._queue = queue
        self._files = files
        self._spooler = WindowsSpooler(queues, fault)
        self._patience = patience or Patience()
        self._hand_over = hand_over
        self._pool = PoolWork()

    @property
    def paper(self) -> Paper:
        """The paper in it."""
        return self._files.paper

    def submit(self, pdf: bytes, title: str) -> PrintJob:
        """Hand a document to the driver, off the calling thread, and follow it."""
        job = PrintJob()
        errand = _Errand(self._spooler, job, self._patience, self._pool)

        def handed(reason: PrintReason) -> None:
            if reason is PrintReason.NO_PRINTER and not job.is_over:
                self._files.keep(pdf, title, job, reason)
            else:
                errand.begin(reason)

        self._pool.run(lambda: errand.hand(pdf, title, self._queue, self._hand_over), handed)
        return job


class _Errand:
    """One document's way: handed to the driver, its job found by its title, its status read again and again, the job deleted."""

    def __init__(self, spooler: WindowsSpooler, job: PrintJob, patience: Patience, pool: PoolWork) -> None:
        self._spooler = spooler
        self._job = job
        self._patience = patience
        self._pool = pool
        self._printer = ""
        self._number = 0
        self._last_status = 0
        self._is_taken_back = False
        self._deadline = QDeadlineTimer(patience.give_up_after_ms)
        self._silent_at = QDeadlineTimer(patience.answer_within_ms)
        later(patience.give_up_after_ms + 2 * patience.answer_within_ms, self._tell_silence)

    def hand(self, pdf: bytes, title: str, queue: str, hand_over: HandOver) -> PrintReason:
        """Hand the document over and find its job, unless it was given up meanwhile; on a thread of the pool."""
        if self._job.is_over:
            return PrintReason.GIVEN_UP
        return hand_over(pdf, title, queue, lambda printer: self._find(printer, title))

    def _find(self, printer: str, title: str) -> None:
        """Find the job while it is being painted: it cannot be over yet, and of several of one title ours is the newest."""
        self._printer = printer
        self._number = max(self._spooler.numbers_of(printer, title), default=0)
        if self._number:
            self._spooler.command(printer, self._number, CONTROL_RETAIN)

    def begin(self, reason: PrintReason) -> None:
        """Follow what was handed over, or tell why it was not."""
        if self._job.is_over:
            self._clear()
        elif reason is not PrintReason.NONE:
            self._end(PrintState.REFUSED, reason)
        elif not self._number:
            self._end(PrintState.UNKNOWN, PrintReason.SPOOLER_SILENT)
        else:
            self._look()

    def _tell_silence(self) -> None:
        """Whoever waits for a call that never returns would wait for ever."""
        self._job.report(PrintState.UNKNOWN, PrintReason.SPOOLER_SILENT)

    def _look(self) -> None:
        spooler, printer, number = self._spooler, self._printer, self._number
        self._pool.run(lambda: spooler.status_of(printer, number), self._judge)

    def _judge(self, status: int) -> None:
        if self._job.is_over:
            self._clear()
            return
        if status == VANISHED:
            self._end(*vanished_meaning(self._last_status, is_taken_back=self._is_taken_back))
            return
        if status == SILENT:
            self._heard_nothing()
            return
        self._silent_at = QDeadlineTimer(self._patience.answer_within_ms)
        self._last_status = status
        state, reason = job_meaning(status)
        if state is PrintState.REFUSED and self._is_taken_back:
            state, reason = vanished_meaning(status, is_taken_back=True)
        if state in ENDS:
            self._end(state, reason)
            return
        self._job.report(state, reason)
        self._wait_or_give_up()

    def _heard_nothing(self) -> None:
        """Say so once the silence is long; a service that restarts answers again, and then the job goes on."""
        if self._silent_at.hasExpired():
            self._job.report(PrintState.STUCK, PrintReason.SPOOLER_SILENT)
        self._wait_or_give_up()

    def _wait_or_give_up(self) -> None:
        if self._deadline.hasExpired():
            if self._is_taken_back:
                self._end(PrintState.UNKNOWN, PrintReason.SPOOLER_SILENT)
                return
            self._is_taken_back = True
            self._deadline = QDeadlineTimer(self._patience.answer_within_ms)
            self._delete(lambda _: None)
        later(self._patience.ask_every_ms, self._look)

    def _end(self, state: PrintState, reason: PrintReason) -> None:
        self._job.report(state, reason)
        self._clear()

    def _clear(self) -> None:
        """Take the job and its spool file away; a spooler that is silent is asked again, however long that lasts."""
        if self._number:
            self._delete(self._heard_clearing)

    def _heard_clearing(self, is_cleared: bool) -> None:  # noqa: FBT001 - what was heard
        if not is_cleared:
            later(self._patience.answer_within_ms, self._clear)

    def _delete(self, then: Callable[[bool], object]) -> None:
        spooler, printer, number = self._spooler, self._printer, self._number
        self._pool.run(lambda: spooler.command(printer, number, CONTROL_DELETE), then)
