"""Papers of an earlier run that was cut off, taken out of the system's queue: they may not come out now, nor stay in its spool.

To be called once a run, before the first paper: what is under way then is somebody's who has gone.
"""

import sys

from PySide6.QtCore import QCoreApplication, QThreadPool

from ui.devices.cups_jobs import our_jobs
from ui.devices.cups_line import PURGE, CupsLine, Spooler, job_numbered, local_spooler, printer_at, this_user, wanted
from ui.devices.ipp import Attribute, Message, Operation, Tag
from ui.devices.patience import Patience
from ui.devices.printer import NETWORK, NO_PRINTER
from ui.devices.windows_queues import WindowsQueues, WindowsSpooler


def clear_left_behind(queue: str) -> None:
    """Clear the queue of that name in the settings, without waiting. Receipt printers are cleared before their first paper."""
    if queue == NO_PRINTER or queue.startswith(NETWORK):
        return
    if sys.platform == "win32":
        import pywintypes  # noqa: PLC0415 - there is no such module elsewhere
        import win32print  # noqa: PLC0415 - as above

        from ui.devices.driver_printer import printer_named  # noqa: PLC0415 - it loads what only Windows prints with

        clear_windows(win32print, pywintypes.error, printer_named(queue))
    else:
        clear_cups(local_spooler())


def clear_cups(spooler: Spooler) -> None:
    """Purge every job of ours and of this user, in whichever queue it is."""
    line = CupsLine(spooler, Patience().answer_within_ms, QCoreApplication.instance())

    def heard(answer: Message | None) -> None:
        for number in our_jobs(answer):
            who = (printer_at(""), job_numbered(number), this_user())
            line.ask(Operation.CANCEL_JOB, (*who, PURGE), lambda _: None, path="/jobs/")

    line.ask(
        Operation.GET_JOBS,
        (
            printer_at(""),
            this_user(),
            wanted("job-id", "job-name"),
            Attribute(Tag.KEYWORD, "which-jobs", ("all",)),
            Attribute(Tag.BOOLEAN, "my-jobs", (True,)),
        ),
        heard,
    )


def clear_windows(queues: WindowsQueues, fault: type[Exception], printer: str) -> None:
    """Delete every job of ours in the queue of that printer, "" for none."""
    if printer:
        QThreadPool.globalInstance().start(lambda: WindowsSpooler(queues, fault).clear(printer))
