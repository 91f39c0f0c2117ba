"""Printing through a spooler: only what the spooler says is said."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.helpers.spooler import TestSpooler, served
from ui.devices.cups_printer import CupsPrinter, Spooler
from ui.devices.file_printer import FilePrinter
from ui.devices.ipp import Operation
from ui.devices.patience import Patience
from ui.devices.print_job import PrintJob, PrintReason, PrintState

_PDF = b"%PDF-1.4 << /MediaBox [ 0 0 419.5276 595.2756 ] >>"
_PATIENCE = Patience(ask_every_ms=5, answer_within_ms=5_000, give_up_after_ms=60_000)
_IMPATIENCE = Patience(ask_every_ms=5, answer_within_ms=2_000, give_up_after_ms=60)
Submit = Callable[..., tuple[PrintJob, list[tuple[str, str]]]]


@pytest.fixture
def spooler() -> TestSpooler:
    """Give a spooler whose queue prints."""
    return TestSpooler()


@pytest.fixture
def submit(qtbot: QtBot, tmp_path: Path, spooler: TestSpooler) -> Iterator[Submit]:
    """Give a function that sends a receipt, waits for its end, and gives the job and all that was told."""
    with served(spooler) as address:
        printers: list[CupsPrinter] = []

        def send(queue: str = "", patience: Patience = _PATIENCE) -> tuple[PrintJob, list[tuple[str, str]]]:
            printer = CupsPrinter(queue, FilePrinter(tmp_path / "kept"), address, patience)
            printers.append(printer)
            heard: list[tuple[str, str]] = []
            job = printer.submit(_PDF, "Receipt 000012")
            job.changed.connect(lambda state, reason: heard.append((state, reason)))
            qtbot.waitUntil(lambda: job.is_over, timeout=10_000)
            return job, heard

        yield send


def test_printed_is_said_when_the_spooler_has_said_so(submit: Submit, spooler: TestSpooler, qtbot: QtBot) -> None:
    """The queue gets the whole document on the right sheet; its end is the spooler's; its spool file is removed."""
    job, heard = submit()
    assert heard == [("printing", ""), ("printed", "")]
    assert (spooler.printed, spooler.sheet, spooler.title) == (_PDF, "iso_a5_148x210mm", "Receipt 000012")
    assert (job.state, job.reason) == (PrintState.PRINTED, PrintReason.NONE)
    qtbot.waitUntil(spooler.purged.is_set)


def test_a_printer_out_of_paper_is_stuck_until_it_has_some(submit: Submit, spooler: TestSpooler) -> None:
    """The job itself only says "processing": what keeps it is asked of the printer."""
    spooler.reasons = ("media-empty-error", "toner-low-warning")
    spooler.job_states = [5, 5, 9]
    _, heard = submit()
    assert heard == [("stuck", "paper_out"), ("printed", "")]


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("media-needed", PrintReason.PAPER_OUT),
        ("cover-open-report", PrintReason.COVER_OPEN),
        ("door-open", PrintReason.COVER_OPEN),
        ("media-jam-error", PrintReason.JAM),
        ("offline-report", PrintReason.OFFLINE),
        ("connecting-to-device", PrintReason.OFFLINE),
        ("paused", PrintReason.PAUSED),
    ],
)
def test_each_hindrance_is_named(submit: Submit, spooler: TestSpooler, reason: str, said: PrintReason) -> None:
    """Staff learn what to do at the printer."""
    spooler.reasons = (reason,)
    spooler.job_states = [3, 9]
    assert submit()[1][0] == ("stuck", said.value)


@pytest.mark.parametrize(("code", "state"), [(4, "stuck"), (6, "stuck"), (3, "queued"), (5, "printing")])
def test_each_state_of_the_spooler_has_one_of_ours(submit: Submit, spooler: TestSpooler, code: int, state: str) -> None:
    """Held and stopped jobs are stuck even when the printer names no reason, and may wait in the queue again."""
    spooler.job_states = [6 if state == "queued" else 3, code, 9]
    assert state in [each for each, _ in submit()[1]]


@pytest.mark.parametrize("code", [7, 8])
def test_a_job_somebody_ended_is_refused(submit: Submit, spooler: TestSpooler, code: int) -> None:
    """Cancelled at the printer or aborted by it: it did not come out, and that is said."""
    spooler.job_states = [5, code]
    job, _ = submit()
    assert (job.state, job.reason) == (PrintState.REFUSED, PrintReason.CANCELLED)


def test_what_does_not_come_out_is_taken_back(submit: Submit, spooler: TestSpooler) -> None:
    """After its time a document is cancelled, so that it cannot come out beside another person."""
    spooler.job_states = [5]
    job, _ = submit(patience=_IMPATIENCE)
    assert (job.state, job.reason) == (PrintState.REFUSED, PrintReason.GIVEN_UP)
    assert spooler.cancelled.is_set()


def test_a_document_that_came_out_while_it_was_taken_back_is_printed(submit: Submit, spooler: TestSpooler) -> None:
    """The last word is the spooler's, not ours."""
    spooler.job_states = [5]
    spooler.cancelled_state = 9
    assert submit(patience=_IMPATIENCE)[0].state is PrintState.PRINTED


def test_a_job_that_can_neither_be_followed_nor_taken_back_is_unknown(submit: Submit, spooler: TestSpooler) -> None:
    """When the spooler goes silent nobody claims to know."""
    spooler.garbles = Operation.GET_JOB_ATTRIBUTES
    job, _ = submit(patience=Patience(ask_every_ms=5, answer_within_ms=60, give_up_after_ms=60))
    assert (job.state, job.reason) == (PrintState.UNKNOWN, PrintReason.SPOOLER_SILENT)


def test_an_answer_that_cannot_be_read_leaves_the_end_unknown(submit: Submit, spooler: TestSpooler) -> None:
    """The document was handed over; whether it prints cannot be learnt."""
    spooler.garbles = Operation.PRINT_JOB
    job, _ = submit()
    assert (job.state, job.reason) == (PrintState.UNKNOWN, PrintReason.SPOOLER_SILENT)


def test_paper_the_printer_does_not_have_is_refused_before(submit: Submit, spooler: TestSpooler) -> None:
    """A sheet that is too small is never sent: the job would be cancelled without a word."""
    spooler.media = ("iso_a6_105x148mm",)
    job, _ = submit()
    assert (job.state, job.reason, spooler.printed) == (PrintState.REFUSED, PrintReason.PAPER_UNSUPPORTED, b"")


def test_a_queue_that_takes_no_jobs_refuses(submit: Submit, spooler: TestSpooler) -> None:
    """A queue closed by its administrator says so at once."""
    spooler.is_accepting = False
    job, _ = submit()
    assert (job.state, job.reason) == (PrintState.REFUSED, PrintReason.NOT_ACCEPTED)


@pytest.mark.parametrize(("queue", "default"), [("", ""), ("elsewhere", "ward")])
def test_without_the_queue_the_document_is_kept(
    submit: Submit, spooler: TestSpooler, tmp_path: Path, queue: str, default: str
) -> None:
    """No default queue, or none of the name in the settings: the file is kept and said to be kept."""
    spooler.default = default
    job, _ = submit(queue)
    assert (job.state, job.reason) == (PrintState.KEPT, PrintReason.NO_PRINTER)
    assert (tmp_path / "kept" / "Receipt-000012.pdf").read_bytes() == _PDF


def test_a_machine_without_a_spooler_keeps_the_document(qtbot: QtBot, tmp_path: Path) -> None:
    """Nobody listens at the address: the same as having no printer."""
    printer = CupsPrinter("", FilePrinter(tmp_path), Spooler("unix+http://localhost", str(tmp_path / "no.sock")))
    job = printer.submit(_PDF, "Receipt 000012")
    qtbot.waitUntil(lambda: job.is_over)
    assert job.state is PrintState.KEPT
    assert printer.paper == "a5"
