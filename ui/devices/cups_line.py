"""The line to CUPS: one question in IPP, one answer, on Qt's event loop. What the answers mean is not known here."""

import getpass
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QObject, QUrl
from PySide6.QtNetwork import QNetworkAccessManager, QNetworkReply, QNetworkRequest

from ui.devices.ipp import Attribute, IppUnreadable, Message, Operation, Tag, decode, encode

_SOCKET: Final = Path("/run/cups/cups.sock")
_HEAD: Final = (
    Attribute(Tag.CHARSET, "attributes-charset", ("utf-8",)),
    Attribute(Tag.LANGUAGE, "attributes-natural-language", ("en",)),
)
PURGE: Final = Attribute(Tag.BOOLEAN, "purge-job", (True,))
"""CUPS' own: the job is taken away with its files, wherever it stands."""
Heard = Callable[[Message | None], object]


@dataclass(frozen=True, slots=True)
class Spooler:
    """Where CUPS listens: at `url`, or at the socket file `socket` when that is not empty."""

    url: str
    socket: str = ""


def local_spooler() -> Spooler:
    """Give the spooler of this machine."""
    return Spooler("unix+http://localhost", str(_SOCKET)) if _SOCKET.exists() else Spooler("http://localhost:631")


class CupsLine(QObject):
    """Asks the spooler one thing and passes its answer on, None when none came that could be read."""

    def __init__(self, spooler: Spooler, answer_within_ms: int, parent: QObject | None) -> None:
        super().__init__(parent)
        self._network = QNetworkAccessManager(self)
        self._spooler = spooler
        self._answer_within_ms = answer_within_ms
        self._asked = 0

    def ask(
        self, what: Operation, attributes: tuple[Attribute, ...], heard: Heard, *, path: str = "/", pdf: bytes = b"",
        job: tuple[Attribute, ...] = (),
    ) -> None:  # fmt: skip
        """Ask; `job` are the attributes a new job shall have, `pdf` its document."""
        self._asked += 1
        groups = ((Tag.OPERATION, _HEAD + attributes),) + (((Tag.JOB, job),) if job else ())
        request = QNetworkRequest(QUrl(self._spooler.url + path))
        request.setHeader(QNetworkRequest.KnownHeaders.ContentTypeHeader, "application/ipp")
        request.setTransferTimeout(self._answer_within_ms)
        if self._spooler.socket:
            request.setAttribute(QNetworkRequest.Attribute.FullLocalServerNameAttribute, self._spooler.socket)
        reply = self._network.post(request, QByteArray(encode(what, self._asked, groups, pdf)))
        reply.finished.connect(lambda: heard(_read(reply)))


def _read(reply: QNetworkReply) -> Message | None:
    reply.deleteLater()
    if reply.error() is not QNetworkReply.NetworkError.NoError:
        return None
    try:
        return decode(bytes(reply.readAll().data()))
    except IppUnreadable:
        return None


def wanted(*names: str) -> Attribute:
    """Name the attributes that are asked for."""
    return Attribute(Tag.KEYWORD, "requested-attributes", names)


def printer_at(queue: str) -> Attribute:
    """Name a queue, "" for the spooler as a whole."""
    return Attribute(Tag.URI, "printer-uri", (f"ipp://localhost/printers/{queue}" if queue else "ipp://localhost/",))


def job_numbered(number: int) -> Attribute:
    """Name a job."""
    return Attribute(Tag.INTEGER, "job-id", (number,))


def this_user() -> Attribute:
    """Name who asks."""
    return Attribute(Tag.NAME, "requesting-user-name", (getpass.getuser(),))
