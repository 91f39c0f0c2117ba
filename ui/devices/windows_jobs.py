"""What the Windows spooler's status bits of a job mean. Pure: nobody is asked here, and no Qt is needed.

The bits are those of JOB_INFO_1 (winspool.h, https://learn.microsoft.com/windows/win32/printdocs/job-info-1).
"""

from enum import IntFlag
from typing import Final

from ui.devices.print_job import PrintReason, PrintState

CONTROL_DELETE: Final = 5
"""JOB_CONTROL_DELETE of SetJob: take the job and its spool file away."""
CONTROL_RETAIN: Final = 8
"""JOB_CONTROL_RETAIN of SetJob: keep the job after its end, so that its end can be read; it is deleted afterwards."""


class JobBits(IntFlag):
    """JOB_STATUS_*. `COMPLETE`: all was sent to the printer, which may not have printed it; `PRINTED` alone says that it has."""

    PAUSED = 0x0001
    ERROR = 0x0002
    DELETING = 0x0004
    SPOOLING = 0x0008
    PRINTING = 0x0010
    OFFLINE = 0x0020
    PAPEROUT = 0x0040
    PRINTED = 0x0080
    DELETED = 0x0100
    BLOCKED_DEVQ = 0x0200
    USER_INTERVENTION = 0x0400
    RESTART = 0x0800
    COMPLETE = 0x1000
    RETAINED = 0x2000
    RENDERING_LOCALLY = 0x4000


_MEANINGS: Final = (
    (JobBits.PAPEROUT, PrintState.STUCK, PrintReason.PAPER_OUT),
    (JobBits.OFFLINE, PrintState.STUCK, PrintReason.OFFLINE),
    (JobBits.USER_INTERVENTION | JobBits.ERROR | JobBits.BLOCKED_DEVQ, PrintState.STUCK, PrintReason.ATTENTION),
    (JobBits.PAUSED, PrintState.STUCK, PrintReason.PAUSED),
    (JobBits.PRINTED, PrintState.PRINTED, PrintReason.NONE),
    (JobBits.DELETED | JobBits.DELETING, PrintState.REFUSED, PrintReason.CANCELLED),
    (JobBits.PRINTING | JobBits.COMPLETE, PrintState.PRINTING, PrintReason.NONE),
)
"""The first line with a bit that is set decides. Faults come first: a job that says both "printed" and "out of paper" is not
believed to be printed."""


def job_meaning(status: int) -> tuple[PrintState, PrintReason]:
    """Give where a document is by its job's status bits; bits that are not known change nothing."""
    for bits, state, reason in _MEANINGS:
        if status & bits:
            return state, reason
    return PrintState.QUEUED, PrintReason.NONE


def vanished_meaning(last_status: int, *, is_taken_back: bool) -> tuple[PrintState, PrintReason]:
    """Give what became of a job that is gone without having said that it was printed; `last_status`: its bits when last seen.

    One we took back before all of it was with the printer did not come out. Of any other nobody knows.
    """
    if is_taken_back and not last_status & JobBits.COMPLETE:
        return PrintState.REFUSED, PrintReason.GIVEN_UP
    return PrintState.UNKNOWN, PrintReason.NONE
