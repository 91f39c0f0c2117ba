"""Printing through a spooler: only what the spooler says is said."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.helpers.spooler import TestSpooler, served
from ui.devices.cups_jobs import GONE
from ui.devices.cups_line import Spooler
from ui.devices.cups_printer import CupsPrinter
from ui.devices.file_printer import FilePrinter
from ui.devices.ipp import Operation
from ui.devices.patience import Patience
from ui.devices.print_job import PrintJob, PrintReason, PrintState

_PDF = b"%PDF-1.4 << /MediaBox [ 0 0 419.5276 595.2756 ] >>"
_PATIENCE = Patience(ask_every_ms=5, answer_within_ms=20_000, give_up_after_ms=600_000)
_IMPATIENCE = Patience(ask_every_ms=5, answer_within_ms=20_000, give_up_after_ms=60)
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
            qtbot.waitUntil(lambda: job.is_over)
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
        ("media-empty-warning", PrintReason.PAPER_OUT),
        ("interlock-open-error", PrintReason.COVER_OPEN),
        ("shutdown", PrintReason.OFFLINE),
        ("com.example-flux-compensator-error", PrintReason.ATTENTION),
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


@pytest.mark.parametrize("reason", ["marker-supply-low-warning", "toner-low-report", "com.example-cleaning", "none"])
def test_what_hinders_nothing_is_not_told(submit: Submit, spooler: TestSpooler, reason: str) -> None:
    """Little ink is no reason to call anybody in the middle of a visit."""
    spooler.reasons = (reason,)
    assert submit()[1] == [("printing", ""), ("printed", "")]


@pytest.mark.parametrize(("code", "reason"), [(7, PrintReason.CANCELLED), (8, PrintReason.NOT_ACCEPTED)])
def test_a_job_somebody_ended_is_refused(submit: Submit, spooler: TestSpooler, code: int, reason: PrintReason) -> None:
    """Cancelled by somebody or aborted by the spooler: it did not come out, and that is said."""
    spooler.job_states = [5, code]
    job, _ = submit()
    assert (job.state, job.reason) == (PrintState.REFUSED, reason)


def test_a_job_that_is_gone_is_unknown_at_once(submit: Submit, spooler: TestSpooler) -> None:
    """Purged by somebody, or its queue removed: nobody can say whether it came out, and nobody waits for it."""
    spooler.job_states = [GONE]
    job, heard = submit()
    assert (job.state, job.reason, heard) == (PrintState.UNKNOWN, PrintReason.NONE, [("unknown", "")])


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


def test_a_job_of_which_nothing_is_heard_got_no_document(submit: Submit, spooler: TestSpooler) -> None:
    """The document is sent to a job whose number is known alone: nothing can come out unseen."""
    spooler.garbles = Operation.CREATE_JOB
    job, _ = submit()
    assert (job.state, job.reason) == (PrintState.REFUSED, PrintReason.SPOOLER_SILENT)
    assert spooler.sendings == 0


def test_a_document_cut_off_on_its_way_starts_again_whole(submit: Submit, spooler: TestSpooler) -> None:
    """No answer came, and the job still waits for its document: it is sent once more."""
    spooler.garbles, spooler.garbled = Operation.SEND_DOCUMENT, 1
    spooler.job_states = [4, 5, 9]
    job, heard = submit()
    assert (job.state, spooler.sendings, spooler.printed) == (PrintState.PRINTED, 2, _PDF)
    assert heard == [("printing", ""), ("printed", "")]


def test_a_document_that_arrived_without_a_word_is_not_sent_twice(submit: Submit, spooler: TestSpooler) -> None:
    """The answer was lost, not the document: one paper, not two."""
    spooler.garbles, spooler.garbled = Operation.SEND_DOCUMENT, 1
    spooler.job_states = [5, 9]
    assert (submit()[0].state, spooler.sendings) == (PrintState.PRINTED, 1)


def test_a_spool_without_room_refuses_and_keeps_nothing(submit: Submit, spooler: TestSpooler, qtbot: QtBot) -> None:
    """The disk is full: refused, and the empty job is taken away."""
    spooler.has_room = False
    job, _ = submit()
    assert (job.state, job.reason) == (PrintState.REFUSED, PrintReason.NOT_ACCEPTED)
    qtbot.waitUntil(spooler.purged.is_set)


def test_a_silence_is_told_when_it_is_long(submit: Submit, spooler: TestSpooler) -> None:
    """The spooler restarts: nobody goes on saying that it prints; it answers again, and its word counts."""
    spooler.garbles, spooler.garbled = Operation.GET_JOB_ATTRIBUTES, 12
    spooler.job_states = [5] * 13 + [9]
    job, heard = submit(patience=Patience(ask_every_ms=20, answer_within_ms=60, give_up_after_ms=600_000))
    assert heard[0] == ("stuck", "spooler_silent")
    assert job.state is PrintState.PRINTED


def test_a_job_is_taken_away_also_when_the_spooler_was_silent_at_its_end(
    submit: Submit, spooler: TestSpooler, qtbot: QtBot
) -> None:
    """No spool file stays: a silent spooler is asked again, and again."""
    spooler.garbles, spooler.garbled = Operation.CANCEL_JOB, 2
    submit(patience=Patience(ask_every_ms=5, answer_within_ms=50, give_up_after_ms=600_000))
    qtbot.waitUntil(lambda: spooler.garbles is None)
    spooler.purged.clear()
    qtbot.waitUntil(spooler.purged.is_set)


def test_what_is_no_document_is_refused(spooler: TestSpooler, qtbot: QtBot, tmp_path: Path) -> None:
    """Nothing is sent that has no page."""
    with served(spooler) as address:
        printer = CupsPrinter("ward", FilePrinter(tmp_path), address, _PATIENCE)
        job = printer.submit(b"no pdf", "tramthi-000012")
        qtbot.waitUntil(lambda: job.is_over)
    assert (job.state, job.reason, spooler.sendings) == (PrintState.REFUSED, PrintReason.NOT_ACCEPTED, 0)


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
