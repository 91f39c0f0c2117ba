"""What screens know of printing, and which printer this machine has. Printing itself is done in the neighbours.

A printer takes a PDF and gives a `PrintJob` at once; what becomes of it is told later, and truthfully.
"""

import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, Protocol

from ui.devices.print_job import PrintJob

Paper = Literal["a5", "roll80"]
NO_PRINTER: Final = "file"
"""The queue name that means: print nothing, keep files."""
NETWORK: Final = "escpos://"
"""What the queue name of a receipt printer on the network begins with."""
_ADDRESS: Final = re.compile(r"(?P<host>[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?::(?P<port>\d{1,5}))?")
_USUAL_PORT: Final = 9100
_LAST_PORT: Final = 65_535


class Printer(Protocol):
    """Something that brings a PDF to paper, or keeps it. `paper`: which form of the receipt it wants."""

    @property
    def paper(self) -> Paper:
        """The paper in it."""

    def submit(self, pdf: bytes, title: str) -> PrintJob:
        """Take a document without waiting; `title` is seen by people in the queue and never holds anything personal."""


@dataclass(frozen=True, slots=True)
class PrinterSettings:
    """`queue`: "" for the system's own choice, `NO_PRINTER` for none, `escpos://host:port` for a receipt printer on the network.

    `folder`: where files are kept when nothing prints.
    """

    folder: Path
    queue: str = ""
    paper: Paper = "a5"


def receipt_printer_at(text: str) -> str | None:
    """Give the queue name of a receipt printer by its address as people write it, with or without a port; None for no address."""
    found = _ADDRESS.fullmatch(text.strip().lower())
    port = _USUAL_PORT if found is None or found["port"] is None else int(found["port"])
    return None if found is None or not 0 < port <= _LAST_PORT else f"{NETWORK}{found['host']}:{port}"


def choose_printer(settings: PrinterSettings) -> Printer:
    """Give the printer of this machine. Whether it is there is asked anew for each document, so it may be plugged in later."""
    from ui.devices.file_printer import FilePrinter  # noqa: PLC0415 - it needs `Paper` from here

    files = FilePrinter(settings.folder, settings.paper)
    if settings.queue == NO_PRINTER:
        return files
    if settings.queue.startswith(NETWORK):
        from ui.devices.escpos_printer import EscposPrinter  # noqa: PLC0415 - QtPdf is loaded only where it prints

        return EscposPrinter(settings.queue)
    if sys.platform == "win32":
        import pywintypes  # noqa: PLC0415 - there is no such module elsewhere
        import win32print  # noqa: PLC0415 - as above

        from ui.devices.windows_printer import WindowsPrinter  # noqa: PLC0415 - as for receipt printers

        return WindowsPrinter(settings.queue, files, win32print, pywintypes.error)
    from ui.devices.cups_line import local_spooler  # noqa: PLC0415 - as above, for the network
    from ui.devices.cups_printer import CupsPrinter  # noqa: PLC0415 - as above

    return CupsPrinter(settings.queue, files, local_spooler())
