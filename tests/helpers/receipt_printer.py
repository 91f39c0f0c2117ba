"""A receipt printer for tests: listens on loopback, speaks ESC/POS over real TCP, and puts its raster back together."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

WELL = b"\x12\x12\x12\x12"
COVER_OPEN = b"\x1a\x16\x12\x12"
PAPER_OUT = b"\x1a\x32\x12\x72"
JAM = b"\x1a\x52\x1a\x12"
OFFLINE = b"\x1a\x12\x12\x12"
NEARLY_OUT = b"\x12\x12\x12\x1e"
"""Well, with little paper."""


@dataclass
class TestReceiptPrinter:
    """`status` is what it answers when asked; `answers_done`: whether it tells when all is printed; `breaks_after`: bytes.

    While it `is_holding`, papers it has wait in its memory; they come out, and are answered for, once it holds no longer.
    """

    __test__ = False

    port: int
    status: bytes = WELL
    then: dict[int, bytes] = field(default_factory=dict)
    """What the status becomes when it is asked for the N-th time, counted from 1."""
    befalls: dict[int, Callable[[], object]] = field(default_factory=dict)
    """What happens to it then."""
    done: int = 0
    """How often it said that all was printed."""
    answers_done: bool = True
    is_mute: bool = False
    is_holding: bool = False
    breaks_after: int = 0
    papers: list[bytes] = field(default_factory=list)
    """The rows of each paper that was cut, one bit a dot."""
    asked: int = 0
    cleared: int = 0
    connections: int = 0
    held: list[bytes] = field(default_factory=list)
    """Rows of papers it holds."""
    _unanswered: bytes = b""
    _rows: bytes = b""
    _data: bytes = b""
    _listening: socket.socket | None = None
    _line: socket.socket | None = None
    _serving: threading.Thread | None = None

    def switch_on(self) -> None:
        """Listen at its port, the same one each time."""
        self._listening = socket.create_server(("127.0.0.1", self.port))
        self.port = self._listening.getsockname()[1]
        self._serving = threading.Thread(target=self._serve, args=(self._listening,), daemon=True)
        self._serving.start()

    def switch_off(self) -> None:
        """Lose everything: the line and what was in its memory."""
        for each in (self._listening, self._line):
            if each is not None:
                with suppress(OSError):
                    each.shutdown(socket.SHUT_RDWR)
                each.close()
        if self._serving is not None:
            self._serving.join(timeout=10)
        self.forget()

    def hang_up(self) -> None:
        """End the line, and go on listening."""
        if self._line is not None:
            with suppress(OSError):
                self._line.shutdown(socket.SHUT_RDWR)

    def forget(self) -> None:
        """Lose what is in its memory."""
        self._rows, self.held, self._unanswered = b"", [], b""

    def go_on(self) -> None:
        """Hold no longer."""
        self.is_holding = False
        self.papers += self.held
        self.held = []

    def _serve(self, listening: socket.socket) -> None:
        with suppress(OSError):
            while True:
                line, _ = listening.accept()
                self._line = line
                self.connect()
                with line, suppress(OSError):
                    _talk(line, self)

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
        (self.held if self.is_holding else self.papers).append(self._rows)
        self._rows = b""
        return b""

    def _clear(self, _: bytes) -> bytes:
        self.forget()
        self.cleared += 1
        return b""

    def _done(self, data: bytes) -> bytes:
        said = b"\x37\x22" + data[7:11] + b"\x00" if self.answers_done and not self.is_mute else b""
        if self.is_holding:
            self._unanswered += said
            return b""
        self.done += bool(said)
        return said

    def _tell(self, data: bytes) -> bytes:
        if data[2] == 1:
            self.asked += 1
            self.status = self.then.get(self.asked, self.status)
            self.befalls.get(self.asked, bool)()
        if self.is_mute:
            return b""
        due = b"" if self.is_holding else self._unanswered
        self.done += bool(due)
        self._unanswered = self._unanswered if self.is_holding else b""
        return due + self.status[data[2] - 1 : data[2]]


@contextmanager
def receipt_printer(**ways: object) -> Iterator[TestReceiptPrinter]:
    """Switch a printer on; it is off again at the end."""
    printer = TestReceiptPrinter(0, **ways)  # type: ignore[arg-type]  # its fields by name
    printer.switch_on()
    yield printer
    printer.switch_off()


def _talk(line: socket.socket, printer: TestReceiptPrinter) -> None:
    received = 0
    while data := line.recv(4096):
        received += len(data)
        if printer.breaks_after and received > printer.breaks_after:
            printer.breaks_after = 0
            return
        line.sendall(printer.hear(data))
