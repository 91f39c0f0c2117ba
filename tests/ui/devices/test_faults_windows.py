"""Every fault at every moment behind the names of `win32print`, before the real window; its spooler is played by status bits."""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pytest
from pytestqt.qtbot import QtBot

from kiosk.services.kiosk import Kiosk
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
from tests.helpers.windows_queue import NAME, WindowsFault
from ui.devices.file_printer import FilePrinter
from ui.devices.patience import Patience
from ui.devices.print_job import PrintJob, PrintReason, PrintState
from ui.devices.windows_jobs import CONTROL_DELETE, JobBits
from ui.devices.windows_printer import WindowsPrinter

P, R, F, B = PrintState, PrintReason, Fault, JobBits
_NO_SUCH_JOB: Final = 87
_SERVICE_GONE: Final = 1722
_NO_SUCH_PRINTER: Final = 1801
_SHORT_SILENCE: Final = Patience(ask_every_ms=20, answer_within_ms=600, give_up_after_ms=600_000)
_SHORTEST_SILENCE: Final = Patience(ask_every_ms=20, answer_within_ms=600, give_up_after_ms=1_200)
_BITS: Final = {
    F.PAPER_OUT: B.PAPEROUT | B.PRINTING,
    F.JAM: B.ERROR | B.PRINTING,
    F.COVER_OPEN: B.USER_INTERVENTION | B.PRINTING,
    F.OFFLINE: B.OFFLINE | B.PRINTING,
    F.POWER_CUT: B.OFFLINE | B.PRINTING | B.COMPLETE,
}
_UNKNOWN_BIT: Final = 0x4000_0000
_KEPT: Final = Ends(P.KEPT, R.NO_PRINTER)
_NO_JOB_YET: Final = CannotBe("there is no job yet")
_IN_THE_SPOOL: Final = CannotBe("the document lies in the spool by then")
_NO_WORD: Final = CannotBe("the spooler has no word for it: the job goes on")


def _stuck(reason: PrintReason, left: PrintState = P.REFUSED) -> Ends:
    return Ends(P.PRINTED, stuck=reason, left=left)


def _waits(reason: PrintReason) -> tuple[Ends, Ends, Ends, Ends]:
    return _stuck(reason), _stuck(reason), _stuck(reason), NOTHING_FOLLOWS


_SILENT: Final = _stuck(R.SPOOLER_SILENT, P.UNKNOWN)

TABLE: Final = {
    **row(F.PAPER_OUT, *_waits(R.PAPER_OUT)),
    **row(F.JAM, *_waits(R.ATTENTION)),
    **row(F.COVER_OPEN, *_waits(R.ATTENTION)),
    **row(F.OFFLINE, *_waits(R.OFFLINE)),
    **row(F.REFUSED, Ends(P.REFUSED, R.NOT_ACCEPTED), PRINTED, PRINTED, NOTHING_FOLLOWS),
    **row(
        F.WRONG_SIZE, Ends(P.REFUSED, R.PAPER_UNSUPPORTED), CannotBe("it asks for paper then: see there"),
        CannotBe("it asks for paper then: see there"), NOTHING_FOLLOWS,
    ),
    **row(F.RESTART, _KEPT, _SILENT, _SILENT, NOTHING_FOLLOWS),
    **row(F.CANCELLED, _NO_JOB_YET, Ends(P.REFUSED, R.CANCELLED), Ends(P.REFUSED, R.CANCELLED), NOTHING_FOLLOWS),
    **row(F.VANISHED, _NO_JOB_YET, Ends(P.UNKNOWN), Ends(P.UNKNOWN), NOTHING_FOLLOWS),
    **row(F.NO_ROOM, Ends(P.REFUSED, R.NOT_ACCEPTED), _IN_THE_SPOOL, _IN_THE_SPOOL, NOTHING_FOLLOWS),
    **row(F.CUT, Ends(P.REFUSED, R.NOT_ACCEPTED), _IN_THE_SPOOL, _IN_THE_SPOOL, NOTHING_FOLLOWS),
    **row(
        F.POWER_CUT, CannotBe("it is off then: see there"), _stuck(R.OFFLINE, P.UNKNOWN), _stuck(R.OFFLINE, P.UNKNOWN),
        NOTHING_FOLLOWS,
    ),
    **row(
        F.NO_ANSWER, Ends(P.UNKNOWN, R.SPOOLER_SILENT), Ends(P.UNKNOWN, R.SPOOLER_SILENT),
        Ends(P.UNKNOWN, R.SPOOLER_SILENT), NOTHING_FOLLOWS,
    ),
    **row(F.WARNING, _NO_WORD, _NO_WORD, _NO_WORD, NOTHING_FOLLOWS),
    **row(F.UNKNOWN_REASON, PRINTED, PRINTED, PRINTED, NOTHING_FOLLOWS),
    **row(F.REMOVED, _KEPT, _SILENT, _SILENT, NOTHING_FOLLOWS),
}  # fmt: skip


@dataclass
class Queue:
    """A queue of Windows: jobs by number with title and status bits; what is well is printed when it is next asked about."""

    titles: dict[int, str] = field(default_factory=dict)
    bits: dict[int, int] = field(default_factory=dict)
    kept: set[int] = field(default_factory=set)
    fault: int = 0
    """Bits every job says."""
    error: int = 0
    """What every call raises, 0 for nothing."""
    refusal: PrintReason = PrintReason.NONE
    is_held: bool = False
    is_printing: bool = False
    open: threading.Event = field(default_factory=threading.Event)
    came_out: int = 0

    def __post_init__(self) -> None:
        self.open.set()

    def hand_over(self, _pdf: bytes, title: str, queue: str, begun: Callable[[str], object]) -> PrintReason:
        """Take a document as the driver does."""
        self._wait()
        assert queue == NAME
        if self.refusal is not PrintReason.NONE:
            return self.refusal
        number = max(self.titles, default=0) + 1
        self.titles[number], self.bits[number] = title, int(B.SPOOLING)
        begun(NAME)
        return PrintReason.NONE

    def OpenPrinter(self, name: str, /) -> str:  # noqa: N802 - the name of Windows
        """Open it."""
        self._wait()
        if self.error:
            raise WindowsFault(self.error)
        return name

    def ClosePrinter(self, handle: object, /) -> None:  # noqa: N802 - as above
        """Close it."""

    def EnumJobs(self, handle: object, first: int, count: int, level: int, /) -> Sequence[Mapping[str, object]]:  # noqa: N802, ARG002 - as above
        """Give all jobs."""
        return [{"JobId": number, "pDocument": title} for number, title in self.titles.items()]

    def GetJob(self, handle: object, job: int, level: int, /) -> Mapping[str, object]:  # noqa: N802, ARG002 - as above
        """Give one job, which is a little further on."""
        if job not in self.titles:
            raise WindowsFault(_NO_SUCH_JOB)
        if not self.is_held and not self.bits[job] & (B.DELETING | B.PRINTED):
            if self.fault:
                self.bits[job] = self.fault
            elif self.bits[job] & B.PRINTING and not self.is_printing:
                self.bits[job] = int(B.PRINTED | B.RETAINED)
                self.came_out += 1
            else:
                self.bits[job] = int(B.PRINTING)
        return {"JobId": job, "Status": self.bits[job]}

    def SetJob(self, handle: object, job: int, level: int, info: None, command: int, /) -> None:  # noqa: N802, ARG002 - as above
        """Keep it after its end, or take it away."""
        if job not in self.titles:
            raise WindowsFault(_NO_SUCH_JOB)
        if command == CONTROL_DELETE:
            del self.titles[job]

    def _wait(self) -> None:
        """Return when somebody lets it: a call may hang."""
        assert self.open.wait(timeout=30)


@dataclass
class WindowsDevice:
    """The queue, and where files are kept."""

    queue: Queue
    kept: Path

    def printer(self, patience: Patience) -> WindowsPrinter:
        """Give the printer."""
        return WindowsPrinter(
            NAME, FilePrinter(self.kept), self.queue, WindowsFault, patience=patience, hand_over=self.queue.hand_over
        )

    def hold(self, when: When) -> None:
        """Let jobs wait in the queue, or on the printer."""
        self.queue.is_held, self.queue.is_printing = when is When.QUEUED, when is When.PRINTING

    def is_at(self, when: When, job: PrintJob) -> bool:
        """Tell whether it is there."""
        if when is When.OVER:
            return job.is_over
        return bool(self.queue.titles) and job.state is (P.QUEUED if when is When.QUEUED else P.PRINTING)

    def go_on(self) -> None:
        """Let them go on."""
        self.queue.is_held = self.queue.is_printing = False

    def befall(self, fault: Fault) -> None:
        """Let it happen."""
        is_before, queue = not self.queue.titles, self.queue
        happen: dict[Fault, Callable[[], object]] = {
            F.REFUSED: lambda: self._refuse(R.NOT_ACCEPTED),
            F.NO_ROOM: lambda: self._refuse(R.NOT_ACCEPTED),
            F.CUT: lambda: self._refuse(R.NOT_ACCEPTED),
            F.WRONG_SIZE: lambda: self._refuse(R.PAPER_UNSUPPORTED),
            F.RESTART: lambda: self._refuse(R.NO_PRINTER) if is_before else self._fail(_SERVICE_GONE),
            F.REMOVED: lambda: self._refuse(R.NO_PRINTER) if is_before else self._fail(_NO_SUCH_PRINTER),
            F.CANCELLED: lambda: queue.bits.update(dict.fromkeys(queue.titles, int(B.PRINTING | B.DELETING))),
            F.VANISHED: queue.titles.clear,
            F.NO_ANSWER: queue.open.clear,
            F.UNKNOWN_REASON: lambda: queue.bits.update(dict.fromkeys(queue.titles, _UNKNOWN_BIT)),
            F.WARNING: lambda: None,
        }
        if fault in happen:
            happen[fault]()
        else:
            queue.fault = int(_BITS[fault])

    def _refuse(self, reason: PrintReason) -> None:
        self.queue.refusal = reason

    def _fail(self, error: int) -> None:
        self.queue.error = error

    def see_to(self, fault: Fault) -> None:
        """Put everything right."""
        del fault
        self.queue.fault, self.queue.error, self.queue.refusal = 0, 0, R.NONE
        self.queue.open.set()

    def papers(self) -> int:
        """Count what came out."""
        return self.queue.came_out

    def left_behind(self) -> list[str]:
        """Give jobs that still are in the queue."""
        return [*self.queue.titles.values(), *(each.name for each in self.kept.glob("*.part"))]


@pytest.fixture
def device(tmp_path: Path) -> Iterator[WindowsDevice]:
    """Give one that is well; no call hangs beyond the test."""
    device = WindowsDevice(Queue(), tmp_path / "kept")
    yield device
    device.queue.open.set()


def _patience(expected: Ends, *, is_left: bool) -> Patience:
    if R.SPOOLER_SILENT in (expected.stuck, expected.reason):
        return _SHORTEST_SILENCE if is_left or expected.stuck is R.NONE else _SHORT_SILENCE
    return ABOUT_TO_GIVE_UP if is_left else PATIENT


@pytest.mark.parametrize(("fault", "when", "is_left"), played(TABLE))
def test_every_fault_at_every_moment(
    kiosk: Kiosk, qtbot: QtBot, device: WindowsDevice, fault: Fault, when: When, *, is_left: bool
) -> None:
    """Stuck is said with its reason, printed for what it says to have printed alone, and no job stays in the queue."""
    expected = TABLE[fault, when]
    assert isinstance(expected, Ends)
    patience = _patience(expected, is_left=is_left)
    play(kiosk, qtbot, device, (fault, when), expected, is_left=is_left, patience=patience)
