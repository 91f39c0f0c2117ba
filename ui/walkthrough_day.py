"""A ward's whole day through the real window, by pointer and key events, with a picture of each step.

Staff show how to practise, make the machine ready, open, call a number, help and close; five residents come; the power is cut on
two of them, of whom one is voided and one goes on; that one had called for help, and staff came over the visit. The paper runs out
once. The handbook shows pictures of it by the names of their steps. A step that fails raises `ui.hand.StepFailed`; nothing is
skipped. What came of the day is read elsewhere.
"""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

from kiosk.services.kiosk import Kiosk
from kiosk.services.running import begin_run, end_run
from ui.application import KioskWindow, WindowOptions, build_window, show_window
from ui.collecting import collecting_here
from ui.hand import Hand
from ui.ports import Ports
from ui.tray_printer import TrayPrinter
from ui.walkthrough import HOLD_MS, SIZE, Visitor, drawing_application, is_idle, type_words

_BEFORE_THE_CUT: Final = 3
"""So many questions are answered when the power goes."""
_PRINTS_MS: Final = 500
"""So long the printer played takes at most."""
_RECORD: Final = "tramthi-closing-"
"""How the title of the day's record begins."""
_REASONS: Final = {
    "vi": {"open": "chưa có đủ thiết bị", "void": "nhập nhầm giấy tờ", "time": "phải chờ cán bộ"},
    "en": {"open": "devices are missing", "void": "wrong card entered", "time": "had to wait for staff"},
}
"""What staff write, by language."""


def walk_day(  # noqa: PLR0913 - what a day needs; each is another thing
    kiosk: Kiosk,
    start_again: Callable[[], Kiosk],
    make_ports: Callable[[Kiosk], Ports],
    printer: TrayPrinter,
    out: Path,
    *,
    language: str,
    seed: int,
    pin: str,
    size: tuple[int, int] = SIZE,
) -> Kiosk:
    """Walk through a day on a kiosk that is closed; leaves NN-step.png and closing.pdf in `out`, and gives the kiosk at its end.

    `start_again` gives the kiosk of the same folder as a machine that was switched on again finds it; `pin` is an officer's.
    Raises `ui.hand.StepFailed` when a step fails.
    """
    for old in (*out.glob("[0-9][0-9]-*.png"), *out.glob("failed-*.png"), out / "closing.pdf"):
        old.unlink(missing_ok=True)
    application = drawing_application()
    options = WindowOptions(is_windowed=True, graphics="software", language=language, size=size, is_still=True)
    pictures: list[Path] = []
    why = _REASONS[language]
    runs: tuple[Callable[[_Day], None], ...] = (
        lambda day: day.until_the_first_cut(why["open"]),
        lambda day: day.until_the_second_cut(why),
        lambda day: day.until_the_end(),
    )
    for turn, run in enumerate(runs):
        kiosk = start_again() if turn else kiosk
        begin_run(kiosk)
        window = _opened(kiosk, options, make_ports, printer)
        try:
            with collecting_here(application):
                run(_Day(window, out, pictures, printer, pin, seed))
        finally:
            window.close()
    end_run(kiosk)
    record = printer.paper_named(_RECORD)
    if record is not None:  # it was waited for
        shutil.copyfile(record, out / "closing.pdf")
    del application
    return kiosk


def _opened(
    kiosk: Kiosk, options: WindowOptions, make_ports: Callable[[Kiosk], Ports], printer: TrayPrinter
) -> KioskWindow:
    window = build_window(kiosk, options, replace(make_ports(kiosk), printer=printer))
    show_window(window, options)
    return window


class _Passing(Hand):
    """A hand that takes no pictures, but of what fails: what every resident does is shown once."""

    def take_picture(self, step: str) -> Path:
        """Wait as for a picture."""
        self._step = step
        self.wait(self._is_idle, "idle")
        return self._out / f"{step}.png"


class _Day:
    """The part of a day that one run of the program sees: its window, and the hands at it."""

    def __init__(
        self, window: KioskWindow, out: Path, pictures: list[Path], printer: TrayPrinter, pin: str, seed: int
    ) -> None:
        self.window = window
        self._hand = Hand(window.view, out, lambda: is_idle(window))
        self._hand.pictures = pictures
        self._passing = _Passing(window.view, out, lambda: is_idle(window))
        self._printer = printer
        self._pin = pin
        self._seed = seed

    def until_the_first_cut(self, reason: str) -> None:
        """Open, let two through, and a third begin."""
        self.practise()
        self.get_ready(reason)
        self.call_a_number()
        self.first_resident()
        self.paper_out()
        self.begin_and_answer("before-power-cut")

    def until_the_second_cut(self, reason: dict[str, str]) -> None:
        """Void the attempt of the third, who has gone home, and let a fourth begin, who is helped until the power goes again."""
        self.void_one(reason["void"])
        self.begin_and_answer("before-help")
        self.help(reason["time"])

    def until_the_end(self) -> None:
        """Let the fourth go on, and a fifth through; then close."""
        self.resume()
        self.last_resident()
        self.reprint("1")
        self.close()

    def practise(self) -> None:
        """Sign in for the first time, and show how one practises before the doors open."""
        hand = self._hand
        hand.take_picture("closed")
        hand.tap("staff-corner", hold_ms=HOLD_MS)
        hand.see("pin-0")
        hand.take_picture("staff-pin")
        self._type_pin()
        hand.take_picture("today-before")
        hand.tap("staff-practice")
        hand.see("staff-practice-remark")
        hand.tap("staff-leave")
        hand.see("start")
        hand.take_picture("practice")
        self._sign_in()
        hand.tap("staff-practice")
        hand.see("staff-practice-remark")

    def get_ready(self, reason: str) -> None:
        """Make the checks, and open in spite of those that nothing here can pass."""
        hand = self._hand
        hand.tap("tab-devices")
        hand.tap("check-all")
        hand.tap("check-yes")  # the clock is right
        hand.see("check-all")
        hand.take_picture("readiness")
        hand.tap("tab-today")
        hand.tap("staff-open")
        hand.see("staff-reason")
        type_words(hand, reason)
        hand.take_picture("open-reason")
        hand.tap("staff-reason-give")
        hand.see("staff-close")
        hand.take_picture("today-open")

    def call_a_number(self) -> None:
        """Give two numbers and call the first, which the first screen shows."""
        hand = self._hand
        for part in ("staff-ticket", "staff-ticket", "staff-call"):
            hand.tap(part)
            hand.see("staff-queue-remark")
        hand.take_picture("queue")
        hand.tap("staff-leave")
        hand.see("start")
        hand.take_picture("called")

    def first_resident(self) -> None:
        """Let the first one through, with the receipt on paper."""
        self._visit_to_the_receipt()
        self._see_printed()
        self._hand.take_picture("receipt")
        self._go()

    def paper_out(self) -> None:
        """Let the second one meet an empty tray, which staff fill."""
        self._printer.is_empty = True
        self._visit_to_the_receipt()
        model = self.window.models["receipt"]
        self._hand.wait(lambda: bool(model.property("isPrintBad")), "paper-out")
        self._hand.take_picture("paper-out")
        self._printer.fill()
        self._see_printed()
        self._hand.take_picture("paper-in")
        self._go()

    def void_one(self, reason: str) -> None:
        """Void the attempt that the power cut off, with a reason."""
        hand = self._hand
        self._sign_in()
        hand.tap("tab-sessions")
        hand.tap("session-0")
        hand.take_picture("sessions")
        hand.tap("session-void")
        hand.see("staff-reason")
        type_words(hand, reason)
        hand.take_picture("void-reason")
        hand.tap("staff-reason-give")
        hand.see("sessions-empty")
        hand.take_picture("voided")
        hand.tap("staff-leave")

    def begin_and_answer(self, picture: str) -> None:
        """Let one begin and answer a little."""
        visitor = self._visitor()
        visitor.enter()
        visitor.answer(_BEFORE_THE_CUT)
        self._hand.take_picture(picture)

    def help(self, reason: str) -> None:
        """Let the one in front call, and staff come: over the visit they note help and give more time, and leave again."""
        hand = self._hand
        for part in ("help", "help-call"):
            hand.tap(part)
        hand.see("help-take-back")
        hand.take_picture("help-called")
        hand.tap("help-close")
        self._sign_in()
        hand.take_picture("help-answered")
        hand.tap("tab-sessions")
        hand.tap("session-assist")
        hand.see("sessions-remark")
        hand.take_picture("help-noted")
        hand.tap("session-extend")
        hand.see("staff-reason")
        type_words(hand, reason)
        hand.tap("staff-reason-give")
        hand.see("sessions-remark")
        hand.take_picture("more-time")
        hand.tap("staff-leave")
        hand.see("answer-0")
        hand.take_picture("helped")

    def resume(self) -> None:
        """Find the one who was cut off, and let them finish."""
        hand = self._hand
        hand.see("start")
        hand.take_picture("after-power-cut")
        self._sign_in()
        hand.tap("tab-sessions")
        hand.tap("session-0")
        hand.take_picture("interrupted")
        hand.tap("session-resume")
        hand.see("answer-0")
        hand.take_picture("resumed")
        visitor = self._visitor()
        visitor.answer_the_rest()
        visitor.hand_in()
        self._go_on_to_receipt()
        self._see_printed()
        self._go()

    def last_resident(self) -> None:
        """Let the fifth one through."""
        self._visit_to_the_receipt()
        self._see_printed()
        self._go()

    def reprint(self, number: str) -> None:
        """Print a receipt once more, as a duplicate."""
        hand = self._hand
        self._sign_in()
        hand.tap("tab-receipts")
        for digit in number:
            hand.tap(f"code-{digit}")
        hand.tap("staff-reprint")
        hand.see("staff-receipt-remark")
        hand.pass_ms(_PRINTS_MS)
        hand.take_picture("duplicate")

    def close(self) -> None:
        """Close the day, with its record on paper."""
        hand = self._hand
        hand.tap("tab-sync")
        hand.tap("staff-sync")
        hand.see("staff-sync-remark")
        hand.take_picture("synced")
        hand.tap("tab-today")
        hand.see("staff-close")
        hand.take_picture("today-at-the-end")
        hand.tap("staff-close")
        hand.see("staff-record")
        hand.take_picture("today-closed")
        hand.tap("staff-record")
        hand.wait(lambda: self._printer.paper_named(_RECORD) is not None, "closing-record")
        hand.see("staff-record-remark")
        hand.take_picture("closing-printed")
        hand.tap("staff-leave")
        hand.take_picture("closed-again")

    def _visitor(self) -> Visitor:
        return Visitor(self.window, self._passing, self._seed)

    def _visit_to_the_receipt(self) -> None:
        visitor = self._visitor()
        visitor.enter()
        visitor.answer_the_rest()
        visitor.hand_in()
        self._go_on_to_receipt()

    def _go_on_to_receipt(self) -> None:
        self._hand.see("score")
        self._hand.tap("continue")
        self._hand.see("receipt-code")

    def _see_printed(self) -> None:
        model = self.window.models["receipt"]
        self._hand.wait(lambda: bool(model.property("isPrintGood")), "print-state")

    def _go(self) -> None:
        for part in ("finish", "done"):
            self._hand.tap(part)
        self._hand.see("start")

    def _sign_in(self) -> None:
        self._hand.tap("staff-corner", hold_ms=HOLD_MS)
        self._type_pin()

    def _type_pin(self) -> None:
        for digit in self._pin:
            self._hand.tap(f"pin-{digit}")
        self._hand.see("staff-desk")
