"""Whatever befalls a paper in whatever order: it comes to an end, and is printed only if whoever prints said so."""

from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Final

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from pytestqt.qtbot import QtBot

from kiosk.documents.trial_page import TrialPage, render_trial_page
from tests.helpers.receipt_printer import COVER_OPEN, JAM, OFFLINE, PAPER_OUT, WELL, receipt_printer
from tests.helpers.spooler import TestSpooler, served
from tests.helpers.windows_queue import NAME, TITLE, RecordedQueues, WindowsFault
from ui.devices.cups_jobs import GONE, SILENT
from ui.devices.cups_printer import CupsPrinter
from ui.devices.escpos_printer import EscposPrinter
from ui.devices.file_printer import FilePrinter
from ui.devices.ipp import Operation
from ui.devices.patience import Patience
from ui.devices.print_job import ENDS, NEXT, PrintJob, PrintReason, PrintState
from ui.devices.windows_jobs import JobBits, job_meaning
from ui.devices.windows_printer import WindowsPrinter

P = PrintState
QUICK: Final = Patience(ask_every_ms=1, answer_within_ms=60, give_up_after_ms=120)
_PDF: Final = b"%PDF-1.4 << /MediaBox [ 0 0 419.5276 595.2756 ] >>"
SOME: Final = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


class Paper(RuleBasedStateMachine):
    """A paper of which anything may be reported at any time."""

    def __init__(self) -> None:
        super().__init__()
        self.job = PrintJob()
        self.heard: list[tuple[str, str]] = []
        self.job.changed.connect(lambda state, reason: self.heard.append((state, reason)))
        self.states = [P.QUEUED]

    @rule(state=st.sampled_from(PrintState), reason=st.sampled_from(PrintReason))
    def report(self, state: PrintState, reason: PrintReason) -> None:
        """Say something of it."""
        before = self.job.state
        self.job.report(state, reason)
        if state in NEXT[before]:
            assert (self.job.state, self.job.reason) == (state, reason)
            self.states.append(state)
        elif state is not before or before in ENDS:
            assert self.job.state is before

    @invariant()
    def is_truthful(self) -> None:
        """An end is the last thing heard, once, and printed is one that was reported."""
        ends = [state for state, _ in self.heard if state in ENDS]
        assert len(ends) == self.job.is_over
        assert not ends or self.heard[-1][0] == ends[0] == self.job.state
        assert (self.job.state is P.PRINTED) == (P.PRINTED in self.states)


def test_a_paper_has_one_end(qtbot: QtBot) -> None:
    """Reports in any order: only steps of the table, and nothing after an end."""
    del qtbot
    run_state_machine_as_test(Paper, settings=settings(max_examples=60, deadline=None))


def _ended(bot: QtBot, job: PrintJob) -> PrintState:
    bot.waitUntil(lambda: job.is_over)
    return job.state


@SOME
@given(
    said=st.lists(st.sampled_from([*range(3, 10), GONE, SILENT]), min_size=1, max_size=8),
    reasons=st.lists(st.sampled_from(["media-empty", "toner-low-warning", "x-error", "none"]), max_size=2),
    garbles=st.sampled_from([None, *Operation]),
    garbled=st.integers(0, 4),
    has_room=st.booleans(),
    cancelled_state=st.sampled_from([5, 7, 9]),
)
def test_any_words_of_a_spooler(  # noqa: PLR0913 - what a spooler may do
    qtbot: QtBot, tmp_path: Path, said: list[int], reasons: list[str], garbles: Operation | None, garbled: int,
    cancelled_state: int, *, has_room: bool,
) -> None:  # fmt: skip
    """Silence, nonsense, jobs that come and go: printed only after job-state 9."""
    spooler = TestSpooler(
        job_states=said, reasons=(*reasons, "none"), garbles=garbles, garbled=garbled, has_room=has_room,
        cancelled_state=cancelled_state,
    )  # fmt: skip
    with served(spooler) as address:
        printer = CupsPrinter("", FilePrinter(tmp_path / "kept"), address, QUICK)
        state = _ended(qtbot, printer.submit(_PDF, "tramthi-000012"))
        if state is P.PRINTED:
            assert (spooler.said[-1], spooler.printed) == (9, _PDF)
        if state in {P.PRINTED, P.UNKNOWN} and not garbles:
            qtbot.waitUntil(spooler.purged.is_set)


_BITS: Final = st.one_of(
    st.sampled_from([0, 0x08, 0x10, 0x50, 0x1000, 0x1010, 0x1050, 0x80, 0x2080, 0x14, 0x30, 0x400, 0x0C0]),
    st.integers(0, 0x7FFF),
)
"""As spoolers were recorded to say, and any mixture."""


@SOME
@given(
    said=st.lists(st.one_of(_BITS, st.sampled_from([None, -1])), min_size=1, max_size=8),
    after_delete=st.one_of(_BITS, st.none(), st.just(-1)),
)
def test_any_bits_of_windows(qtbot: QtBot, tmp_path: Path, said: list[int | None], after_delete: int | None) -> None:
    """Bits in any mixture: printed only after the one bit that says so, without any of a fault."""
    queues = RecordedQueues(said, after_delete=after_delete)

    def taken(_pdf: bytes, _title: str, _queue: str, begun: Callable[[str], object]) -> PrintReason:
        begun(NAME)
        return PrintReason.NONE

    printer = WindowsPrinter(NAME, FilePrinter(tmp_path), queues, WindowsFault, patience=QUICK, hand_over=taken)
    state = _ended(qtbot, printer.submit(_PDF, TITLE))
    if state is P.PRINTED:
        assert job_meaning(queues.said[-1])[0] is P.PRINTED
        assert JobBits.PRINTED & queues.said[-1]


@cache
def _roll() -> bytes:
    return render_trial_page(TrialPage("Trang in thử", ("…",), "x"), "roll80")


_BEFALLS: Final = st.sampled_from(
    ["hold", "go on", "forget", "off", "mute", "well", "paper", "cover", "jam", "offline"]
)
_STATUS: Final = {"well": WELL, "paper": PAPER_OUT, "cover": COVER_OPEN, "jam": JAM, "offline": OFFLINE}


@SOME
@given(befalls=st.dictionaries(st.integers(1, 12), _BEFALLS, max_size=6), breaks_after=st.integers(0, 20_000))
def test_any_life_of_a_receipt_printer(qtbot: QtBot, befalls: dict[int, str], breaks_after: int) -> None:
    """Switched off, emptied, opened, struck dumb at any question: printed only after its own word for this paper."""
    with receipt_printer(breaks_after=breaks_after) as there:

        def happen(what: str) -> None:
            there.status = _STATUS.get(what, there.status)
            there.is_holding = what == "hold" or (there.is_holding and what != "go on")
            there.is_mute = there.is_mute or what == "mute"
            if what == "go on":
                there.go_on()
            if what in {"forget", "off"}:
                there.forget()
            if what == "off":
                there.hang_up()

        there.befalls = {ask: partial(happen, what) for ask, what in befalls.items()}
        printer = EscposPrinter(f"escpos://127.0.0.1:{there.port}", QUICK)
        state = _ended(qtbot, printer.submit(_roll(), "tramthi-trial"))
        assert state in {P.PRINTED, P.REFUSED, P.UNKNOWN}
        assert state is not P.PRINTED or (there.done >= 1 and len(there.papers) >= 1)
        assert state is not P.REFUSED or not there.papers
