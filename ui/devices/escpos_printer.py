"""A receipt printer on the network (ESC/POS over TCP, usually port 9100): raster out, and its own word for the end.

"printed" is said only when the printer answers that everything before the question is printed. A printer that never answers such
questions has the paper as "unknown": handed over, its end cannot be learnt. What interrupts a paper (its end, an open cover, a lost
connection) makes it start again whole, after what the printer still held is cleared. All on Qt's event loop: nothing waits.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Final
from urllib.parse import urlsplit

from PySide6.QtCore import QDeadlineTimer, QObject, QTimer, Signal, Slot
from PySide6.QtNetwork import QAbstractSocket, QTcpSocket

from ui.devices.escpos import (
    ASK_STATUS,
    CLEAR,
    CUT,
    INITIALISE,
    STATUS_BYTES,
    ask_done,
    raster,
    read_answers,
    reason_in,
)
from ui.devices.patience import Patience
from ui.devices.pool_work import PoolWork
from ui.devices.print_job import PrintJob, PrintReason, PrintState
from ui.devices.printer import Paper
from ui.devices.roll_picture import WIDTH_DOTS, fits_roll, picture_rows

SCHEME: Final = "escpos"
_PORT: Final = 9100
_LAST_NUMBER: Final = 9_999
_MOST_SENDINGS: Final = 3
"""A paper that was cut off so often is left to people: each sending may have come out."""


class Phase(Enum):
    """Where a paper is on its way to the printer."""

    CONNECTING = "connecting"
    ASKING = "asking"
    SENT = "sent"


class Heard(Enum):
    """What befell it."""

    CONNECTED = "connected"
    WELL = "well"
    UNWELL = "unwell"
    LOST = "lost"


NEXT_PHASE: Final = {
    (Phase.CONNECTING, Heard.CONNECTED): Phase.ASKING,
    (Phase.CONNECTING, Heard.LOST): Phase.CONNECTING,
    (Phase.ASKING, Heard.WELL): Phase.SENT,
    (Phase.ASKING, Heard.UNWELL): Phase.ASKING,
    (Phase.ASKING, Heard.LOST): Phase.CONNECTING,
    (Phase.SENT, Heard.WELL): Phase.SENT,
    (Phase.SENT, Heard.UNWELL): Phase.ASKING,
    (Phase.SENT, Heard.LOST): Phase.CONNECTING,
}
"""An interrupted paper goes back to asking: once the printer is well again it is sent whole."""


@dataclass(slots=True)
class _Memory:
    """What the printer may know of papers before: the number it was last asked by, and whether it may hold a rest of one."""

    number: int = 0
    may_hold_rest: bool = True  # an earlier run may have been cut off

    def next_number(self) -> int:
        """Give a number of its own to each sending: a late answer about an earlier paper is none about this one."""
        self.number = self.number % _LAST_NUMBER + 1
        return self.number


class EscposPrinter(QObject):
    """The printer at `escpos://host:port`. One paper at a time is sent; others wait their turn."""

    def __init__(self, address: str, patience: Patience | None = None) -> None:
        super().__init__()
        parts = urlsplit(address)
        self._host, self._port = parts.hostname or "", parts.port or _PORT
        self._patience = patience or Patience()
        self._memory = _Memory()
        self._pool = PoolWork()
        self._waiting: list[_Errand] = []

    @property
    def paper(self) -> Paper:
        """Such printers hold rolls."""
        return "roll80"

    def submit(self, pdf: bytes, title: str) -> PrintJob:
        """Draw a document off the calling thread, then send it; `title` is not known to such printers."""
        del title
        job = PrintJob()
        errand = _Errand((self._host, self._port), job, self._patience, self._memory, self)
        errand.over.connect(self._next)
        self._waiting.append(errand)
        if len(self._waiting) == 1:
            self._waiting[0].begin()
        self._pool.run(lambda: _drawn(pdf), errand.take_picture)
        return job

    @Slot()
    def _next(self) -> None:
        self._waiting.pop(0).deleteLater()  # it is still in the middle of saying so
        if self._waiting:
            self._waiting[0].begin()


def _drawn(pdf: bytes) -> tuple[bytes, PrintReason]:
    """Draw a paper; or nothing, and why: what is wider than the roll would come out without its sides."""
    if not fits_roll(pdf):
        return b"", PrintReason.PAPER_UNSUPPORTED
    rows = picture_rows(pdf)
    return rows, PrintReason.NONE if rows else PrintReason.NOT_ACCEPTED


class _Errand(QObject):
    """One paper's way: drawn, connected, asked, sent, told as printed; or given up."""

    over = Signal()

    def __init__(
        self, place: tuple[str, int], job: PrintJob, patience: Patience, memory: _Memory, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._place = place
        self._job = job
        self._patience = patience
        self._memory = memory
        self._phase = Phase.CONNECTING
        self._rows: bytes | None = None
        self._why_not = PrintReason.NONE
        self._sendings = 0
        self._number = 0
        self._heard = b""
        self._status = b""
        self._is_asked = False
        self._give_up_at = QDeadlineTimer(
            patience.give_up_after_ms
        )  # its person waits from now on, whosever turn it is
        self._silent_at = QDeadlineTimer(QDeadlineTimer.ForeverConstant.Forever)
        self._looking = QTimer(self, interval=patience.ask_every_ms)
        self._looking.timeout.connect(self._look)
        self._socket = QTcpSocket(self)
        self._socket.connected.connect(self._connected)
        self._socket.readyRead.connect(self._read)
        self._socket.errorOccurred.connect(self._lost)

    def begin(self) -> None:
        """Start: it is this paper's turn."""
        self._looking.start()
        self._look()

    def take_picture(self, drawn: tuple[bytes, PrintReason]) -> None:
        """Take what was drawn, or why nothing was, also when this paper was given up meanwhile."""
        self._rows, self._why_not = drawn

    @Slot()
    def _look(self) -> None:
        """Do what is due, now and then until it is over."""
        if self._rows == b"":
            self._end(PrintState.REFUSED, self._why_not)
        elif self._give_up_at.hasExpired():
            self._give_up()
        elif self._phase is Phase.CONNECTING:
            self._connect()
        elif self._rows is None:
            self._listen_anew()  # the printer was asked nothing yet
        elif self._silent_at.hasExpired():
            self._heard_nothing()
        else:
            self._ask()

    def _connect(self) -> None:
        if self._socket.state() is QAbstractSocket.SocketState.UnconnectedState:
            self._listen_anew()
            self._socket.connectToHost(*self._place)
        elif self._silent_at.hasExpired():
            self._lost()

    @Slot()
    def _connected(self) -> None:
        self._take(Heard.CONNECTED)
        self._heard, self._is_asked = b"", False
        self._listen_anew()
        self._look()

    @Slot()
    def _lost(self) -> None:
        if self._looking.isActive():
            self._take(Heard.LOST)
            self._socket.abort()
            self._job.report(PrintState.STUCK, PrintReason.OFFLINE)

    @Slot()
    def _read(self) -> None:
        if not self._looking.isActive():
            return
        answers = read_answers(self._heard + bytes(self._socket.readAll().data()))
        self._heard = answers.rest
        self._status += answers.status
        if self._number and self._number in answers.done:
            self._memory.may_hold_rest = False
            self._end(PrintState.PRINTED)
        elif self._is_asked and len(self._status) >= STATUS_BYTES:
            self._is_asked = False
            self._hear_status(reason_in(self._status[:STATUS_BYTES]))

    def _hear_status(self, reason: PrintReason) -> None:
        if reason is not PrintReason.NONE:
            self._take(Heard.UNWELL)
            self._listen_anew()
            self._job.report(PrintState.STUCK, reason)
        elif self._phase is Phase.ASKING and self._sendings < _MOST_SENDINGS:
            self._send(CLEAR if self._memory.may_hold_rest else b"")
        elif self._phase is Phase.ASKING:
            self._end(PrintState.UNKNOWN, PrintReason.ATTENTION)

    def _take(self, heard: Heard) -> None:
        self._phase = NEXT_PHASE[self._phase, heard]

    def _ask(self) -> None:
        if not self._is_asked:
            self._is_asked, self._status = True, b""
            self._socket.write(ASK_STATUS)

    def _send(self, clearing: bytes) -> None:
        """Send the whole paper, after what an earlier sending left in the printer is cleared."""
        self._take(Heard.WELL)
        self._sendings += 1
        self._number = self._memory.next_number()
        self._memory.may_hold_rest = True
        for part in (clearing, INITIALISE, *raster(self._rows or b"", WIDTH_DOTS), CUT, ask_done(self._number)):
            self._socket.write(part)
        self._listen_anew()
        self._job.report(PrintState.PRINTING)

    def _listen_anew(self) -> None:
        self._silent_at = QDeadlineTimer(self._patience.answer_within_ms)

    def _heard_nothing(self) -> None:
        """A printer that answers no question is sent the paper all the same, and nothing is claimed of its end.

        Such a printer may not know how to clear what it holds either, and would print the command.
        """
        if self._phase is Phase.ASKING and not self._sendings:
            self._send(b"")
        else:
            self._end(PrintState.UNKNOWN, PrintReason.SPOOLER_SILENT)

    def _give_up(self) -> None:
        """Take the paper back, so that it does not come out beside another person; say no more than is known."""
        if not self._sendings:
            self._end(PrintState.REFUSED, PrintReason.GIVEN_UP)
            return
        if self._socket.bytesToWrite():
            self._socket.abort()  # what is not sent yet never will be
        elif self._socket.state() is QAbstractSocket.SocketState.ConnectedState:
            self._socket.write(CLEAR)
        self._end(PrintState.UNKNOWN, PrintReason.GIVEN_UP)

    def _end(self, state: PrintState, reason: PrintReason = PrintReason.NONE) -> None:
        self._looking.stop()
        self._socket.flush()
        self._socket.disconnectFromHost()
        self._job.report(state, reason)
        self.over.emit()
