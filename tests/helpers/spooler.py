"""A print spooler for tests: speaks IPP over real HTTP on loopback and does with jobs what the test tells it to."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from ui.devices.cups_jobs import GONE, NOT_FOUND, SILENT
from ui.devices.cups_line import Spooler
from ui.devices.ipp import Attribute, Message, Operation, Tag, decode, encode

_NOT_ACCEPTING = 0x0506
_NO_ROOM = 0x0408


@dataclass
class TestSpooler:
    """`job_states` are given one an ask, the last one again and again; `GONE` and `SILENT` are among them.

    `cancelled_state` follows a cancel. `has_room`: whether its spool takes a document.
    """

    __test__ = False

    default: str = "ward"
    media: tuple[str, ...] = ("iso_a4_210x297mm", "iso_a5_148x210mm")
    reasons: tuple[str, ...] = ("none",)
    job_states: list[int] = field(default_factory=lambda: [3, 5, 9])
    cancelled_state: int = 7
    is_accepting: bool = True
    garbles: Operation | None = None
    has_room: bool = True
    garbled: int = 0
    """How many answers to `garbles` cannot be read, 0 for all of them."""
    sendings: int = 0
    printed: bytes = b""
    title: str = ""
    sheet: str = ""
    listed: threading.Event = field(default_factory=threading.Event)
    said: list[int] = field(default_factory=list)
    purged_titles: list[str] = field(default_factory=list)
    purged: threading.Event = field(default_factory=threading.Event)
    cancelled: threading.Event = field(default_factory=threading.Event)

    def answer(self, data: bytes) -> bytes:
        """Give the bytes of the answer to a request."""
        request = decode(data)
        operation = Operation(request.code)
        status, tag, attributes = _ANSWERS[operation](self, request)
        if operation is Operation.GET_JOB_ATTRIBUTES and self.said[-1:] == [SILENT]:
            return b"\0"
        if operation is self.garbles:
            self.garbled -= 1
            self.garbles = self.garbles if self.garbled else None
            return b"\0"
        return encode(status, request.request_id, ((Tag.OPERATION, ()), (tag, attributes)))

    def _default(self, _: Message) -> tuple[int, Tag, tuple[Attribute, ...]]:
        if not self.default:
            return NOT_FOUND, Tag.PRINTER, ()
        return 0, Tag.PRINTER, (Attribute(Tag.NAME, "printer-name", (self.default,)),)

    def _printer(self, request: Message) -> tuple[int, Tag, tuple[Attribute, ...]]:
        if not request.words("printer-uri")[0].endswith("/ward"):
            return NOT_FOUND, Tag.PRINTER, ()
        return (
            0,
            Tag.PRINTER,
            (
                Attribute(Tag.KEYWORD, "media-supported", self.media),
                Attribute(Tag.KEYWORD, "printer-state-reasons", self.reasons),
            ),
        )

    def _make_job(self, request: Message) -> tuple[int, Tag, tuple[Attribute, ...]]:
        if not self.is_accepting:
            return _NOT_ACCEPTING, Tag.JOB, ()
        self.sheet, self.title = request.words("media")[0], request.words("job-name")[0]
        return 0, Tag.JOB, (Attribute(Tag.INTEGER, "job-id", (7,)),)

    def _send(self, request: Message) -> tuple[int, Tag, tuple[Attribute, ...]]:
        self.sendings += 1
        self.printed = request.document
        return 0 if self.has_room else _NO_ROOM, Tag.JOB, ()

    def _jobs(self, _: Message) -> tuple[int, Tag, tuple[Attribute, ...]]:
        self.listed.set()
        return 0, Tag.JOB, (Attribute(Tag.INTEGER, "job-id", (7,)), Attribute(Tag.NAME, "job-name", (self.title,)))

    def _job(self, _: Message) -> tuple[int, Tag, tuple[Attribute, ...]]:
        state = self.job_states.pop(0) if len(self.job_states) > 1 else self.job_states[0]
        self.said.append(state)
        if state == GONE:
            return NOT_FOUND, Tag.JOB, ()
        return 0, Tag.JOB, (Attribute(Tag.ENUM, "job-state", (state,)),)

    def _cancel(self, request: Message) -> tuple[int, Tag, tuple[Attribute, ...]]:
        if request.values("purge-job") == (True,):
            self.purged_titles.append(self.title)
            self.purged.set()
        else:
            self.cancelled.set()
            self.job_states = [self.cancelled_state]
        return 0, Tag.JOB, ()


_ANSWERS: dict[Operation, Callable[[TestSpooler, Message], tuple[int, Tag, tuple[Attribute, ...]]]] = {
    Operation.CUPS_GET_DEFAULT: TestSpooler._default,  # noqa: SLF001 - its own
    Operation.GET_PRINTER_ATTRIBUTES: TestSpooler._printer,  # noqa: SLF001
    Operation.CREATE_JOB: TestSpooler._make_job,  # noqa: SLF001
    Operation.SEND_DOCUMENT: TestSpooler._send,  # noqa: SLF001
    Operation.GET_JOBS: TestSpooler._jobs,  # noqa: SLF001
    Operation.GET_JOB_ATTRIBUTES: TestSpooler._job,  # noqa: SLF001
    Operation.CANCEL_JOB: TestSpooler._cancel,  # noqa: SLF001
}


@contextmanager
def served(spooler: TestSpooler) -> Iterator[Spooler]:
    """Serve it on a free port of the loopback address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            answer = spooler.answer(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.send_header("Content-Type", "application/ipp")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield Spooler(f"http://127.0.0.1:{server.server_port}")
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
