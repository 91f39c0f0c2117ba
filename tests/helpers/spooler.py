"""A print spooler for tests: speaks IPP over real HTTP on loopback and does with jobs what the test tells it to."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from ui.devices.cups_printer import Spooler
from ui.devices.ipp import Attribute, Message, Operation, Tag, decode, encode

_NOT_FOUND = 0x0406
_NOT_ACCEPTING = 0x0506


@dataclass
class TestSpooler:
    """`job_states` are given one an ask, the last one again and again; `cancelled_state` follows a cancel."""

    __test__ = False

    default: str = "ward"
    media: tuple[str, ...] = ("iso_a4_210x297mm", "iso_a5_148x210mm")
    reasons: tuple[str, ...] = ("none",)
    job_states: list[int] = field(default_factory=lambda: [3, 5, 9])
    cancelled_state: int = 7
    is_accepting: bool = True
    garbles: Operation | None = None
    printed: bytes = b""
    title: str = ""
    sheet: str = ""
    purged: threading.Event = field(default_factory=threading.Event)
    cancelled: threading.Event = field(default_factory=threading.Event)

    def answer(self, data: bytes) -> bytes:
        """Give the bytes of the answer to a request."""
        request = decode(data)
        operation = Operation(request.code)
        if operation is self.garbles:
            return b"\0"
        status, tag, attributes = _ANSWERS[operation](self, request)
        return encode(status, request.request_id, ((Tag.OPERATION, ()), (tag, attributes)))

    def _default(self, _: Message) -> tuple[int, Tag, tuple[Attribute, ...]]:
        if not self.default:
            return _NOT_FOUND, Tag.PRINTER, ()
        return 0, Tag.PRINTER, (Attribute(Tag.NAME, "printer-name", (self.default,)),)

    def _printer(self, request: Message) -> tuple[int, Tag, tuple[Attribute, ...]]:
        if not request.words("printer-uri")[0].endswith("/ward"):
            return _NOT_FOUND, Tag.PRINTER, ()
        return (
            0,
            Tag.PRINTER,
            (
                Attribute(Tag.KEYWORD, "media-supported", self.media),
                Attribute(Tag.KEYWORD, "printer-state-reasons", self.reasons),
            ),
        )

    def _print(self, request: Message) -> tuple[int, Tag, tuple[Attribute, ...]]:
        if not self.is_accepting:
            return _NOT_ACCEPTING, Tag.JOB, ()
        self.printed, self.sheet = request.document, request.words("media")[0]
        self.title = request.words("job-name")[0]
        return 0, Tag.JOB, (Attribute(Tag.INTEGER, "job-id", (7,)),)

    def _job(self, _: Message) -> tuple[int, Tag, tuple[Attribute, ...]]:
        state = self.job_states.pop(0) if len(self.job_states) > 1 else self.job_states[0]
        return 0, Tag.JOB, (Attribute(Tag.ENUM, "job-state", (state,)),)

    def _cancel(self, request: Message) -> tuple[int, Tag, tuple[Attribute, ...]]:
        if request.values("purge-job") == (True,):
            self.purged.set()
        else:
            self.cancelled.set()
            self.job_states = [self.cancelled_state]
        return 0, Tag.JOB, ()


_ANSWERS: dict[Operation, Callable[[TestSpooler, Message], tuple[int, Tag, tuple[Attribute, ...]]]] = {
    Operation.CUPS_GET_DEFAULT: TestSpooler._default,  # noqa: SLF001 - its own
    Operation.GET_PRINTER_ATTRIBUTES: TestSpooler._printer,  # noqa: SLF001
    Operation.PRINT_JOB: TestSpooler._print,  # noqa: SLF001
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
