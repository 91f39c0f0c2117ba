"""A receipt printer on the network (ESC/POS over TCP, usually port 9100): raster out, and its own word for the end.

"printed" is said only when the printer answers that everything before the question is printed. A printer that never answers such
questions has the paper as "unknown": handed over, its end cannot be learnt. What interrupts a paper (its end, an open cover, a lost
connection) makes it start again whole, after what the printer still held is cleared. All on Qt's event loop: nothing waits.
"""

from enum import Enum
from typing import Final
from urllib.parse import urlsplit

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QDeadlineTimer,
    QIODevice,
    QObject,
    QSize,
    QThreadPool,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QImage, QPainter
from PySide6.QtNetwork import QAbstractSocket, QTcpSocket
from PySide6.QtPdf import QPdfDocument

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
from ui.devices.media import page_mm
from ui.devices.patience import Patience
from ui.devices.print_job import PrintJob, PrintReason, PrintState
from ui.devices.printer import Paper

SCHEME: Final = "escpos"
DOTS_PER_MM: Final = 8
"""203 dots an inch, as nearly all 80 mm printers have."""
WIDTH_DOTS: Final = 576
"""What they print of 80 mm of paper: 72 mm."""
_PORT: Final = 9100
_DARK: Final = 160
_AS_DIGITS: Final = b"1" * _DARK + b"0" * (256 - _DARK)


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


class EscposPrinter(QObject):
    """The printer at `escpos://host:port`. One paper at a time is sent; others wait their turn."""

    def __init__(self, address: str, patience: Patience | None = None) -> None:
        super().__init__()
        parts = urlsplit(address)
        self._host, self._port = parts.hostname or "", parts.port or _PORT
        self._patience = patience or Patience()
        self._waiting: list[_Errand] = []

    @property
    def paper(self) -> Paper:
        """Such printers hold rolls."""
        return "roll80"

    def submit(self, pdf: bytes, title: str) -> PrintJob:
        """Draw a document off the calling thread, then send it; `title` is not known to such printers."""
        del title
        job = PrintJob()
        errand = _Errand(self._host, self._port, job, self._patience, self)
        errand.over.connect(self._next)
        self._waiting.append(errand)
        if len(self._waiting) == 1:
            self._waiting[0].begin()
        QThreadPool.globalInstance().start(lambda: errand.drawn.emit(picture_rows(pdf)))
        return job

    @Slot()
    def _next(self) -> None:
        self._waiting.pop(0).deleteLater()  # it is still in the middle of saying so
        if self._waiting:
            self._waiting[0].begin()


class _Errand(QObject):
    """One paper's way: drawn, connected, asked, sent, told as printed; or given up."""

    drawn = Signal(bytes)
    over = Signal()

    def __init__(self, host: str, port: int, job: PrintJob, patience: Patience, parent: QObject) -> None:
        super().__init__(parent)
        self._place = (host, port)
        self._job = job
        self._patience = patience
        self._phase = Phase.CONNECTING
        self._rows: bytes | None = None
        self._sendings = 0
        self._heard = b""
        self._status = b""
        self._is_asked = False
        self._give_up_at = QDeadlineTimer(QDeadlineTimer.ForeverConstant.Forever)
        self._silent_at = QDeadlineTimer(QDeadlineTimer.ForeverConstant.Forever)
        self._looking = QTimer(self, interval=patience.ask_every_ms)
        self._looking.timeout.connect(self._look)
        self._socket = QTcpSocket(self)
        self._socket.connected.connect(self._connected)
        self._socket.readyRead.connect(self._read)
        self._socket.errorOccurred.connect(self._lost)
        self.drawn.connect(self._take_picture)

    def begin(self) -> None:
        """Start: it is this paper's turn."""
        self._give_up_at = QDeadlineTimer(self._patience.give_up_after_ms)
        self._looking.start()
        self._look()

    @Slot(bytes)
    def _take_picture(self, rows: bytes) -> None:
        self._rows = rows

    @Slot()
    def _look(self) -> None:
        """Do what is due, now and then until it is over."""
        if self._rows == b"":
            self._end(PrintState.REFUSED, PrintReason.NOT_ACCEPTED)
        elif self._give_up_at.hasExpired():
            self._give_up()
        elif self._phase is Phase.CONNECTING:
            if self._socket.state() is QAbstractSocket.SocketState.UnconnectedState:
                self._socket.connectToHost(*self._place)
        elif self._silent_at.hasExpired():
            self._heard_nothing()
        elif self._rows is not None:
            self._ask()

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
        answers = read_answers(self._heard + bytes(self._socket.readAll().data()))
        self._heard = answers.rest
        self._status += answers.status
        if self._sendings and self._sendings in answers.done:
            self._end(PrintState.PRINTED)
        elif self._is_asked and len(self._status) >= STATUS_BYTES:
            self._is_asked = False
            self._hear_status(reason_in(self._status[:STATUS_BYTES]))

    def _hear_status(self, reason: PrintReason) -> None:
        if reason is not PrintReason.NONE:
            self._take(Heard.UNWELL)
            self._listen_anew()
            self._job.report(PrintState.STUCK, reason)
        elif self._phase is Phase.ASKING:
            self._send()

    def _take(self, heard: Heard) -> None:
        self._phase = NEXT_PHASE[self._phase, heard]

    def _ask(self) -> None:
        if not self._is_asked:
            self._is_asked, self._status = True, b""
            self._socket.write(ASK_STATUS)

    def _send(self) -> None:
        """Send the whole paper, after what an earlier sending left in the printer is cleared."""
        self._take(Heard.WELL)
        self._sendings += 1
        begin = CLEAR + INITIALISE if self._sendings > 1 else INITIALISE
        for part in (begin, *raster(self._rows or b"", WIDTH_DOTS), CUT, ask_done(self._sendings)):
            self._socket.write(part)
        self._listen_anew()
        self._job.report(PrintState.PRINTING)

    def _listen_anew(self) -> None:
        self._silent_at = QDeadlineTimer(self._patience.answer_within_ms)

    def _heard_nothing(self) -> None:
        """A printer that answers no question is sent the paper all the same, and nothing is claimed of its end."""
        if self._phase is Phase.ASKING and self._rows is not None and not self._sendings:
            self._send()
        else:
            self._end(PrintState.UNKNOWN, PrintReason.SPOOLER_SILENT)

    def _give_up(self) -> None:
        """Take the paper back, so that it does not come out beside another person; say no more than is known."""
        is_there = self._socket.state() is QAbstractSocket.SocketState.ConnectedState
        if self._sendings and not is_there:
            self._end(PrintState.UNKNOWN, PrintReason.GIVEN_UP)
            return
        if self._sendings:
            self._socket.write(CLEAR)
        self._end(PrintState.REFUSED, PrintReason.GIVEN_UP)

    def _end(self, state: PrintState, reason: PrintReason = PrintReason.NONE) -> None:
        self._looking.stop()
        self._socket.flush()
        self._socket.disconnectFromHost()
        self._job.report(state, reason)
        self.over.emit()


def picture_rows(pdf: bytes) -> bytes:
    """Draw the first page in its true size, 8 dots a millimetre, and give the printable 576 dots of each row as bits, 1 = black.

    What 80 mm printers cannot reach (4 mm at each side) is left out. Empty bytes for what is no PDF.
    """
    data = QBuffer()
    data.setData(QByteArray(pdf))
    data.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(data)
    if document.pageCount() < 1:
        return b""
    width_mm, height_mm = page_mm(pdf)
    drawn = document.render(0, QSize(round(width_mm * DOTS_PER_MM), round(height_mm * DOTS_PER_MM)))
    document.close()
    paper = QImage(WIDTH_DOTS, drawn.height(), QImage.Format.Format_Grayscale8)
    paper.fill(255)
    painter = QPainter(paper)
    painter.drawImage((WIDTH_DOTS - drawn.width()) // 2, 0, drawn)
    painter.end()
    grey, stride = bytes(paper.constBits()), paper.bytesPerLine()
    return b"".join(_row_bits(grey[line * stride : line * stride + WIDTH_DOTS]) for line in range(paper.height()))


def _row_bits(grey: bytes) -> bytes:
    """Give one row as bits: receipts are pure black on white, so a threshold loses nothing."""
    return int(grey.translate(_AS_DIGITS), 2).to_bytes(len(grey) // 8, "big")
