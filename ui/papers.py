"""Papers on their way: receipts, and what staff print. This outlives the screens: what became of a paper is always written down."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot

from kiosk.contest.events import PrintOutcome
from kiosk.services.copies import begin_copy, record_copy
from kiosk.services.kiosk import Kiosk
from ui.devices.print_job import PrintJob
from ui.devices.printer import Printer
from ui.tasks import Tasks

Note = Callable[[PrintOutcome], object]
"""Writes down how a paper stands; called on the storage lane."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Copy:
    """One paper of a receipt: the receipt's number, the name the paper has in the queue, and who asked for it."""

    number: int
    title: str
    by: str


@dataclass(frozen=True, slots=True)
class _Way:
    title: str
    job: PrintJob
    end: Note
    printer: Printer
    """Held as long as its paper is under way, also where another printer was set meanwhile."""
    pdf: bytes = b""
    """What a paper of the staff's own is known again by; a person's is not kept in memory."""


class Papers(QObject):
    """Sends papers and has each one's end noted, once. Screens may listen to the jobs; nothing depends on them."""

    underwayChanged = Signal()

    def __init__(self, storage: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._storage = storage
        self._underway: list[_Way] = []
        self._newest: tuple[str, PrintJob] | None = None

    @property
    def are_underway(self) -> bool:
        """Whether the end of any is still to be heard."""
        return bool(self._underway)

    def send(self, kiosk: Kiosk, printer: Printer, copy: Copy, pdf: bytes) -> PrintJob:
        """Put a receipt through the printer, once it was noted that it goes there: a power cut may come before its end."""
        self._storage.run(lambda: begin_copy(kiosk, copy.number, copy.by), _noted, _not_noted)

        def end(outcome: PrintOutcome) -> None:
            record_copy(kiosk, copy.number, outcome, copy.by)

        return self._put(_Way(copy.title, printer.submit(pdf, copy.title), end, printer))

    def send_record(self, printer: Printer, pdf: bytes, title: str, note: Note) -> PrintJob:
        """Put a paper of the staff's own through the printer; `note` is told how it stands as it is handed over, and its end.

        Asked for again while the very same one is under way it is not printed twice: who presses on at a stuck printer wants one.
        """
        for each in self._underway:
            if (each.title, each.pdf) == (title, pdf):
                return each.job
        job = printer.submit(pdf, title)
        if not job.is_over:
            self._note(note, job.state.value)
        return self._put(_Way(title, job, note, printer, pdf))

    def underway(self, title: str) -> PrintJob | None:
        """Give the job of a paper of that title that is under way, None without one."""
        return next((each.job for each in self._underway if each.title == title), None)

    def job_of(self, title: str) -> PrintJob | None:
        """Give the job of a paper that is under way or was the last one sent, None for any other."""
        if self._newest is not None and self._newest[0] == title:
            return self._newest[1]
        return self.underway(title)

    def _put(self, way: _Way) -> PrintJob:
        self._underway.append(way)
        self._newest = (way.title, way.job)
        way.job.changed.connect(self._look)
        self._look()
        return way.job

    @Slot()
    def _look(self) -> None:
        over = [each for each in self._underway if each.job.is_over]
        self._underway = [each for each in self._underway if not each.job.is_over]
        for way in over:
            self._note(way.end, way.job.state.value)
        self.underwayChanged.emit()

    def _note(self, note: Note, outcome: PrintOutcome) -> None:
        self._storage.run(lambda: note(outcome), _noted, _not_noted)


def _noted(_value: object) -> None:
    pass


def _not_noted(failure: Exception) -> None:
    _log.warning("the way of a paper could not be noted: %r", failure)
