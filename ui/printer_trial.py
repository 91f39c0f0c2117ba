"""A trial page on its way through the printer: where it is, whether a person must look at the tray, and what was found."""

from PySide6.QtCore import QElapsedTimer, QObject, Signal, Slot

from kiosk.services.device_checks import printer_found
from kiosk.services.readiness import Found
from kiosk.texts import Catalogue
from ui.device_trials import job_in_words
from ui.devices.print_job import PrintJob, PrintState


class PrinterTrial(QObject):
    """`changed` at each step of the page; `ended` with what was found where it is over without anything to look at."""

    changed = Signal()
    ended = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._job: PrintJob | None = None
        self._watch = QElapsedTimer()

    @property
    def is_to_be_looked_at(self) -> bool:
        """Whether the page may lie in the tray by now."""
        return self._job is not None and self._job.is_over

    def begin(self, job: PrintJob) -> None:
        """Follow a page that was just handed over."""
        self.drop()
        self._job = job
        self._watch.start()
        job.changed.connect(self._hear)
        self._hear()

    def drop(self) -> None:
        """Follow the page no further."""
        if self._job is not None:
            self._job.changed.disconnect(self._hear)
            self._job = None

    def in_words(self, catalogue: Catalogue) -> str:
        """Say where the page is while it is under way, "" at other times."""
        return "" if self._job is None or self._job.is_over else job_in_words(self._job, catalogue)

    def found(self, *, is_seen: bool | None = None) -> Found | None:
        """Give what was found, with what a person said of the page; None where nothing is under way."""
        if self._job is None:
            return None
        return printer_found(
            self._job.state.value, self._job.reason.value, self._watch.elapsed() / 1000, is_seen=is_seen
        )

    @Slot()
    def _hear(self) -> None:
        job = self._job
        if job is not None and job.is_over and job.state not in {PrintState.PRINTED, PrintState.UNKNOWN}:
            self.ended.emit(self.found())
        self.changed.emit()
