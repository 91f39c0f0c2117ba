"""A printer played for a walkthrough: it does at its tray what real ones do, keeping its papers as files. No device is asked."""

import re
from pathlib import Path
from typing import Final

from PySide6.QtCore import QTimer

from ui.devices.print_job import PrintJob, PrintReason, PrintState
from ui.devices.printer import Paper


class TrayPrinter:
    """A printer played: its tray can run empty, and what waits for paper comes out whole once it is filled.

    Its papers are kept in `folder` by their titles, so that one can look at them.
    """

    def __init__(self, folder: Path) -> None:
        self.paper: Final[Paper] = "a5"
        self.is_empty = False
        self._folder = folder
        self._waiting: list[tuple[PrintJob, bytes, str]] = []

    def submit(self, pdf: bytes, title: str) -> PrintJob:
        """Print a document, or let it wait for paper."""
        job = PrintJob()
        # As a real one does, it answers only after whoever asked has begun to listen.
        QTimer.singleShot(0, job, lambda: self._begin(job, pdf, title))
        return job

    def _begin(self, job: PrintJob, pdf: bytes, title: str) -> None:
        job.report(PrintState.PRINTING)
        if self.is_empty:
            job.report(PrintState.STUCK, PrintReason.PAPER_OUT)
            self._waiting.append((job, pdf, title))
        else:
            self._put_out(job, pdf, title)

    def fill(self) -> None:
        """Put paper in."""
        self.is_empty = False
        waiting, self._waiting = self._waiting, []
        for job, pdf, title in waiting:
            job.report(PrintState.PRINTING)
            self._put_out(job, pdf, title)

    def path_of(self, title: str) -> Path:
        """Give the file a paper of that title lies in."""
        return self._folder / f"{re.sub('[^A-Za-z0-9-]+', '-', title)}.pdf"

    def paper_named(self, beginning: str) -> Path | None:
        """Give the file of a paper whose title begins so, None before there is one."""
        return next(iter(sorted(self._folder.glob(f"{beginning}*.pdf"))), None)

    def _put_out(self, job: PrintJob, pdf: bytes, title: str) -> None:
        self.path_of(title).write_bytes(pdf)
        job.report(PrintState.PRINTED)
