"""A receipt printer for tests: listens on loopback, speaks ESC/POS over real TCP, and puts its raster back together."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

WELL = b"\x12\x12\x12\x12"
COVER_OPEN = b"\x1a\x16\x12\x12"
PAPER_OUT = b"\x1a\x32\x12\x72"
JAM = b"\x1a\x52\x1a\x12"
OFFLINE = b"\x1a\x12\x12\x12"


@dataclass
class TestReceiptPrinter:
    """`status` is what it answers when asked; `answers_done`: whether it tells when all is printed; `breaks_after`: bytes."""

    __test__ = False

    port: int
    status: bytes = WELL
    then: dict[int, bytes] = field(default_factory=dict)
    """What the status becomes when it is asked for the N-th time, counted from 1."""
    answers_done: bool = True
    is_mute: bool = False
    breaks_after: int = 0
    papers: list[bytes] = field(default_factory=list)
    """The rows of each paper that was cut, one bit a dot."""
    asked: int = 0
    cleared: int = 0
    connections: int = 0
    _rows: bytes = b""
    _data: bytes = b""

    def connect(self) -> None:
        """A new connection: half a command of the last one is forgotten, rows that were whole are not."""
        self.connections += 1
        self._data = b""

    def hear(self, data: bytes) -> bytes:
        """Take bytes in, and give what it says to them."""
        self._data += data
        said = b""
        while (taken := self._command()) is not None:
            said += taken
        return said

    def _command(self) -> bytes | None:
        """Do the first command if it is whole; gives its answer, None when more bytes are needed."""
        data = self._data
        for begin, length, act in (
            (b"\x1b@", 2, self._initialise),
            (b"\x1dVB", 4, self._cut),
            (b"\x10\x14\x08", 10, self._clear),
            (b"\x1d(H", 11, self._done),
            (b"\x10\x04", 3, self._tell),
        ):
            if data.startswith(begin) and len(data) >= length:
                self._data = data[length:]
                return act(data[:length])
        if data.startswith(b"\x1dv0\x00") and len(data) >= 8:
            row_bytes, lines = int.from_bytes(data[4:6], "little"), int.from_bytes(data[6:8], "little")
            end = 8 + row_bytes * lines
            if len(data) >= end:
                self._rows += data[8:end]
                self._data = data[end:]
                return b""
        return None

    def _initialise(self, _: bytes) -> bytes:
        return b""

    def _cut(self, _: bytes) -> bytes:
        self.papers.append(self._rows)
        self._rows = b""
        return b""

    def _clear(self, _: bytes) -> bytes:
        self._rows = b""
        self.cleared += 1
        return b""

    def _done(self, data: bytes) -> bytes:
        return b"\x37\x22" + data[7:11] + b"\x00" if self.answers_done and not self.is_mute else b""

    def _tell(self, data: bytes) -> bytes:
        if data[2] == 1:
            self.asked += 1
            self.status = self.then.get(self.asked, self.status)
        return b"" if self.is_mute else self.status[data[2] - 1 : data[2]]


@contextmanager
def receipt_printer(**ways: object) -> Iterator[TestReceiptPrinter]:
    """Switch a printer on; it is off again at the end."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        printer = TestReceiptPrinter(listening.getsockname()[1], **ways)  # type: ignore[arg-type]  # its fields by name
        serving = threading.Thread(target=_serve, args=(listening, printer), daemon=True)
        serving.start()
        yield printer
        listening.shutdown(socket.SHUT_RDWR)
    serving.join(timeout=10)


def _serve(listening: socket.socket, printer: TestReceiptPrinter) -> None:
    with suppress(OSError):
        while True:
            line, _ = listening.accept()
            printer.connect()
            with line, suppress(OSError):
                _talk(line, printer)


def _talk(line: socket.socket, printer: TestReceiptPrinter) -> None:
    received = 0
    while data := line.recv(4096):
        received += len(data)
        if printer.breaks_after and received > printer.breaks_after:
            printer.breaks_after = 0
            return
        line.sendall(printer.hear(data))
