"""The printer of a place without one: each document is kept as a file, and said to be kept, not printed."""

import os
import re
from contextlib import suppress
from pathlib import Path
from typing import Final

from PySide6.QtCore import QThreadPool

from ui.devices.print_job import PrintJob, PrintReason, PrintState
from ui.devices.printer import Paper

_NOT_IN_NAMES: Final = re.compile(r"[^A-Za-z0-9-]+")


class FilePrinter:
    """Keeps PDFs in `folder`, which is made when missing; the newest of one title stays."""

    def __init__(self, folder: Path, paper: Paper = "a5") -> None:
        self.folder: Final = folder
        self.paper: Final[Paper] = paper

    def submit(self, pdf: bytes, title: str) -> PrintJob:
        """Keep a document; the job ends as kept, or as refused when the folder takes no file."""
        job = PrintJob()
        self.keep(pdf, title, job, PrintReason.NO_PRINTER)
        return job

    def keep(self, pdf: bytes, title: str, job: PrintJob, reason: PrintReason) -> None:
        """Keep a document that was on its way elsewhere, off the calling thread; `reason` says why."""
        QThreadPool.globalInstance().start(lambda: self._write(pdf, title, job, reason))

    def path_of(self, title: str) -> Path:
        """Give the file a document of that title lies in."""
        return self.folder / f"{_NOT_IN_NAMES.sub('-', title).strip('-') or 'document'}.pdf"

    def _write(self, pdf: bytes, title: str, job: PrintJob, reason: PrintReason) -> None:
        place = self.path_of(title)
        half = place.with_suffix(".part")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            half.write_bytes(pdf)
            os.replace(half, place)  # noqa: PTH105 - replaces on Windows too, which Path.rename does not
        except OSError:
            with suppress(OSError):
                half.unlink()
            job.report(PrintState.REFUSED, PrintReason.FOLDER_FAILED)
        else:
            job.report(PrintState.KEPT, reason)
