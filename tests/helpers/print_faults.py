"""What can befall a printer and when, what must become of the paper, and the play of it in front of the real window.

A cell of the table is one fault at one moment with one printer. What cannot be is written down with its reason.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final, Protocol

from pytestqt.qtbot import QtBot

from kiosk.contest.events import ReceiptPrinted
from kiosk.journal.codec import decode_event
from kiosk.services.kiosk import Kiosk
from kiosk.storage.journal_rows import all_entries, journal_head
from kiosk.texts import load_catalogue
from tests.helpers.qml import Hand, a_window, ports_of_a_place_without_devices
from tests.helpers.visits import stand_at
from ui.devices.patience import Patience
from ui.devices.print_job import PrintJob, PrintReason, PrintState
from ui.devices.printer import Paper, Printer
from ui.flow import Step

PATIENT: Final = Patience(ask_every_ms=20, answer_within_ms=20_000, give_up_after_ms=600_000)
ABOUT_TO_GIVE_UP: Final = Patience(ask_every_ms=20, answer_within_ms=20_000, give_up_after_ms=800)


class Fault(StrEnum):
    """What befalls it."""

    PAPER_OUT = "out of paper"
    JAM = "paper jam"
    COVER_OPEN = "cover open"
    OFFLINE = "switched off or unplugged"
    REFUSED = "takes no job"
    WRONG_SIZE = "wrong paper size"
    RESTART = "spooler stopped, then started again"
    CANCELLED = "cancelled by somebody else"
    VANISHED = "the job vanishes"
    NO_ROOM = "no room for the document"
    CUT = "the way is cut while it is sent"
    POWER_CUT = "power cut of the printer before the end"
    NO_ANSWER = "no answer"
    WARNING = "a warning: little ink or paper"
    UNKNOWN_REASON = "a reason nobody knows"
    REMOVED = "the printer is removed"


class When(StrEnum):
    """The moment at which it does."""

    BEFORE = "before it is sent"
    QUEUED = "in the queue"
    PRINTING = "while it prints"
    OVER = "after its end"


@dataclass(frozen=True, slots=True)
class Ends:
    """What must become of the paper: `stuck` is said meanwhile, `end` once somebody has seen to it or where nobody need to.

    `left`: the end when nobody does; None where it ends by itself. `or_unknown`: where the spooler forgets the job before it was
    asked, its word was not heard.
    """

    end: PrintState
    reason: PrintReason = PrintReason.NONE
    stuck: PrintReason = PrintReason.NONE
    left: PrintState | None = None
    or_unknown: bool = False


@dataclass(frozen=True, slots=True)
class CannotBe:
    """Why a fault cannot befall this printer at this moment."""

    why: str


Cell = Ends | CannotBe
Table = Mapping[tuple[Fault, When], Cell]

PRINTED: Final = Ends(PrintState.PRINTED)
NOTHING_FOLLOWS: Final = PRINTED
"""After its end: it was printed, and stays so."""


def row(fault: Fault, before: Cell, queued: Cell, printing: Cell, over: Cell) -> dict[tuple[Fault, When], Cell]:
    """Write one line of a table."""
    return dict(zip([(fault, when) for when in When], (before, queued, printing, over), strict=True))


def played(table: Table) -> list[tuple[Fault, When, bool]]:
    """Give what is to be played of a table: each cell that can be, seen to, and left alone where that ends otherwise."""
    return [
        (*place, is_left)
        for place, cell in table.items()
        if isinstance(cell, Ends)
        for is_left in ((False, True) if cell.left is not None else (False,))
    ]


class Device(Protocol):
    """A printer that does as a test says, with everything between it and the kiosk."""

    def printer(self, patience: Patience) -> Printer:
        """Give the kiosk's own printer that leads to it."""

    def hold(self, when: When) -> None:
        """Let the next paper get no further than this moment."""

    def is_at(self, when: When, job: PrintJob) -> bool:
        """Tell whether the paper has got there."""

    def go_on(self) -> None:
        """Let it go on."""

    def befall(self, fault: Fault) -> None:
        """Let it happen."""

    def see_to(self, fault: Fault) -> None:
        """Put it right, as somebody would who is called."""

    def papers(self) -> int:
        """Give how many papers came out whole."""

    def left_behind(self) -> list[str]:
        """Give the files of documents that lie about on the way."""


@dataclass
class Watched:
    """A printer whose jobs a test can look at; it prints as the real one behind it."""

    real: Printer
    jobs: list[PrintJob] = field(default_factory=list)
    told: list[tuple[str, str]] = field(default_factory=list)

    @property
    def paper(self) -> Paper:
        """The paper in the real one."""
        return self.real.paper

    def submit(self, pdf: bytes, title: str) -> PrintJob:
        """Hand it on."""
        job = self.real.submit(pdf, title)
        job.changed.connect(lambda state, reason: self.told.append((state, reason)))
        self.jobs.append(job)
        return job


def play(
    kiosk: Kiosk, bot: QtBot, device: Device, place: tuple[Fault, When], expected: Ends, *, is_left: bool,
    patience: Patience,
) -> None:  # fmt: skip
    """Play one cell before a resident: what is told, shown and written down must be what became of the paper, and no more."""
    fault, when = place
    printer = Watched(device.printer(patience))
    ports = replace(ports_of_a_place_without_devices(kiosk.folder / "papers"), printer=printer)
    came_out = device.papers()
    with a_window(kiosk, bot, ports=ports) as hand:
        told_before = 0
        if when is When.BEFORE:
            device.befall(fault)
        else:
            device.hold(when)
        stand_at(hand, kiosk, Step.RECEIPT)
        bot.waitUntil(lambda: bool(printer.jobs))
        job = printer.jobs[0]
        if when is not When.BEFORE:
            bot.waitUntil(lambda: device.is_at(when, job))
            assert when is When.OVER or ("printed", "") not in printer.told
            told_before = len(printer.told)
            device.befall(fault)
            device.go_on()
        if expected.stuck:
            bot.waitUntil(lambda: ("stuck", expected.stuck.value) in printer.told[told_before:])
            if not is_left:
                says(hand, PrintState.STUCK)
                assert outcomes(kiosk) == []
                device.see_to(fault)
        bot.waitUntil(lambda: job.is_over)
        end = expected.left if is_left else expected.end
        reason = job.reason if is_left else expected.reason
        if expected.or_unknown and job.state is PrintState.UNKNOWN:
            end, reason = PrintState.UNKNOWN, PrintReason.NONE
        assert (job.state, job.reason) == (end, reason), printer.told
        assert (("printed", "") in printer.told) == (job.state is PrintState.PRINTED), printer.told
        if job.state is PrintState.PRINTED:
            assert device.papers() == came_out + 1, "printed is said, and one paper came out"
        says(hand, job.state)
        bot.waitUntil(lambda: outcomes(kiosk) == [job.state.value])
        device.see_to(fault)
        bot.waitUntil(lambda: device.left_behind() == [])
        hand.tap("finish")
        hand.waits_for("done")
        _next_person_prints(hand, kiosk, printer, device)
        assert outcomes(kiosk) == [job.state.value, printer.jobs[1].state.value]


def _next_person_prints(hand: Hand, kiosk: Kiosk, printer: Watched, device: Device) -> None:
    """Whatever befell the last paper, the next person's comes out."""
    before = device.papers()
    stand_at(hand, kiosk, Step.RECEIPT, "001185067891")
    hand.bot.waitUntil(lambda: len(printer.jobs) == 2 and printer.jobs[1].is_over)
    assert printer.jobs[1].state is PrintState.PRINTED, printer.told
    assert device.papers() == before + 1
    hand.picture()
    hand.bot.waitUntil(lambda: device.left_behind() == [])


def says(hand: Hand, state: PrintState) -> None:
    """Wait until the resident's screen says of the paper that it is in this state, and nothing else."""
    said = load_catalogue("vi").text(f"resident.print.{state.value}")
    hand.bot.waitUntil(lambda: hand.text("print-state") == said)


def outcomes(kiosk: Kiosk) -> list[str]:
    """Give what the journal says of papers."""
    return [each.outcome for each in _events(kiosk) if isinstance(each, ReceiptPrinted)]


def _events(kiosk: Kiosk) -> Iterator[object]:
    for entry in all_entries(kiosk.store, journal_head(kiosk.store).epoch):
        if entry.payload is not None:
            yield decode_event(entry.kind, entry.version, entry.payload)
