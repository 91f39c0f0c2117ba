"""A receipt printer on the network: its raster is the picture to the dot, and "printed" is only its own word."""

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from tests.helpers.receipt_printer import (
    COVER_OPEN,
    JAM,
    OFFLINE,
    PAPER_OUT,
    WELL,
    TestReceiptPrinter,
    receipt_printer,
)
from ui.devices.escpos_printer import NEXT_PHASE, EscposPrinter, Heard, Phase
from ui.devices.patience import Patience
from ui.devices.print_job import PrintJob, PrintReason, PrintState
from ui.devices.roll_picture import WIDTH_DOTS, picture_rows

PATIENCE = Patience(ask_every_ms=5, answer_within_ms=20_000, give_up_after_ms=600_000)
IMPATIENT = Patience(ask_every_ms=5, answer_within_ms=100, give_up_after_ms=600_000)
GIVING_UP = Patience(ask_every_ms=5, answer_within_ms=20_000, give_up_after_ms=1_000)
P, R = PrintState, PrintReason


@pytest.fixture
def paper(tmp_path: Path) -> bytes:
    """Give a receipt of 80 mm with a black square at the left edge of what prints, and a black band in its middle."""
    canvas = Canvas(str(tmp_path / "roll.pdf"), pagesize=(80 * mm, 100 * mm), pageCompression=0)
    canvas.rect(4 * mm, 10 * mm, 30 * mm, 30 * mm, stroke=0, fill=1)
    canvas.rect(30 * mm, 70 * mm, 20 * mm, 10 * mm, stroke=0, fill=1)
    canvas.save()
    return (tmp_path / "roll.pdf").read_bytes()


def _printed(
    bot: QtBot, printer: TestReceiptPrinter, paper: bytes, patience: Patience = PATIENCE
) -> tuple[PrintJob, list[tuple[str, str]]]:
    """Send one paper and wait for its end; gives all that was told on the way."""
    port = EscposPrinter(f"escpos://127.0.0.1:{printer.port}", patience)
    job = port.submit(paper, "receipt")
    told: list[tuple[str, str]] = []
    job.changed.connect(lambda state, reason: told.append((state, reason)))
    bot.waitUntil(lambda: job.is_over)
    return job, told


def test_what_is_wider_than_the_roll_is_refused(qtbot: QtBot, tmp_path: Path) -> None:
    """A record on A4 would come out without its sides, and be told as printed."""
    canvas = Canvas(str(tmp_path / "a4.pdf"), pagesize=A4, pageCompression=0)
    canvas.rect(0, 0, 100, 100, stroke=0, fill=1)
    canvas.save()
    with receipt_printer() as printer:
        job, told = _printed(qtbot, printer, (tmp_path / "a4.pdf").read_bytes())
    assert (job.state, job.reason, printer.papers) == (P.REFUSED, R.PAPER_UNSUPPORTED, [])
    assert told == [("refused", "paper_unsupported")]


def test_the_paper_is_the_picture_to_the_dot(qtbot: QtBot, paper: bytes) -> None:
    """What the printer put together from the raster is what was drawn; the square stands at the edge of what it can print."""
    with receipt_printer() as printer:
        job, told = _printed(qtbot, printer, paper)
    assert told == [("printing", ""), ("printed", "")]
    assert (job.state, printer.papers) == (P.PRINTED, [picture_rows(paper)])
    picture = QImage(printer.papers[0], WIDTH_DOTS, 800, WIDTH_DOTS // 8, QImage.Format.Format_Mono)
    is_black = [picture.pixelIndex(*at) for at in ((2, 600), (236, 600), (244, 600), (2, 400), (300, 200))]
    assert is_black == [1, 1, 0, 0, 1]


@pytest.mark.parametrize(
    ("status", "reason"),
    [(COVER_OPEN, R.COVER_OPEN), (PAPER_OUT, R.PAPER_OUT), (JAM, R.JAM), (OFFLINE, R.ATTENTION)],
)
def test_what_keeps_it_is_told_before_anything_is_sent(
    qtbot: QtBot, paper: bytes, status: bytes, reason: PrintReason
) -> None:
    """A printer that is not well gets nothing; seen to, it prints once."""
    with receipt_printer(status=status, then={4: WELL}) as printer:
        job, told = _printed(qtbot, printer, paper)
    assert told == [("stuck", reason), ("printing", ""), ("printed", "")]
    assert (job.state, len(printer.papers), printer.cleared) == (P.PRINTED, 1, 1)


def test_an_interrupted_paper_starts_again_whole(qtbot: QtBot, paper: bytes) -> None:
    """The paper ends in the middle: what the printer still held is cleared, and after that a whole one comes."""
    with receipt_printer(answers_done=False, then={2: PAPER_OUT, 4: WELL}) as printer:

        def look(state: str, _reason: str) -> None:
            printer.answers_done = printer.answers_done or state == "stuck"

        port = EscposPrinter(f"escpos://127.0.0.1:{printer.port}", PATIENCE)
        job = port.submit(paper, "receipt")
        told: list[tuple[str, str]] = []
        job.changed.connect(lambda state, reason: told.append((state, reason)))
        job.changed.connect(look)
        qtbot.waitUntil(lambda: job.is_over)
    assert told == [("printing", ""), ("stuck", "paper_out"), ("printing", ""), ("printed", "")]
    assert printer.cleared == 2
    assert printer.papers[-1] == picture_rows(paper)


def test_a_lost_connection_starts_again_whole(qtbot: QtBot, paper: bytes) -> None:
    """The cable is pulled in the middle of the raster."""
    with receipt_printer(breaks_after=8_000) as printer:
        job, told = _printed(qtbot, printer, paper)
    assert ("stuck", "offline") in told
    assert (job.state, printer.connections, printer.cleared) == (P.PRINTED, 2, 2)
    assert printer.papers[-1] == picture_rows(paper)


def test_a_printer_that_says_nothing_of_the_end_is_not_believed_to_have_printed(qtbot: QtBot, paper: bytes) -> None:
    """It is well and took everything, but never says so: unknown, not printed."""
    with receipt_printer(answers_done=False) as printer:
        job, told = _printed(qtbot, printer, paper, GIVING_UP)
    assert job.state in (P.UNKNOWN, P.REFUSED)
    assert ("printed", "") not in told


def test_a_mute_printer_gets_its_paper_and_nothing_is_claimed(qtbot: QtBot, paper: bytes) -> None:
    """Cheap printers answer no question at all."""
    with receipt_printer(is_mute=True) as printer:
        job, told = _printed(qtbot, printer, paper, IMPATIENT)
    assert told == [("printing", ""), ("unknown", "spooler_silent")]
    assert (job.state, printer.papers) == (P.UNKNOWN, [picture_rows(paper)])


def test_a_printer_that_is_never_seen_to_is_given_up(qtbot: QtBot, paper: bytes) -> None:
    """Nothing was sent, so nothing can come out later beside another person."""
    with receipt_printer(status=PAPER_OUT) as printer:
        job, told = _printed(qtbot, printer, paper, GIVING_UP)
    assert told == [("stuck", "paper_out"), ("refused", "given_up")]
    assert (job.reason, printer.papers) == (R.GIVEN_UP, [])


def test_no_printer_at_that_address(qtbot: QtBot, paper: bytes) -> None:
    """Switched off: said while it is tried, refused when it is given up."""
    with receipt_printer() as printer:
        pass
    job, told = _printed(qtbot, printer, paper, GIVING_UP)
    assert told == [("stuck", "offline"), ("refused", "given_up")]
    assert job.state is P.REFUSED


def test_the_next_paper_waits_its_turn(qtbot: QtBot, paper: bytes) -> None:
    """Two people, one printer: two whole papers, one after the other."""
    with receipt_printer() as printer:
        port = EscposPrinter(f"escpos://127.0.0.1:{printer.port}", PATIENCE)
        jobs = [port.submit(paper, "receipt") for _ in range(3)]
        qtbot.waitUntil(lambda: all(each.is_over for each in jobs))
    assert [each.state for each in jobs] == [P.PRINTED] * 3
    assert printer.papers == [picture_rows(paper)] * 3


def test_what_is_no_paper_is_refused(qtbot: QtBot) -> None:
    """Nothing is sent that cannot be drawn."""
    with receipt_printer() as printer:
        job, _ = _printed(qtbot, printer, b"no pdf")
    assert (job.state, job.reason, printer.papers) == (P.REFUSED, R.NOT_ACCEPTED, [])


def test_every_phase_knows_what_may_befall_it() -> None:
    """Only a connection that is there can be made, and only one that is asked can be well."""
    missing = {(phase, heard) for phase in Phase for heard in Heard} - set(NEXT_PHASE)
    assert missing == {
        (Phase.CONNECTING, Heard.WELL), (Phase.CONNECTING, Heard.UNWELL), (Phase.ASKING, Heard.CONNECTED),
        (Phase.SENT, Heard.CONNECTED),
    }  # fmt: skip
