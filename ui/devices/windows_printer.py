"""Printing through the Windows spooler: the page handed to the driver, its job followed to the spooler's own end, then deleted.

The spooler is asked off the GUI thread, because a printer on a network may keep the asker waiting, for ever at worst: then the
document is said to be unknown, and taken away once somebody answers. `win32print` is handed in, so that everything but that module
runs, and is tested, on any system.
"""

from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QDeadlineTimer, QObject, QThreadPool, QTimer, Signal, Slot

from ui.devices.driver_printer import hand_to_driver
from ui.devices.file_printer import FilePrinter
from ui.devices.patience import Patience
from ui.devices.print_job import ENDS, PrintJob, PrintReason, PrintState
from ui.devices.printer import Paper
from ui.devices.windows_jobs import CONTROL_DELETE, CONTROL_RETAIN, job_meaning, vanished_meaning
from ui.devices.windows_queues import SILENT, VANISHED, WindowsQueues, WindowsSpooler

HandOver = Callable[[bytes, str, str, Callable[[str], object]], PrintReason]


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
        self._spooler = WindowsSpooler(queues, fault)
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
        if reason == PrintReason.NO_PRINTER and not job.is_over:
            self._files.keep(pdf, title, job, PrintReason.NO_PRINTER)


class _Errand(QObject):
    """One document's way: handed to the driver, its job found by its title, its status read again and again, the job deleted."""

    handed = Signal(str)
    _seen = Signal(int)
    _cleared = Signal(bool)

    def __init__(self, spooler: WindowsSpooler, job: PrintJob, patience: Patience, parent: QObject) -> None:
        super().__init__(parent)
        self._spooler = spooler
        self._job = job
        self._patience = patience
        self._printer = ""
        self._number = 0
        self._last_status = 0
        self._is_taken_back = False
        self._deadline = QDeadlineTimer(patience.give_up_after_ms)
        self._silent_at = QDeadlineTimer(patience.answer_within_ms)
        self.handed.connect(self._begin)
        self._seen.connect(self._judge)
        self._cleared.connect(self._finish)
        self._looking, self._clearing, self._silence = (QTimer(self, singleShot=True) for _ in range(3))
        self._looking.timeout.connect(self._look)
        self._clearing.timeout.connect(self._clear)
        self._silence.timeout.connect(self._tell_silence)
        self._silence.start(patience.give_up_after_ms + 2 * patience.answer_within_ms)

    def hand(self, pdf: bytes, title: str, queue: str, hand_over: HandOver) -> None:
        """Hand the document over and find its job, unless it was given up meanwhile; on a thread of the pool."""
        reason = PrintReason.GIVEN_UP
        if not self._job.is_over:
            reason = hand_over(pdf, title, queue, lambda printer: self._find(printer, title))
        self.handed.emit(reason.value)

    def _find(self, printer: str, title: str) -> None:
        """Find the job while it is being painted: it cannot be over yet, and of several of one title ours is the newest."""
        self._printer = printer
        self._number = max(self._spooler.numbers_of(printer, title), default=0)
        if self._number:
            self._spooler.command(printer, self._number, CONTROL_RETAIN)

    @Slot(str)
    def _begin(self, reason: str) -> None:
        if self._job.is_over:
            self._clear()
        elif reason == PrintReason.NO_PRINTER:
            self.deleteLater()
        elif reason:
            self._end(PrintState.REFUSED, PrintReason(reason))
        elif not self._number:
            self._end(PrintState.UNKNOWN, PrintReason.SPOOLER_SILENT)
        else:
            self._look()

    @Slot()
    def _tell_silence(self) -> None:
        """Whoever waits for a call that never returns would wait for ever."""
        self._job.report(PrintState.UNKNOWN, PrintReason.SPOOLER_SILENT)

    @Slot()
    def _look(self) -> None:
        QThreadPool.globalInstance().start(
            lambda: self._seen.emit(self._spooler.status_of(self._printer, self._number))
        )

    @Slot(int)
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
        self._looking.start(self._patience.ask_every_ms)

    def _end(self, state: PrintState, reason: PrintReason) -> None:
        self._job.report(state, reason)
        self._clear()

    @Slot()
    def _clear(self) -> None:
        """Take the job and its spool file away; a spooler that is silent is asked again, however long that lasts."""
        if self._number:
            self._delete(self._cleared.emit)
        else:
            self.deleteLater()

    @Slot(bool)
    def _finish(self, is_cleared: bool) -> None:  # noqa: FBT001 - what the signal tells
        if is_cleared:
            self.deleteLater()
        else:
            self._clearing.start(self._patience.answer_within_ms)

    def _delete(self, done: Callable[[bool], object]) -> None:
        spooler, printer, number = self._spooler, self._printer, self._number

        def delete() -> None:
            is_answered = spooler.command(printer, number, CONTROL_DELETE)
            with suppress(RuntimeError):  # the window was closed meanwhile, and this went with it
                done(is_answered)

        QThreadPool.globalInstance().start(delete)
