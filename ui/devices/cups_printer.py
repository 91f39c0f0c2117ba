"""Printing through CUPS by IPP: media asked before, the job's true end read from the spooler, its spool file removed after.

`lp` and Qt hide what matters (Qt says true for jobs that never print). A job is made first and given its document then, so that
its number is known whatever becomes of the document. Everything runs on Qt's event loop: nothing waits.
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QDeadlineTimer, QObject

from ui.devices.cups_jobs import HELD, blocking_reason, job_code, job_meaning
from ui.devices.cups_line import PURGE, CupsLine, Spooler, job_numbered, printer_at, this_user, wanted
from ui.devices.file_printer import FilePrinter
from ui.devices.ipp import Attribute, Message, Operation, Tag
from ui.devices.later import later
from ui.devices.media import page_mm, sheet_for
from ui.devices.patience import Patience
from ui.devices.print_job import ENDS, PrintJob, PrintReason, PrintState
from ui.devices.printer import Paper

Keep = Callable[[PrintReason], object]
_MOST_SENDINGS: Final = 3


class CupsPrinter(QObject):
    """A queue of CUPS, its default one for "". Documents for which there is no queue go to `files`."""

    def __init__(self, queue: str, files: FilePrinter, spooler: Spooler, patience: Patience | None = None) -> None:
        super().__init__()
        self._queue = queue
        self._files = files
        self._patience = patience or Patience()
        self._line = CupsLine(spooler, self._patience.answer_within_ms, self)
        self._underway: set[_Errand] = set()

    @property
    def paper(self) -> Paper:
        """The paper in it."""
        return self._files.paper

    def submit(self, pdf: bytes, title: str) -> PrintJob:
        """Send a document to the queue."""
        job = PrintJob()
        keep = lambda reason: self._files.keep(pdf, title, job, reason)  # noqa: E731 - it closes over the document
        errand = _Errand(self._line, job, keep, self._patience, pdf, title)
        self._underway.add(errand)
        errand.over = lambda: self._underway.discard(errand)
        errand.begin(self._queue)
        return job


class _Errand:
    """One document's way through the spooler: queue -> its media -> a job -> the document -> the job's state, again and again."""

    def __init__(self, line: CupsLine, job: PrintJob, keep: Keep, patience: Patience, pdf: bytes, title: str) -> None:
        self._line = line
        self._job = job
        self._keep = keep
        self._patience = patience
        self._pdf = pdf
        self._title = title
        self._queue = ""
        self._number = 0
        self._sendings = 0
        self._is_sent = False
        self._is_taken_back = False
        self._give_up_at = QDeadlineTimer(patience.give_up_after_ms)
        self._silent_at = QDeadlineTimer(QDeadlineTimer.ForeverConstant.Forever)
        self.over: Callable[[], object] = lambda: None

    def begin(self, queue: str) -> None:
        if queue:
            self._ask_media(queue)
            return

        def heard(answer: Message | None) -> None:
            names = answer.words("printer-name") if answer is not None and answer.is_successful else ()
            if names:
                self._ask_media(names[0])
            else:
                self._give_to_files()

        self._line.ask(Operation.CUPS_GET_DEFAULT, (wanted("printer-name"),), heard)

    def _ask_media(self, queue: str) -> None:
        self._queue = queue

        def heard(answer: Message | None) -> None:
            if answer is None or not answer.is_successful:
                self._give_to_files()
                return
            page = page_mm(self._pdf)
            if page is None:
                self._end(PrintState.REFUSED, PrintReason.NOT_ACCEPTED)
                return
            sheet = sheet_for(*page, answer.words("media-supported"))
            if sheet is None:
                self._end(PrintState.REFUSED, PrintReason.PAPER_UNSUPPORTED)
            else:
                self._make_job(sheet)

        self._ask_printer("media-supported", heard)

    def _make_job(self, sheet: str) -> None:
        """Make the job without its document: where no answer comes, nothing was sent that could come out."""

        def heard(answer: Message | None) -> None:
            number = answer.number("job-id") if answer is not None and answer.is_successful else None
            if number is None:
                self._end(
                    PrintState.REFUSED, PrintReason.SPOOLER_SILENT if answer is None else PrintReason.NOT_ACCEPTED
                )
                return
            self._number = number
            self._heard_something()
            self._send()

        self._line.ask(
            Operation.CREATE_JOB,
            (printer_at(self._queue), this_user(), Attribute(Tag.NAME, "job-name", (self._title,))),
            heard,
            path=self._path(),
            job=(Attribute(Tag.KEYWORD, "media", (sheet,)), Attribute(Tag.KEYWORD, "print-scaling", ("none",))),
        )

    def _send(self) -> None:
        self._sendings += 1

        def heard(answer: Message | None) -> None:
            if answer is not None and not answer.is_successful:
                self._end(PrintState.REFUSED, PrintReason.NOT_ACCEPTED)
                return
            self._is_sent = answer is not None
            self._look_later() if answer is None else self._look()

        self._line.ask(
            Operation.SEND_DOCUMENT,
            (
                *self._job_name(),
                this_user(),
                Attribute(Tag.MIME_TYPE, "document-format", ("application/pdf",)),
                Attribute(Tag.BOOLEAN, "last-document", (True,)),
            ),
            heard,
            path=self._path(),
            pdf=self._pdf,
        )

    def _send_again(self) -> None:
        """What was cut off on its way starts again whole; what never arrives (the disk may be full) is refused."""
        if self._sendings < _MOST_SENDINGS:
            self._send()
        else:
            self._end(PrintState.REFUSED, PrintReason.NOT_ACCEPTED)

    def _look(self) -> None:
        if not self._give_up_at.hasExpired():
            self._line.ask(
                Operation.GET_JOB_ATTRIBUTES,
                (*self._job_name(), this_user(), wanted("job-state")),
                lambda answer: self._judge(job_code(answer)),
                path=self._path(),
            )
        elif self._is_taken_back:
            self._end(PrintState.UNKNOWN, PrintReason.SPOOLER_SILENT)
        else:
            self._take_back()

    def _judge(self, code: int) -> None:
        meaning = job_meaning(code)
        if meaning is None:
            self._heard_nothing()
            return
        self._heard_something()
        state, reason = meaning
        if state in ENDS:
            is_ours = state is PrintState.REFUSED and self._is_taken_back
            self._end(state, PrintReason.GIVEN_UP if is_ours else reason)
        elif code == HELD and not self._is_sent and not self._is_taken_back:
            self._send_again()
        else:
            self._is_sent = True
            self._ask_why(state, reason)

    def _ask_why(self, state: PrintState, reason: PrintReason) -> None:
        """Ask the printer what keeps it: a job that waits for paper is only "pending" or "processing" itself."""

        def heard(answer: Message | None) -> None:
            why = blocking_reason(answer.words("printer-state-reasons") if answer is not None else ()) or reason
            self._job.report(PrintState.STUCK if why else state, why)
            self._look_later()

        self._ask_printer("printer-state-reasons", heard)

    def _heard_something(self) -> None:
        self._silent_at = QDeadlineTimer(self._patience.answer_within_ms)

    def _heard_nothing(self) -> None:
        """Say so once the silence is long; a spooler that restarts answers again, and then the job goes on."""
        if self._silent_at.hasExpired():
            self._job.report(PrintState.STUCK, PrintReason.SPOOLER_SILENT)
        self._look_later()

    def _look_later(self) -> None:
        later(self._patience.ask_every_ms, self._look)

    def _take_back(self) -> None:
        """Cancel what did not come out: it must not come out later, beside another person."""
        self._is_taken_back = True
        self._give_up_at = QDeadlineTimer(self._patience.answer_within_ms)
        self._line.ask(Operation.CANCEL_JOB, (*self._job_name(), this_user()), lambda _: self._look(), path="/jobs/")

    def _end(self, state: PrintState, reason: PrintReason = PrintReason.NONE) -> None:
        self._job.report(state, reason)
        self._clear()

    def _clear(self) -> None:
        """Take the job and its spool file away; a spooler that is silent is asked again, however long that lasts."""
        if not self._number:
            self.over()
            return
        self._line.ask(
            Operation.CANCEL_JOB, (*self._job_name(), this_user(), PURGE), self._heard_clearing, path="/jobs/"
        )

    def _heard_clearing(self, answer: Message | None) -> None:
        if answer is None:
            later(self._patience.answer_within_ms, self._clear)
        else:
            self.over()

    def _give_to_files(self) -> None:
        self._keep(PrintReason.NO_PRINTER)
        self.over()

    def _ask_printer(self, about: str, heard: Callable[[Message | None], object]) -> None:
        self._line.ask(
            Operation.GET_PRINTER_ATTRIBUTES, (printer_at(self._queue), wanted(about)), heard, path=self._path()
        )

    def _path(self) -> str:
        return f"/printers/{self._queue}"

    def _job_name(self) -> tuple[Attribute, ...]:
        return (printer_at(self._queue), job_numbered(self._number))
