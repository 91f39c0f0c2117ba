"""Printing through Debian's own CUPS: what the screen says is what its scheduler said, at every fault its device can have."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pypdfium2
import pytest
from pytestqt.qtbot import QtBot
from reportlab.lib.pagesizes import A5
from reportlab.pdfgen.canvas import Canvas

from tests.helpers.cups import Cups, running_cups
from ui.devices.cups_printer import CupsPrinter
from ui.devices.file_printer import FilePrinter
from ui.devices.patience import Patience
from ui.devices.print_job import PrintJob, PrintReason, PrintState

pytestmark = pytest.mark.needs("cupsd")

PATIENCE: Final = Patience(ask_every_ms=20, answer_within_ms=20_000, give_up_after_ms=600_000)
GIVING_UP: Final = Patience(ask_every_ms=20, answer_within_ms=20_000, give_up_after_ms=1_500)
STOP: Final = 4
CANCEL: Final = 5

Send = Callable[..., tuple[PrintJob, list[tuple[str, str]]]]


@pytest.fixture(scope="module")
def cups() -> Iterator[Cups]:
    """Give a CUPS with one queue of A4 and A5."""
    with running_cups() as running:
        yield running


@pytest.fixture
def paper(tmp_path: Path) -> bytes:
    """Give an A5 sheet."""
    canvas = Canvas(str(tmp_path / "a5.pdf"), pagesize=A5, pageCompression=0)
    canvas.drawString(100, 300, "Bien nhan 000012")
    canvas.save()
    return (tmp_path / "a5.pdf").read_bytes()


@pytest.fixture
def send(qtbot: QtBot, tmp_path: Path, cups: Cups, paper: bytes) -> Iterator[Send]:
    """Give a function that sends the sheet and waits for its end, or for a state; `then` is called when it is told."""
    printers: list[CupsPrinter] = []

    def sent(
        patience: Patience = PATIENCE, until: str = "", then: Callable[[], object] = lambda: None
    ) -> tuple[PrintJob, list[tuple[str, str]]]:
        printer = CupsPrinter("", FilePrinter(tmp_path / "kept"), cups.spooler, patience)
        printers.append(printer)
        told: list[tuple[str, str]] = []
        job = printer.submit(paper, "tramthi-000012")
        job.changed.connect(lambda state, reason: told.append((state, reason)))
        if until:
            qtbot.waitUntil(lambda: job.state.value == until)
            then()
        qtbot.waitUntil(lambda: job.is_over)
        return job, told

    yield sent
    cups.make_queue()


def test_a_sheet_comes_out_and_nothing_stays_in_the_spool(send: Send, cups: Cups, qtbot: QtBot) -> None:
    """Printed is said after the device has it all; the words are on it; the spool keeps no copy."""
    before = len(cups.printed())
    job, told = send()
    assert told[-1] == ("printed", "")
    assert job.state is PrintState.PRINTED
    (came_out,) = cups.printed()[before:]
    document = pypdfium2.PdfDocument(came_out)
    assert "Bien nhan 000012" in document[0].get_textpage().get_text_range()
    document.close()
    qtbot.waitUntil(lambda: cups.spooled() == [])


@pytest.mark.parametrize(
    ("says", "reason"),
    [
        ("media-empty-error", PrintReason.PAPER_OUT),
        ("cover-open-error", PrintReason.COVER_OPEN),
        ("media-jam-error", PrintReason.JAM),
    ],
)
def test_what_keeps_it_is_told_and_then_it_comes_out(send: Send, cups: Cups, says: str, reason: PrintReason) -> None:
    """The device waits for somebody: stuck with the reason, not printed; seen to, it comes out once."""
    before = len(cups.printed())
    cups.device_says(says)
    job, told = send(until="stuck", then=lambda: cups.device_says(""))
    assert ("stuck", reason.value) in told
    assert told[-1] == ("printed", "")
    assert (job.state, len(cups.printed()) - before) == (PrintState.PRINTED, 1)


def test_nobody_sees_to_it_and_it_is_taken_back(send: Send, cups: Cups) -> None:
    """The paper must not come out later, beside another person."""
    before = len(cups.printed())
    cups.device_says("media-empty-error")
    job, told = send(GIVING_UP)
    assert ("printed", "") not in told
    assert (job.state, job.reason) == (PrintState.REFUSED, PrintReason.GIVEN_UP)
    cups.device_says("")
    assert len(cups.printed()) == before


def test_a_device_that_stops_its_printer_is_no_printing(send: Send, cups: Cups) -> None:
    """The backend failed and CUPS stopped the queue: stuck, and taken back in the end."""
    before = len(cups.printed())
    cups.device_ends(STOP)
    job, told = send(GIVING_UP)
    assert [each for each in told if each[0] == "stuck"]
    assert job.state is PrintState.REFUSED
    assert len(cups.printed()) == before


def test_a_job_cancelled_elsewhere_is_refused(send: Send, cups: Cups) -> None:
    """Somebody cancelled it at another screen."""
    cups.device_ends(CANCEL)
    job, told = send()
    assert ("printed", "") not in told
    assert (job.state, job.reason) == (PrintState.REFUSED, PrintReason.CANCELLED)


def test_a_queue_that_was_paused_goes_on_when_it_is_enabled(send: Send, cups: Cups) -> None:
    """`cupsdisable` before, `cupsenable` after: stuck as paused, then printed."""
    cups.run("cupsdisable", "ward")
    job, told = send(until="stuck", then=lambda: cups.run("cupsenable", "ward"))
    assert ("stuck", "paused") in told
    assert job.state is PrintState.PRINTED


def test_a_sheet_the_printer_has_not_is_refused_before_it_is_sent(tmp_path: Path, qtbot: QtBot) -> None:
    """A queue with nothing but A5 gets no A4: CUPS would cancel it, or cut it off."""
    big = Canvas(str(tmp_path / "a4.pdf"), pageCompression=0)
    big.drawString(100, 300, "A4")
    big.save()
    with running_cups(sheets=("A5",)) as cups:
        # CUPS knows the default of the PPD too, so the queue must not name A4 at all.
        printer = CupsPrinter("ward", FilePrinter(tmp_path / "kept"), cups.spooler, PATIENCE)
        job = printer.submit((tmp_path / "a4.pdf").read_bytes(), "tramthi-000013")
        qtbot.waitUntil(lambda: job.is_over)
        assert (job.state, job.reason) == (PrintState.REFUSED, PrintReason.PAPER_UNSUPPORTED)
        assert cups.printed() == []


def test_cups_that_is_gone_leaves_a_file(tmp_path: Path, paper: bytes, qtbot: QtBot) -> None:
    """Nobody listens any more: the receipt is kept as a file and said to be kept, not printed."""
    with running_cups() as cups:
        spooler = cups.spooler
    folder = tmp_path / "kept"
    printer = CupsPrinter("ward", FilePrinter(folder), spooler, PATIENCE)
    job = printer.submit(paper, "tramthi-000014")
    qtbot.waitUntil(lambda: job.is_over)
    assert (job.state, job.reason) == (PrintState.KEPT, PrintReason.NO_PRINTER)
    assert (folder / "tramthi-000014.pdf").read_bytes() == paper
