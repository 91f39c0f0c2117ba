"""Printing through CUPS by IPP: media asked before, the job's true end read from the spooler, its spool file removed after.

`lp` and Qt hide what matters (Qt says true for jobs that never print). Everything runs on Qt's event loop: nothing waits.
"""

import getpass
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QDeadlineTimer, QObject, QTimer, QUrl
from PySide6.QtNetwork import QNetworkAccessManager, QNetworkReply, QNetworkRequest

from ui.devices.file_printer import FilePrinter
from ui.devices.ipp import Attribute, IppUnreadable, Message, Operation, Tag, decode, encode
from ui.devices.media import page_mm, sheet_for
from ui.devices.patience import Patience
from ui.devices.print_job import PrintJob, PrintReason, PrintState
from ui.devices.printer import Paper

_SOCKET: Final = Path("/run/cups/cups.sock")
_JOB_STATES: Final = {
    3: PrintState.QUEUED,
    4: PrintState.STUCK,
    5: PrintState.PRINTING,
    6: PrintState.STUCK,
    7: PrintState.REFUSED,
    8: PrintState.REFUSED,
    9: PrintState.PRINTED,
}
"""IPP's job-state (RFC 8011, 5.3.7). Its reasons are not enough: completed jobs also carry "processing-to-stop-point"."""
_REASONS: Final = {
    "media-empty": PrintReason.PAPER_OUT,
    "media-needed": PrintReason.PAPER_OUT,
    "cover-open": PrintReason.COVER_OPEN,
    "door-open": PrintReason.COVER_OPEN,
    "media-jam": PrintReason.JAM,
    "offline": PrintReason.OFFLINE,
    "connecting-to-device": PrintReason.OFFLINE,
    "timed-out": PrintReason.OFFLINE,
    "paused": PrintReason.PAUSED,
}
"""What of printer-state-reasons (RFC 8011, 5.4.12) keeps paper from coming out; a severity may follow each word."""


@dataclass(frozen=True, slots=True)
class Spooler:
    """Where CUPS listens: at `url`, or at the socket file `socket` when that is not empty."""

    url: str
    socket: str = ""


def local_spooler() -> Spooler:
    """Give the spooler of this machine."""
    return Spooler("unix+http://localhost", str(_SOCKET)) if _SOCKET.exists() else Spooler("http://localhost:631")


class CupsPrinter(QObject):
    """A queue of CUPS, its default one for "". Documents for which there is no queue go to `files`."""

    def __init__(self, queue: str, files: FilePrinter, spooler: Spooler, patience: Patience | None = None) -> None:
        super().__init__()
        self._queue = queue
        self._files = files
        self._spooler = spooler
        self._patience = patience or Patience()
        self._network = QNetworkAccessManager(self)
        self._underway: set[_Errand] = set()

    @property
    def paper(self) -> Paper:
        """The paper in it."""
        return self._files.paper

    def submit(self, pdf: bytes, title: str) -> PrintJob:
        """Send a document to the queue."""
        job = PrintJob()
        keep = lambda reason: self._files.keep(pdf, title, job, reason)  # noqa: E731 - it closes over the document
        line = _Line(self._network, self._spooler, self._patience.answer_within_ms)
        errand = _Errand(line, job, keep, self._patience)
        self._underway.add(errand)
        errand.over = lambda: self._underway.discard(errand)
        errand.begin(self._queue, pdf, title)
        return job


Heard = Callable[[Message | None], object]


class _Line:
    """Asks the spooler one thing and passes its answer on, None when none came that could be read."""

    def __init__(self, network: QNetworkAccessManager, spooler: Spooler, answer_within_ms: int) -> None:
        self._network = network
        self._spooler = spooler
        self._answer_within_ms = answer_within_ms
        self._asked = 0

    def ask(
        self, what: Operation, attributes: tuple[Attribute, ...], heard: Heard, *, path: str = "/", pdf: bytes = b"",
        job: tuple[Attribute, ...] = (),
    ) -> None:  # fmt: skip
        self._asked += 1
        head = (
            Attribute(Tag.CHARSET, "attributes-charset", ("utf-8",)),
            Attribute(Tag.LANGUAGE, "attributes-natural-language", ("en",)),
        )
        groups = ((Tag.OPERATION, head + attributes),) + (((Tag.JOB, job),) if job else ())
        request = QNetworkRequest(QUrl(self._spooler.url + path))
        request.setHeader(QNetworkRequest.KnownHeaders.ContentTypeHeader, "application/ipp")
        request.setTransferTimeout(self._answer_within_ms)
        if self._spooler.socket:
            request.setAttribute(QNetworkRequest.Attribute.FullLocalServerNameAttribute, self._spooler.socket)
        reply = self._network.post(request, QByteArray(encode(what, self._asked, groups, pdf)))
        reply.finished.connect(lambda: heard(self._read(reply)))

    def _read(self, reply: QNetworkReply) -> Message | None:
        reply.deleteLater()
        if reply.error() is not QNetworkReply.NetworkError.NoError:
            return None
        try:
            return decode(bytes(reply.readAll().data()))
        except IppUnreadable:
            return None


class _Errand:
    """One document's way through the spooler: default queue -> its media -> the job -> its state, again and again."""

    def __init__(self, line: _Line, job: PrintJob, keep: Callable[[PrintReason], None], patience: Patience) -> None:
        self._line = line
        self._job = job
        self._keep = keep
        self._patience = patience
        self._queue = ""
        self._number = 0
        self._is_taken_back = False
        self._deadline = QDeadlineTimer(patience.give_up_after_ms)
        self.over: Callable[[], object] = lambda: None

    def begin(self, queue: str, pdf: bytes, title: str) -> None:
        if queue:
            self._ask_media(queue, pdf, title)
            return

        def heard(answer: Message | None) -> None:
            names = answer.words("printer-name") if answer is not None and answer.is_successful else ()
            if names:
                self._ask_media(names[0], pdf, title)
            else:
                self._give_to_files(PrintReason.NO_PRINTER)

        self._line.ask(
            Operation.CUPS_GET_DEFAULT,
            (Attribute(Tag.KEYWORD, "requested-attributes", ("printer-name",)),),
            heard,
        )

    def _ask_media(self, queue: str, pdf: bytes, title: str) -> None:
        self._queue = queue

        def heard(answer: Message | None) -> None:
            if answer is None or not answer.is_successful:
                self._give_to_files(PrintReason.NO_PRINTER)
                return
            sheet = sheet_for(*page_mm(pdf), answer.words("media-supported"))
            if sheet is None:
                self._end(PrintState.REFUSED, PrintReason.PAPER_UNSUPPORTED)
            else:
                self._send(sheet, pdf, title)

        self._line.ask(
            Operation.GET_PRINTER_ATTRIBUTES,
            (self._printer(), Attribute(Tag.KEYWORD, "requested-attributes", ("media-supported",))),
            heard,
            path=self._path(),
        )

    def _send(self, sheet: str, pdf: bytes, title: str) -> None:
        def heard(answer: Message | None) -> None:
            if answer is None:
                self._end(PrintState.UNKNOWN, PrintReason.SPOOLER_SILENT)
                return
            number = answer.number("job-id")
            if not answer.is_successful or number is None:
                self._end(PrintState.REFUSED, PrintReason.NOT_ACCEPTED)
                return
            self._number = number
            self._look()

        self._line.ask(
            Operation.PRINT_JOB,
            (
                self._printer(),
                self._user(),
                Attribute(Tag.NAME, "job-name", (title,)),
                Attribute(Tag.MIME_TYPE, "document-format", ("application/pdf",)),
            ),
            heard,
            path=self._path(),
            pdf=pdf,
            job=(Attribute(Tag.KEYWORD, "media", (sheet,)), Attribute(Tag.KEYWORD, "print-scaling", ("none",))),
        )

    def _look(self) -> None:
        if self._deadline.hasExpired():
            if self._is_taken_back:
                self._end(PrintState.UNKNOWN, PrintReason.SPOOLER_SILENT)
            else:
                self._take_back()
            return
        self._line.ask(
            Operation.GET_JOB_ATTRIBUTES,
            (*self._job_name(), Attribute(Tag.KEYWORD, "requested-attributes", ("job-state",))),
            self._heard_job,
            path=self._path(),
        )

    def _heard_job(self, answer: Message | None) -> None:
        code = answer.number("job-state") if answer is not None and answer.is_successful else None
        match _JOB_STATES.get(code or 0):
            case None:
                self._look_later()
            case PrintState.PRINTED:
                self._end(PrintState.PRINTED)
            case PrintState.REFUSED:
                reason = PrintReason.GIVEN_UP if self._is_taken_back else PrintReason.CANCELLED
                self._end(PrintState.REFUSED, reason)
            case state:
                self._ask_why(state)

    def _ask_why(self, state: PrintState) -> None:
        """Ask the printer what keeps it: a job that waits for paper is only "pending" or "processing" itself."""

        def heard(answer: Message | None) -> None:
            reason = _blocking_reason(answer.words("printer-state-reasons") if answer is not None else ())
            self._job.report(PrintState.STUCK if reason else state, reason)
            self._look_later()

        self._line.ask(
            Operation.GET_PRINTER_ATTRIBUTES,
            (self._printer(), Attribute(Tag.KEYWORD, "requested-attributes", ("printer-state-reasons",))),
            heard,
            path=self._path(),
        )

    def _look_later(self) -> None:
        QTimer.singleShot(self._patience.ask_every_ms, self._look)

    def _take_back(self) -> None:
        """Cancel what did not come out: it must not come out later, beside another person."""
        self._is_taken_back = True
        self._deadline = QDeadlineTimer(self._patience.answer_within_ms)
        self._line.ask(Operation.CANCEL_JOB, (*self._job_name(), self._user()), lambda _: self._look(), path="/jobs/")

    def _end(self, state: PrintState, reason: PrintReason = PrintReason.NONE) -> None:
        self._job.report(state, reason)
        if not self._number:
            self.over()
            return
        self._line.ask(
            Operation.CANCEL_JOB,
            (*self._job_name(), self._user(), Attribute(Tag.BOOLEAN, "purge-job", (True,))),
            lambda _: self.over(),
            path="/jobs/",
        )

    def _give_to_files(self, reason: PrintReason) -> None:
        self._keep(reason)
        self.over()

    def _path(self) -> str:
        return f"/printers/{self._queue}"

    def _printer(self) -> Attribute:
        return Attribute(Tag.URI, "printer-uri", (f"ipp://localhost/printers/{self._queue}",))

    def _job_name(self) -> tuple[Attribute, ...]:
        return (self._printer(), Attribute(Tag.INTEGER, "job-id", (self._number,)))

    def _user(self) -> Attribute:
        return Attribute(Tag.NAME, "requesting-user-name", (getpass.getuser(),))


def _blocking_reason(words: tuple[str, ...]) -> PrintReason:
    for word in words:
        for begin, reason in _REASONS.items():
            if word.startswith(begin):
                return reason
    return PrintReason.NONE
