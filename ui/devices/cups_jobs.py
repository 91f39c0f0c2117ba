"""What CUPS' words of jobs and printers mean. Pure: nobody is asked here, and no Qt is needed."""

from typing import Final

from ui.devices.ipp import Message, Tag
from ui.devices.print_job import OUR_TITLES, PrintReason, PrintState

HELD: Final = 4
"""IPP's job-state of a job that waits for its document, or for somebody to let it go."""
NOT_FOUND: Final = 0x0406
"""IPP's status of an answer about what is not there (RFC 8011, B.1.4.7)."""
GONE: Final = -1
"""In place of a job-state: the spooler knows no such job any more."""
SILENT: Final = 0
"""In place of a job-state: no answer, or none that could be read."""
_JOB_STATES: Final = {
    3: (PrintState.QUEUED, PrintReason.NONE),
    HELD: (PrintState.STUCK, PrintReason.ATTENTION),
    5: (PrintState.PRINTING, PrintReason.NONE),
    6: (PrintState.STUCK, PrintReason.ATTENTION),
    7: (PrintState.REFUSED, PrintReason.CANCELLED),
    8: (PrintState.REFUSED, PrintReason.NOT_ACCEPTED),
    9: (PrintState.PRINTED, PrintReason.NONE),
    GONE: (PrintState.UNKNOWN, PrintReason.NONE),
}
"""IPP's job-state (RFC 8011, 5.3.7). Its reasons are not enough: completed jobs also carry "processing-to-stop-point"."""
_REASONS: Final = {
    "media-empty": PrintReason.PAPER_OUT,
    "media-needed": PrintReason.PAPER_OUT,
    "cover-open": PrintReason.COVER_OPEN,
    "door-open": PrintReason.COVER_OPEN,
    "interlock-open": PrintReason.COVER_OPEN,
    "media-jam": PrintReason.JAM,
    "offline": PrintReason.OFFLINE,
    "connecting-to-device": PrintReason.OFFLINE,
    "timed-out": PrintReason.OFFLINE,
    "shutdown": PrintReason.OFFLINE,
    "paused": PrintReason.PAUSED,
}
"""What of printer-state-reasons (RFC 8011, 5.4.12) keeps paper from coming out, whatever severity follows: CUPS' own backends
write "offline-report" and "media-empty-warning" of printers that print nothing."""
_SEVERE: Final = "-error"


def job_code(answer: Message | None) -> int:
    """Give the job-state an answer tells, `GONE` or `SILENT`."""
    if answer is None:
        return SILENT
    if answer.code == NOT_FOUND:
        return GONE
    return (answer.number("job-state") or SILENT) if answer.is_successful else SILENT


def job_meaning(code: int) -> tuple[PrintState, PrintReason] | None:
    """Give where a document is by `job_code`; None where nothing was learnt."""
    return _JOB_STATES.get(code)


def blocking_reason(words: tuple[str, ...]) -> PrintReason:
    """Give what keeps paper from coming out. A word we do not know does when its severity says so; a warning of ink does not."""
    known = (reason for word in words for begin, reason in _REASONS.items() if word.startswith(begin))
    is_severe = any(word.endswith(_SEVERE) for word in words)
    return next(known, PrintReason.ATTENTION if is_severe else PrintReason.NONE)


def our_jobs(answer: Message | None) -> tuple[int, ...]:
    """Give the number of each of our jobs that an answer lists."""
    jobs = () if answer is None else tuple(group for tag, group in answer.groups if tag == Tag.JOB)
    named = ((job.get("job-id", (0,))[0], str(job.get("job-name", ("",))[0])) for job in jobs)
    return tuple(number for number, title in named if isinstance(number, int) and title.startswith(OUR_TITLES))
