"""Which print queues this machine has, by the names the settings use. Nothing is printed."""

import sys
from typing import Final

from PySide6.QtCore import QEventLoop

from ui.devices.cups_line import CupsLine, Spooler, local_spooler, wanted
from ui.devices.ipp import Message, Operation

_ANSWERS_WITHIN_MS: Final = 3_000


def queue_names() -> tuple[str, ...]:
    """Give the system's queues in the order of their names; none where no spooler answers. Blocks while it asks."""
    if sys.platform == "win32":
        from PySide6.QtPrintSupport import QPrinterInfo  # noqa: PLC0415 - only Windows is asked through it

        return tuple(sorted(QPrinterInfo.availablePrinterNames()))
    return cups_queues(local_spooler())


def cups_queues(spooler: Spooler) -> tuple[str, ...]:
    """Ask CUPS, on an event loop of the calling thread."""
    loop, line = QEventLoop(), CupsLine(spooler, _ANSWERS_WITHIN_MS, None)
    found: list[str] = []

    def heard(answer: Message | None) -> None:
        for _, group in () if answer is None else answer.groups:
            found.extend(str(each) for each in group.get("printer-name", ()))
        loop.quit()

    line.ask(Operation.CUPS_GET_PRINTERS, (wanted("printer-name"),), heard)
    loop.exec()
    return tuple(sorted(found))
