"""Receipts on their way to paper. This outlives the screens: what became of a paper is written down whatever befalls them."""

import logging
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot

from kiosk.contest.events import PrintOutcome
from kiosk.services.copies import begin_copy, record_copy
from kiosk.services.kiosk import Kiosk
from ui.devices.print_job import PrintJob
from ui.devices.printer import Printer
from ui.tasks import Tasks

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Copy:
    """One paper of a receipt: the receipt's number, the name the paper has in the queue, and who asked for it."""

    number: int
    title: str
    by: str


@dataclass(frozen=True, slots=True)
class _Way:
    copy: Copy
    kiosk: Kiosk
    job: PrintJob
    printer: Printer
    """Held as long as its paper is under way, also where another printer was set meanwhile."""


class ReceiptPapers(QObject):
    """Sends papers and notes each one's end in the journal, once. Screens may listen to the jobs; nothing depends on them."""

    underwayChanged = Signal()

    def __init__(self, storage: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._storage = storage
        self._underway: list[_Way] = []
        self._newest: _Way | None = None

    @property
    def are_underway(self) -> bool:
        """Whether the end of any is still to be heard."""
        return bool(self._underway)

    def send(self, kiosk: Kiosk, printer: Printer, copy: Copy, pdf: bytes) -> PrintJob:
        """Put a paper through the printer, once it was noted that it goes there: a power cut may come before its end."""
        self._storage.run(lambda: begin_copy(kiosk, copy.number, copy.by), _noted, _not_noted)
        way = _Way(copy, kiosk, printer.submit(pdf, copy.title), printer)
        self._underway.append(way)
        self._newest = way
        way.job.changed.connect(self._look)
        self._look()
        return way.job

    def underway(self, title: str) -> PrintJob | None:
        """Give the job of a paper of that title that is under way, None without one."""
        return next((each.job for each in self._underway if each.copy.title == title), None)

    def job_of(self, title: str) -> PrintJob | None:
        """Give the job of a paper that is under way or was the last one sent, None for any other."""
        known = (*self._underway, *((self._newest,) if self._newest is not None else ()))
        return next((each.job for each in known if each.copy.title == title), None)

    @Slot()
    def _look(self) -> None:
        over = [each for each in self._underway if each.job.is_over]
        self._underway = [each for each in self._underway if not each.job.is_over]
        for way in over:
            self._note(way)
        self.underwayChanged.emit()

    def _note(self, way: _Way) -> None:
        kiosk, copy = way.kiosk, way.copy
        outcome: PrintOutcome = way.job.state.value
        self._storage.run(lambda: record_copy(kiosk, copy.number, outcome, copy.by), _noted, _not_noted)


def _noted(_value: object) -> None:
    pass


def _not_noted(failure: Exception) -> None:
    _log.warning("the way of a receipt's paper could not be noted: %r", failure)
