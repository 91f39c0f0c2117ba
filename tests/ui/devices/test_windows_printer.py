"""Printing through the Windows spooler, played by recorded status bits behind the names of `win32print`."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ui.devices.file_printer import FilePrinter
from ui.devices.patience import Patience
from ui.devices.print_job import PrintJob, PrintReason
from ui.devices.windows_jobs import CONTROL_DELETE, CONTROL_RETAIN
from ui.devices.windows_printer import WindowsPrinter

_QUICK = Patience(ask_every_ms=1, answer_within_ms=40, give_up_after_ms=60)
_SLOW = Patience(ask_every_ms=1, answer_within_ms=10_000, give_up_after_ms=10_000)
_NAME, _TITLE = "Máy in phường", "Receipt 7"


class WindowsFault(Exception):
    """What Windows raises, with its code."""

    def __init__(self, winerror: int) -> None:
        super().__init__(winerror)
        self.winerror = winerror


@dataclass
class RecordedQueues:
    """A queue whose job 12 says `recorded` one after another, then its last word for ever; None: it is gone, -1: no answer."""

    recorded: list[int | None]
    after_delete: int | None = None
    has_job: bool = True
    commands: list[int] = field(default_factory=list)
    open_handles: int = 0

    def OpenPrinter(self, name: str, /) -> str:  # noqa: N802 - the name of Windows
        """Open it."""
        assert name == _NAME
        self.open_handles += 1
        return name

    def ClosePrinter(self, handle: object, /) -> None:  # noqa: N802 - as above
        """Close it."""
        assert handle == _NAME
        self.open_handles -= 1

    def EnumJobs(self, handle: object, first: int, count: int, level: int, /) -> Sequence[Mapping[str, object]]:  # noqa: N802 - as above
        """Give an older job of the same title, ours, and somebody else's."""
        assert (handle, first, level) == (_NAME, 0, 1)
        jobs = [{"JobId": 3, "pDocument": _TITLE}, {"JobId": 12, "pDocument": _TITLE}, {"JobId": 13, "pDocument": "x"}]
        return jobs[:count] if self.has_job else jobs[2:]

    def GetJob(self, handle: object, job: int, level: int, /) -> Mapping[str, object]:  # noqa: N802 - as above
        """Say the next word."""
        assert (handle, job, level) == (_NAME, 12, 1)
        if CONTROL_DELETE in self.commands:
            self.recorded = [self.after_delete]
        status = self.recorded.pop(0) if len(self.recorded) > 1 else self.recorded[0]
        if status is None:
            raise WindowsFault(87)
        if status < 0:
            raise WindowsFault(1722)
        return {"JobId": job, "Status": status}

    def SetJob(self, handle: object, job: int, level: int, info: None, command: int, /) -> None:  # noqa: N802 - as above
        """Note the command; a job that is gone raises as Windows does."""
        assert (handle, job, level, info) == (_NAME, 12, 0, None)
        self.commands.append(command)
        if self.recorded[0] is None:
            raise WindowsFault(87)


def _taken(_pdf: bytes, title: str, queue: str, begun: Callable[[str], object]) -> PrintReason:
    assert (title, queue) == (_TITLE, _NAME)
    begun(_NAME)
    return PrintReason.NONE


def _printer(queues: RecordedQueues, folder: Path, patience: Patience = _SLOW) -> WindowsPrinter:
    files = FilePrinter(folder, "roll80")
    return WindowsPrinter(_NAME, files, queues, WindowsFault, patience=patience, hand_over=_taken)


def _states(job: PrintJob) -> list[tuple[str, str]]:
    states: list[tuple[str, str]] = []
    job.changed.connect(lambda state, reason: states.append((state, reason)))
    return states


def test_printed_is_said_by_the_spooler_and_the_job_is_deleted(qtbot: QtBot, tmp_path: Path) -> None:
    """The job is kept until its end was read, then it and its spool file go."""
    queues = RecordedQueues([0x08, 0x10, 0x50, 0x10, 0x2080])
    printer = _printer(queues, tmp_path)
    job = printer.submit(b"", _TITLE)
    states = _states(job)
    qtbot.waitUntil(lambda: job.is_over)
    assert states == [("printing", ""), ("stuck", "paper_out"), ("printing", ""), ("printed", "")]
    qtbot.waitUntil(lambda: queues.commands == [CONTROL_RETAIN, CONTROL_DELETE])
    qtbot.waitUntil(lambda: queues.open_handles == 0)
    assert printer.paper == "roll80"


def test_a_job_that_vanishes_is_unknown(qtbot: QtBot, tmp_path: Path) -> None:
    """Gone without the word "printed": nobody claims that paper came out."""
    printer = _printer(RecordedQueues([0x10, 0x1010, None]), tmp_path)
    job = printer.submit(b"", _TITLE)
    qtbot.waitUntil(lambda: job.is_over)
    assert (job.state, job.reason) == ("unknown", "")


def test_a_job_somebody_deleted_is_refused(qtbot: QtBot, tmp_path: Path) -> None:
    """Staff deleted it in the system's own window of the queue."""
    printer = _printer(RecordedQueues([0x10, 0x14]), tmp_path)
    job = printer.submit(b"", _TITLE)
    qtbot.waitUntil(lambda: job.is_over)
    assert (job.state, job.reason) == ("refused", "cancelled")


@pytest.mark.parametrize(
    ("stuck", "after", "end"),
    [
        (0x50, None, ("refused", "given_up")),
        (0x50, 0x54, ("unknown", "spooler_silent")),
        (0x1020, None, ("unknown", "")),
        (0x20, 0x104, ("refused", "given_up")),
    ],
)
def test_what_does_not_come_out_is_taken_back(
    qtbot: QtBot, tmp_path: Path, stuck: int, after: int | None, end: tuple[str, str]
) -> None:
    """It must not come out later beside another person; where it cannot be taken back, nobody knows."""
    queues = RecordedQueues([stuck], after_delete=after)
    printer = _printer(queues, tmp_path, _QUICK)
    job = printer.submit(b"", _TITLE)
    qtbot.waitUntil(lambda: job.is_over)
    assert (job.state.value, job.reason.value) == end
    assert CONTROL_DELETE in queues.commands


def test_a_silent_spooler_is_asked_again(qtbot: QtBot, tmp_path: Path) -> None:
    """A service that restarts answers later; the job's end is then read as ever."""
    printer = _printer(RecordedQueues([-1, -1, 0x80]), tmp_path)
    job = printer.submit(b"", _TITLE)
    qtbot.waitUntil(lambda: job.is_over)
    assert job.state == "printed"


def test_a_spooler_that_stays_silent_is_said_to_be(qtbot: QtBot, tmp_path: Path) -> None:
    """No answer for ever is no word of printing."""
    printer = _printer(RecordedQueues([-1], after_delete=-1), tmp_path, _QUICK)
    job = printer.submit(b"", _TITLE)
    qtbot.waitUntil(lambda: job.is_over)
    assert (job.state, job.reason) == ("unknown", "spooler_silent")


def test_a_job_that_is_not_found_is_unknown(qtbot: QtBot, tmp_path: Path) -> None:
    """The driver took it, the queue does not show it: it may come out, and is not said to have."""
    printer = _printer(RecordedQueues([0x80], has_job=False), tmp_path)
    job = printer.submit(b"", _TITLE)
    qtbot.waitUntil(lambda: job.is_over)
    assert (job.state, job.reason) == ("unknown", "spooler_silent")


@pytest.mark.parametrize("reason", [PrintReason.PAPER_UNSUPPORTED, PrintReason.NOT_ACCEPTED])
def test_what_the_driver_refuses_is_refused(qtbot: QtBot, tmp_path: Path, reason: PrintReason) -> None:
    """No paper of that size, or no paint taken: told at once, and nobody is asked about a job."""
    queues = RecordedQueues([0x80])
    printer = WindowsPrinter(
        _NAME, FilePrinter(tmp_path, "a5"), queues, WindowsFault, patience=_SLOW, hand_over=lambda *_: reason
    )
    job = printer.submit(b"", _TITLE)
    qtbot.waitUntil(lambda: job.is_over)
    assert (job.state, job.reason, queues.commands) == ("refused", reason, [])


def test_without_a_printer_the_document_is_kept(qtbot: QtBot, tmp_path: Path) -> None:
    """A name no printer has leads to a file, and no word of printing."""
    printer = WindowsPrinter(
        "no such printer", FilePrinter(tmp_path, "a5"), RecordedQueues([0x80]), WindowsFault,
        hand_over=lambda *_: PrintReason.NO_PRINTER,
    )  # fmt: skip
    job = printer.submit(b"%PDF", _TITLE)
    qtbot.waitUntil(lambda: job.is_over)
    assert (job.state, job.reason) == ("kept", "no_printer")
    assert (tmp_path / "Receipt-7.pdf").read_bytes() == b"%PDF"
