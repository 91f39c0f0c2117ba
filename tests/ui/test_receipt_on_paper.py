"""What the screen says of the printer is what the printer said, also when it fails, and also after the person has gone."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from kiosk.contest.events import ReceiptPrinted
from kiosk.journal.codec import decode_event
from kiosk.services.kiosk import Kiosk
from kiosk.storage.journal_rows import all_entries, journal_head
from kiosk.texts import load_catalogue
from tests.helpers.qml import Hand, a_window, ports_of_a_place_without_devices
from tests.helpers.visits import stand_at
from ui.devices.print_job import PrintJob, PrintState
from ui.devices.printer import Paper
from ui.flow import Step


class PrinterInTheTest:
    """A printer whose papers the test moves along by hand."""

    paper: Paper = "a5"

    def __init__(self) -> None:
        self.jobs: list[PrintJob] = []
        self.papers: list[bytes] = []

    def submit(self, pdf: bytes, title: str) -> PrintJob:
        """Take a paper and leave it waiting."""
        assert title
        self.papers.append(pdf)
        self.jobs.append(PrintJob())
        return self.jobs[-1]


@pytest.fixture
def printer() -> PrinterInTheTest:
    """Give the printer."""
    return PrinterInTheTest()


@pytest.fixture
def hand(kiosk: Kiosk, printer: PrinterInTheTest, qtbot: QtBot) -> Iterator[Hand]:
    """Give the hand in front of the receipt's screen, the paper handed to the printer."""
    ports = replace(ports_of_a_place_without_devices(kiosk.folder / "papers"), printer=printer)
    with a_window(kiosk, qtbot, ports=ports) as hand:
        stand_at(hand, kiosk, Step.RECEIPT)
        hand.bot.waitUntil(lambda: len(printer.jobs) == 1)
        yield hand


@pytest.mark.parametrize(
    "states",
    [
        (PrintState.QUEUED, PrintState.PRINTING, PrintState.PRINTED),
        (PrintState.QUEUED, PrintState.STUCK, PrintState.PRINTING, PrintState.PRINTED),
        (PrintState.QUEUED, PrintState.STUCK, PrintState.REFUSED),
        (PrintState.PRINTING, PrintState.UNKNOWN),
        (PrintState.KEPT,),
    ],
    ids="-".join,
)
def test_the_screen_says_each_state_and_the_journal_how_it_ended(
    hand: Hand, kiosk: Kiosk, printer: PrinterInTheTest, states: tuple[PrintState, ...]
) -> None:
    """Sentence by sentence as the printer reports; the end, and only it, goes into the journal, once."""
    catalogue = load_catalogue("vi")
    for state in states:
        printer.jobs[0].report(state)
        _wait_for_sentence(hand, catalogue.text(f"resident.print.{state.value}"))
    hand.picture()
    assert _outcomes(kiosk) == [states[-1].value]


def test_the_code_stays_when_nothing_can_be_printed(hand: Hand, printer: PrinterInTheTest) -> None:
    """A printer that refuses costs the person nothing: code and number stand there, and the visit can be ended."""
    printer.jobs[0].report(PrintState.REFUSED)
    hand.bot.waitUntil(lambda: bool(hand.window.models["receipt"].property("isPrintBad")))
    assert len(hand.text("receipt-code")) >= 8
    hand.tap("finish")
    hand.waits_for("done")


def test_a_paper_is_followed_after_its_person_has_gone(hand: Hand, kiosk: Kiosk, printer: PrinterInTheTest) -> None:
    """The next person sees nothing of it; the journal still learns how it ended."""
    hand.window.visit.leave()
    printer.jobs[0].report(PrintState.PRINTED)
    hand.bot.waitUntil(lambda: _outcomes(kiosk) == ["printed"])
    assert hand.window.models["receipt"].property("printState") == ""


def test_going_back_to_the_result_prints_nothing_again(hand: Hand, printer: PrinterInTheTest) -> None:
    """One receipt, one paper, however often its screen is shown."""
    hand.tap("back")
    hand.tap("continue")
    hand.waits_for("receipt-code")
    hand.picture()
    assert len(printer.papers) == 1
    assert printer.papers[0].startswith(b"%PDF")


def test_the_picture_of_the_paper_is_shown_and_forgotten(hand: Hand) -> None:
    """The picture is there while the receipt is, and gone with the person."""
    receipt = hand.window.models["receipt"]
    hand.bot.waitUntil(lambda: str(receipt.property("picture")).startswith("image://receipt/"))
    hand.window.visit.leave()
    assert receipt.property("picture") == ""


def _wait_for_sentence(hand: Hand, said: str) -> None:
    hand.bot.waitUntil(lambda: hand.text("print-state") == said)


def _outcomes(kiosk: Kiosk) -> list[str]:
    """Give what the journal says of papers."""
    entries = all_entries(kiosk.store, journal_head(kiosk.store).epoch)
    events = [decode_event(each.kind, each.version, each.payload) for each in entries if each.payload is not None]
    return [each.outcome for each in events if isinstance(each, ReceiptPrinted)]
