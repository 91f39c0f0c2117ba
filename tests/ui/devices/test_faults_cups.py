"""Every fault at every moment through Debian's own CUPS, in front of the real window: nothing is said that did not happen."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest
from pytestqt.qtbot import QtBot

from kiosk.services.kiosk import Kiosk
from tests.helpers.cups import QUEUE, Cups, running_cups
from tests.helpers.cut_line import CutLine, cut_line
from tests.helpers.print_faults import (
    ABOUT_TO_GIVE_UP,
    NOTHING_FOLLOWS,
    PATIENT,
    PRINTED,
    CannotBe,
    Ends,
    Fault,
    When,
    play,
    played,
    row,
)
from ui.devices.cups_line import Spooler
from ui.devices.cups_printer import CupsPrinter
from ui.devices.file_printer import FilePrinter
from ui.devices.patience import Patience
from ui.devices.print_job import PrintJob, PrintReason, PrintState

pytestmark = pytest.mark.needs("cupsd")

P, R, F = PrintState, PrintReason, Fault
_RETRY: Final = 7
_STOP: Final = 4
_FULL_BLOCKS: Final = 16
_CUT_AFTER_BYTES: Final = 6_000
_SAYS: Final = {
    F.PAPER_OUT: "media-empty-error",
    F.JAM: "media-jam-error",
    F.COVER_OPEN: "cover-open-error",
    F.OFFLINE: "offline-report",
    F.WRONG_SIZE: "media-needed-error",
    F.UNKNOWN_REASON: "com.example-flux-error",
}
_SHORT_SILENCE: Final = Patience(ask_every_ms=20, answer_within_ms=1_000, give_up_after_ms=600_000)
_SHORTEST_SILENCE: Final = Patience(ask_every_ms=20, answer_within_ms=1_000, give_up_after_ms=1_500)
_DEAF: Final = frozenset({F.RESTART, F.NO_ANSWER})
_RESTARTED: Final = _DEAF | {F.NO_ROOM}


def _stuck(reason: PrintReason, left: PrintState = P.REFUSED) -> Ends:
    return Ends(P.PRINTED, stuck=reason, left=left)


_KEPT: Final = Ends(P.KEPT, R.NO_PRINTER)
_SILENT: Final = _stuck(R.SPOOLER_SILENT, P.UNKNOWN)
_NO_JOB_YET: Final = CannotBe("there is no job yet")
_AS_OFF: Final = CannotBe("it is off then: see there")
_IN_THE_SPOOL: Final = CannotBe("the document lies in the spool by then")

TABLE: Final = {
    **row(F.PAPER_OUT, _stuck(R.PAPER_OUT), _stuck(R.PAPER_OUT), _stuck(R.PAPER_OUT), NOTHING_FOLLOWS),
    **row(F.JAM, _stuck(R.JAM), _stuck(R.JAM), _stuck(R.JAM), NOTHING_FOLLOWS),
    **row(F.COVER_OPEN, _stuck(R.COVER_OPEN), _stuck(R.COVER_OPEN), _stuck(R.COVER_OPEN), NOTHING_FOLLOWS),
    **row(F.OFFLINE, _stuck(R.OFFLINE), _stuck(R.OFFLINE), _stuck(R.OFFLINE), NOTHING_FOLLOWS),
    **row(
        F.REFUSED,
        Ends(P.REFUSED, R.NOT_ACCEPTED),
        PRINTED,  # what was accepted before is printed
        PRINTED,
        NOTHING_FOLLOWS,
    ),
    **row(
        F.WRONG_SIZE, Ends(P.REFUSED, R.PAPER_UNSUPPORTED), _stuck(R.PAPER_OUT), _stuck(R.PAPER_OUT), NOTHING_FOLLOWS
    ),
    **row(F.RESTART, _KEPT, _SILENT, _SILENT, NOTHING_FOLLOWS),
    **row(F.CANCELLED, _NO_JOB_YET, Ends(P.REFUSED, R.CANCELLED), Ends(P.REFUSED, R.CANCELLED), NOTHING_FOLLOWS),
    **row(F.VANISHED, _NO_JOB_YET, Ends(P.UNKNOWN), Ends(P.REFUSED, R.CANCELLED, or_unknown=True), NOTHING_FOLLOWS),
    **row(F.NO_ROOM, Ends(P.REFUSED, R.NOT_ACCEPTED), _IN_THE_SPOOL, _IN_THE_SPOOL, NOTHING_FOLLOWS),
    **row(F.CUT, PRINTED, _IN_THE_SPOOL, PRINTED, NOTHING_FOLLOWS),
    **row(F.POWER_CUT, _AS_OFF, _AS_OFF, _stuck(R.PAUSED), NOTHING_FOLLOWS),
    **row(F.NO_ANSWER, _KEPT, _SILENT, _SILENT, NOTHING_FOLLOWS),
    **row(F.WARNING, PRINTED, PRINTED, PRINTED, NOTHING_FOLLOWS),
    **row(F.UNKNOWN_REASON, _stuck(R.ATTENTION), _stuck(R.ATTENTION), _stuck(R.ATTENTION), NOTHING_FOLLOWS),
    **row(F.REMOVED, _KEPT, Ends(P.UNKNOWN), Ends(P.REFUSED, R.CANCELLED, or_unknown=True), NOTHING_FOLLOWS),
}


@dataclass
class CupsDevice:
    """CUPS, its device, and the line between it and the kiosk."""

    cups: Cups
    line: CutLine
    kept: Path
    is_deaf: bool = False

    def printer(self, patience: Patience) -> CupsPrinter:
        """Give the printer that leads there over the line."""
        return CupsPrinter("", FilePrinter(self.kept), Spooler(f"http://127.0.0.1:{self.line.port}"), patience)

    def hold(self, when: When) -> None:
        """Pause the queue, or let the device be busy with its job."""
        if when is When.QUEUED:
            self.cups.run("cupsdisable", QUEUE)
        elif when is When.PRINTING:
            self.cups.device_is_busy(is_busy=True)

    def is_at(self, when: When, job: PrintJob) -> bool:
        """Tell whether it is there."""
        if when is When.OVER:
            return job.is_over
        return bool(self.cups.spooled()) and job.state is (P.STUCK if when is When.QUEUED else P.PRINTING)

    def go_on(self) -> None:
        """Let the queue and the device go on."""
        self.cups.device_is_busy(is_busy=False)
        if not self.is_deaf:
            self.cups.run("cupsenable", QUEUE)

    def befall(self, fault: Fault) -> None:
        """Let it happen."""
        self.is_deaf = fault in _DEAF
        happen: dict[Fault, Callable[[], object]] = {
            F.REFUSED: lambda: self.cups.run("cupsreject", QUEUE),
            F.RESTART: self.cups.stop,
            F.CANCELLED: lambda: self.cups.run("cancel", "-a", QUEUE),
            F.VANISHED: lambda: self.cups.run("cancel", "-a", "-x", QUEUE),
            F.NO_ROOM: self._fill_disk,
            F.CUT: self._cut,
            F.POWER_CUT: lambda: self.cups.device_ends_once(_STOP),
            F.NO_ANSWER: self.cups.freeze,
            F.WARNING: lambda: self.cups.device_warns("marker-supply-low-warning"),
            F.REMOVED: lambda: self.cups.run("lpadmin", "-x", QUEUE),
        }
        if fault is F.WRONG_SIZE and not self.cups.spooled():
            self.cups.load(("A6",))
        elif fault in happen:
            happen[fault]()
        else:
            self.cups.device_says(_SAYS[fault])

    def _fill_disk(self) -> None:
        self.cups.stop()
        self.cups.start(largest_file_blocks=_FULL_BLOCKS)

    def _cut(self) -> None:
        if self.cups.spooled():
            self.cups.device_ends_once(_RETRY)
        else:
            self.line.cut_after = _CUT_AFTER_BYTES

    def see_to(self, fault: Fault) -> None:
        """Put everything right."""
        self.is_deaf = False
        self.line.cut_after = 0
        self.cups.device_says("")
        if fault is F.NO_ANSWER:
            self.cups.thaw()
        if fault is F.NO_ROOM:
            self.cups.stop()
        if self.cups.server is None:
            self.cups.start()
        if fault is F.REMOVED:
            self.cups.make_queue()
        if fault is F.WRONG_SIZE:
            self.cups.load(self.cups.sheets)
        self.cups.device_ends_well()
        self.cups.run("cupsaccept", QUEUE)
        self.cups.run("cupsenable", QUEUE)

    def papers(self) -> int:
        """Count what came out."""
        return len(self.cups.printed())

    def left_behind(self) -> list[str]:
        """Give what lies in the spool, and halves of kept files."""
        return [*self.cups.spooled(), *(each.name for each in self.kept.glob("*.part"))]


@pytest.fixture(scope="module")
def cups() -> Iterator[Cups]:
    """Give a CUPS."""
    with running_cups() as running:
        yield running


@pytest.fixture
def device(cups: Cups, tmp_path: Path) -> Iterator[CupsDevice]:
    """Give its device, well."""
    cups.make_queue()
    with cut_line(cups.port) as line:
        yield CupsDevice(cups, line, tmp_path / "kept")


def _patience(fault: Fault, *, is_left: bool) -> Patience:
    if fault in _RESTARTED:
        return _SHORTEST_SILENCE if is_left else _SHORT_SILENCE
    return ABOUT_TO_GIVE_UP if is_left else PATIENT


@pytest.mark.parametrize(("fault", "when", "is_left"), played(TABLE))
def test_every_fault_at_every_moment(
    kiosk: Kiosk, qtbot: QtBot, device: CupsDevice, fault: Fault, when: When, *, is_left: bool
) -> None:
    """Stuck is said with its reason, printed for what came out alone; the spool is empty and the next person's paper comes out."""
    expected = TABLE[fault, when]
    assert isinstance(expected, Ends)
    patience = _patience(fault, is_left=is_left)
    play(kiosk, qtbot, device, (fault, when), expected, is_left=is_left, patience=patience)
    if (fault, when) == (F.CUT, When.BEFORE):
        assert device.line.cuts == 1
