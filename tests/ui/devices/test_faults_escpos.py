"""Every fault at every moment with a receipt printer on the network, in front of the real window."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

import pytest
from pytestqt.qtbot import QtBot

from kiosk.documents.trial_page import TrialPage, render_trial_page
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
from tests.helpers.receipt_printer import (
    COVER_OPEN,
    JAM,
    NEARLY_OUT,
    OFFLINE,
    PAPER_OUT,
    WELL,
    TestReceiptPrinter,
    receipt_printer,
)
from ui.devices.escpos_printer import EscposPrinter
from ui.devices.patience import Patience
from ui.devices.print_job import PrintJob, PrintReason, PrintState
from ui.devices.roll_picture import picture_rows

P, R, F = PrintState, PrintReason, Fault
_STATUS: Final = {
    F.PAPER_OUT: PAPER_OUT,
    F.JAM: JAM,
    F.COVER_OPEN: COVER_OPEN,
    F.UNKNOWN_REASON: OFFLINE,
    F.WARNING: NEARLY_OUT,
}
_SHORT_SILENCE: Final = Patience(ask_every_ms=20, answer_within_ms=2_000, give_up_after_ms=600_000)
_BREAKS_AFTER: Final = 8_000

_NO_SPOOLER: Final = CannotBe("it has no spooler")
_TAKES_ALL: Final = CannotBe("it takes any bytes, and its roll has one width")
_NO_SPACE: Final = CannotBe("it lets what it cannot hold wait: see `no answer`")
_AS_OFF: Final = CannotBe("it is off then: see there")
_ALL_THERE: Final = CannotBe("all of it is with the printer by then")
_NO_JOBS: Final = CannotBe("it knows no jobs that could vanish")


def _waits(reason: PrintReason) -> tuple[Ends, Ends, Ends, Ends]:
    """Not sent it is refused when nobody comes; sent, nobody knows. Whoever waits for its turn waits for the one before."""
    before = Ends(P.PRINTED, stuck=reason, left=P.REFUSED)
    return before, PRINTED, Ends(P.PRINTED, stuck=reason, left=P.UNKNOWN), NOTHING_FOLLOWS


_SILENT: Final = Ends(P.UNKNOWN, R.SPOOLER_SILENT)

TABLE: Final = {
    **row(F.PAPER_OUT, *_waits(R.PAPER_OUT)),
    **row(F.JAM, *_waits(R.JAM)),
    **row(F.COVER_OPEN, *_waits(R.COVER_OPEN)),
    **row(F.OFFLINE, *_waits(R.OFFLINE)),
    **row(F.REFUSED, _TAKES_ALL, _TAKES_ALL, _TAKES_ALL, _TAKES_ALL),
    **row(F.WRONG_SIZE, _TAKES_ALL, _TAKES_ALL, _TAKES_ALL, _TAKES_ALL),
    **row(F.RESTART, _NO_SPOOLER, _NO_SPOOLER, _NO_SPOOLER, _NO_SPOOLER),
    **row(F.CANCELLED, CannotBe("there is nothing yet"), PRINTED, _SILENT, NOTHING_FOLLOWS),
    **row(F.VANISHED, _NO_JOBS, _NO_JOBS, _NO_JOBS, _NO_JOBS),
    **row(F.NO_ROOM, _NO_SPACE, _NO_SPACE, _NO_SPACE, _NO_SPACE),
    **row(F.CUT, Ends(P.PRINTED, stuck=R.OFFLINE), PRINTED, _ALL_THERE, NOTHING_FOLLOWS),
    **row(F.POWER_CUT, _AS_OFF, PRINTED, Ends(P.PRINTED, stuck=R.OFFLINE, left=P.UNKNOWN), NOTHING_FOLLOWS),
    **row(F.NO_ANSWER, _SILENT, _SILENT, _SILENT, NOTHING_FOLLOWS),
    **row(F.WARNING, PRINTED, PRINTED, PRINTED, NOTHING_FOLLOWS),
    **row(F.UNKNOWN_REASON, *_waits(R.ATTENTION)),
    **row(F.REMOVED, _AS_OFF, _AS_OFF, _AS_OFF, _AS_OFF),
}


@dataclass
class EscposDevice:
    """A receipt printer; `other` is a paper that somebody else's receipt waits behind."""

    there: TestReceiptPrinter
    other: bytes
    port: EscposPrinter | None = None
    before: PrintJob | None = None
    told: list[str] = field(default_factory=list)
    is_off: bool = False

    def printer(self, patience: Patience) -> EscposPrinter:
        """Give the printer that leads to it."""
        self.port = EscposPrinter(f"escpos://127.0.0.1:{self.there.port}", patience)
        return self.port

    def hold(self, when: When) -> None:
        """Let it hold what it gets, and where the next paper is to wait for its turn, have one before it."""
        if when is When.OVER:
            return
        self.there.is_holding = True
        if when is When.QUEUED:
            assert self.port is not None
            self.before = self.port.submit(self.other, "other")

    def is_at(self, when: When, job: PrintJob) -> bool:
        """Tell whether the paper is there: whatever holds it has a whole one."""
        if when is When.OVER:
            return job.is_over
        waits_for = self.before if when is When.QUEUED else job
        return len(self.there.held) == 1 and waits_for is not None and waits_for.state is P.PRINTING

    def go_on(self) -> None:
        """Hold no longer."""
        self.there.go_on()

    def befall(self, fault: Fault) -> None:
        """Let it happen; whoever comes for the paper before puts it right for both."""
        if self.before is not None:
            self.before.changed.connect(lambda state, _: self.see_to(fault) if state == P.STUCK else None)
        happen: dict[Fault, Callable[[], object]] = {
            F.OFFLINE: self._switch_off,
            F.POWER_CUT: self._switch_off,
            F.CANCELLED: self.there.forget,
            F.CUT: self._cut,
            F.NO_ANSWER: self._fall_silent,
        }
        if fault in happen:
            happen[fault]()
        else:
            self.there.status = _STATUS[fault]
            if fault is not F.WARNING:
                self.there.forget()  # what it was printing is spoilt

    def _switch_off(self) -> None:
        self.there.switch_off()
        self.is_off = True

    def _cut(self) -> None:
        if self.before is not None:
            self.there.switch_off()
            self.there.switch_on()
        else:
            self.there.breaks_after = _BREAKS_AFTER

    def _fall_silent(self) -> None:
        self.there.is_mute = True
        self.there.forget()

    def see_to(self, fault: Fault) -> None:
        """Put everything right."""
        del fault
        self.there.status, self.there.is_mute = WELL, False
        if self.is_off:
            self.is_off = False
            self.there.switch_on()

    def papers(self) -> int:
        """Count receipts that came out."""
        return len([each for each in self.there.papers if each != picture_rows(self.other)])

    def left_behind(self) -> list[str]:
        """Give nothing: it keeps no files, and what is in its memory is cleared before the next paper."""
        return []


@pytest.fixture
def device() -> Iterator[EscposDevice]:
    """Give one that is well."""
    other = render_trial_page(TrialPage("Phiếu của người trước", ("…",), "x"), "roll80")
    with receipt_printer() as there:
        yield EscposDevice(there, other)


@pytest.mark.parametrize(("fault", "when", "is_left"), played(TABLE))
def test_every_fault_at_every_moment(
    kiosk: Kiosk, qtbot: QtBot, device: EscposDevice, fault: Fault, when: When, *, is_left: bool
) -> None:
    """Stuck is said with its reason, printed for what it says to have printed alone, and the next person's paper comes out."""
    expected = TABLE[fault, when]
    assert isinstance(expected, Ends)
    patience = ABOUT_TO_GIVE_UP if is_left else PATIENT
    if expected.reason is R.SPOOLER_SILENT or fault is F.CANCELLED:
        patience = _SHORT_SILENCE  # cancelled where it waits: the paper before it is never answered for
    play(kiosk, qtbot, device, (fault, when), expected, is_left=is_left, patience=patience)
