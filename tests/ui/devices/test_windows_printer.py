"""Printing through the Windows spooler, played by recorded status bits behind the names of `win32print`."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.helpers.windows_queue import NAME, TITLE, RecordedQueues, WindowsFault
from ui.devices.file_printer import FilePrinter
from ui.devices.patience import Patience
from ui.devices.print_job import PrintJob, PrintReason
from ui.devices.windows_jobs import CONTROL_DELETE, CONTROL_RETAIN
from ui.devices.windows_printer import WindowsPrinter

_QUICK = Patience(ask_every_ms=1, answer_within_ms=40, give_up_after_ms=60)
_SLOW = Patience(ask_every_ms=1, answer_within_ms=20_000, give_up_after_ms=600_000)


def _taken(_pdf: bytes, title: str, queue: str, begun: Callable[[str], object]) -> PrintReason:
    assert (title, queue) == (TITLE, NAME)
    begun(NAME)
    return PrintReason.NONE


def _printer(queues: RecordedQueues, folder: Path, patience: Patience = _SLOW) -> WindowsPrinter:
    files = FilePrinter(folder, "roll80")
    return WindowsPrinter(NAME, files, queues, WindowsFault, patience=patience, hand_over=_taken)


def _states(job: PrintJob) -> list[tuple[str, str]]:
    states: list[tuple[str, str]] = []
    job.changed.connect(lambda state, reason: states.append((state, reason)))
    return states


def test_printed_is_said_by_the_spooler_and_the_job_is_deleted(qtbot: QtBot, tmp_path: Path) -> None:
    """The job is kept until its end was read, then it and its spool file go."""
    queues = RecordedQueues([0x08, 0x10, 0x50, 0x10, 0x2080])
    printer = _printer(queues, tmp_path)
    job = printer.submit(b"", TITLE)
    states = _states(job)
    qtbot.waitUntil(lambda: job.is_over)
    assert states == [("printing", ""), ("stuck", "paper_out"), ("printing", ""), ("printed", "")]
    qtbot.waitUntil(lambda: queues.commands == [CONTROL_RETAIN, CONTROL_DELETE])
    qtbot.waitUntil(lambda: queues.open_handles == 0)
    assert printer.paper == "roll80"


def test_a_job_that_vanishes_is_unknown(qtbot: QtBot, tmp_path: Path) -> None:
    """Gone without the word "printed": nobody claims that paper came out."""
    printer = _printer(RecordedQueues([0x10, 0x1010, None]), tmp_path)
    job = printer.submit(b"", TITLE)
    qtbot.waitUntil(lambda: job.is_over)
    assert (job.state, job.reason) == ("unknown", "")


def test_a_job_somebody_deleted_is_refused(qtbot: QtBot, tmp_path: Path) -> None:
    """Staff deleted it in the system's own window of the queue."""
    printer = _printer(RecordedQueues([0x10, 0x14]), tmp_path)
    job = printer.submit(b"", TITLE)
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
    job = printer.submit(b"", TITLE)
    qtbot.waitUntil(lambda: job.is_over)
    assert (job.state.value, job.reason.value) == end
    assert CONTROL_DELETE in queues.commands


def test_a_silent_spooler_is_asked_again(qtbot: QtBot, tmp_path: Path) -> None:
    """A service that restarts answers later; the job's end is then read as ever."""
    printer = _printer(RecordedQueues([-1, -1, 0x80]), tmp_path)
    job = printer.submit(b"", TITLE)
    qtbot.waitUntil(lambda: job.is_over)
    assert job.state == "printed"


def test_a_spooler_that_stays_silent_is_said_to_be(qtbot: QtBot, tmp_path: Path) -> None:
    """No answer for ever is no word of printing."""
    printer = _printer(RecordedQueues([-1], after_delete=-1), tmp_path, _QUICK)
    job = printer.submit(b"", TITLE)
    qtbot.waitUntil(lambda: job.is_over)
    assert (job.state, job.reason) == ("unknown", "spooler_silent")


def test_a_job_that_is_not_found_is_unknown(qtbot: QtBot, tmp_path: Path) -> None:
    """The driver took it, the queue does not show it: it may come out, and is not said to have."""
    printer = _printer(RecordedQueues([0x80], has_job=False), tmp_path)
    job = printer.submit(b"", TITLE)
    qtbot.waitUntil(lambda: job.is_over)
    assert (job.state, job.reason) == ("unknown", "spooler_silent")


@pytest.mark.parametrize("reason", [PrintReason.PAPER_UNSUPPORTED, PrintReason.NOT_ACCEPTED])
def test_what_the_driver_refuses_is_refused(qtbot: QtBot, tmp_path: Path, reason: PrintReason) -> None:
    """No paper of that size, or no paint taken: told at once, and nobody is asked about a job."""
    queues = RecordedQueues([0x80])
    printer = WindowsPrinter(
        NAME, FilePrinter(tmp_path, "a5"), queues, WindowsFault, patience=_SLOW, hand_over=lambda *_: reason
    )
    job = printer.submit(b"", TITLE)
    qtbot.waitUntil(lambda: job.is_over)
    assert (job.state, job.reason, queues.commands) == ("refused", reason, [])


def test_without_a_printer_the_document_is_kept(qtbot: QtBot, tmp_path: Path) -> None:
    """A name no printer has leads to a file, and no word of printing."""
    printer = WindowsPrinter(
        "no such printer", FilePrinter(tmp_path, "a5"), RecordedQueues([0x80]), WindowsFault,
        hand_over=lambda *_: PrintReason.NO_PRINTER,
    )  # fmt: skip
    job = printer.submit(b"%PDF", TITLE)
    qtbot.waitUntil(lambda: job.is_over)
    assert (job.state, job.reason) == ("kept", "no_printer")
    assert (tmp_path / "tramthi-000007.pdf").read_bytes() == b"%PDF"
