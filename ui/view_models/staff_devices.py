"""The page of devices: every check of readiness, how it stands, and making it; some ask a person, one thing at a time.

What a check means is `kiosk.services`' matter; here a device is tried through its port, and what came of it is handed over.
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QElapsedTimer, QObject, QUrl, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtQml import QmlElement

from kiosk.contest.moment import VIETNAM
from kiosk.services.device_checks import (
    CARD_WIDTH_MM,
    nothing_scanned,
    scanner_found,
    screen_found,
    sound_found,
    touch_found,
)
from kiosk.services.kiosk import Kiosk
from kiosk.services.machine_checks import check_clock
from kiosk.services.readiness import CHECKS, CheckName, CheckState, Found
from kiosk.texts import Catalogue
from ui.device_trials import (
    MACHINE,
    all_found,
    found_in_words,
    record_pdf,
    recorded,
    said_aloud,
    stick_found,
)
from ui.printer_trial import PrinterTrial
from ui.qt_types import Property, QmlUncreatable
from ui.receipt_picture import draw_first_page
from ui.staff_acts import Remark, StaffActs
from ui.staff_desk import StaffDesk
from ui.staff_papers import put_on_paper
from ui.view_models.check_list import CheckListModel
from ui.view_models.touch_trial import TouchTrialModel

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

_CHECK: Final = "check"


@QmlElement
@QmlUncreatable("Made by the window")
class DevicesModel(QObject):
    """`asking` names the check a person is needed for now, "" when none is; `check` starts one, the other slots answer it."""

    devicesChanged = Signal()
    askingChanged = Signal()

    def __init__(self, desk: StaffDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._checks = CheckListModel(desk, self)
        self._asking = ""
        self._page = PrinterTrial(self)
        self._page.changed.connect(self.devicesChanged)
        self._page.ended.connect(self._end_page)
        self._touch = TouchTrialModel(self)
        self._touch.touched.connect(desk.staff.stay)
        self._touch.over.connect(self._end_touch)
        self._sound: tuple[frozenset[str], str] = (frozenset(), "")
        self._watch = QElapsedTimer()
        self._acts = StaffActs(self.devicesChanged.emit)
        desk.staff.stageChanged.connect(self._follow)
        desk.visit.appearance.languageChanged.connect(self.devicesChanged)

    @Property(CheckListModel, constant=True)
    def checks(self) -> CheckListModel:
        """How each check stands."""
        return self._checks

    @Property(str, notify=devicesChanged)
    def asking(self) -> str:
        """Which check a person is needed for now."""
        return self._asking

    @Property(str, notify=devicesChanged)
    def askText(self) -> str:
        """What they should do or say."""
        if not self._asking:
            return ""
        catalogue = self._desk.catalogue
        if self._asking == "printer" and (said := self._page.in_words(catalogue)):
            return said
        now = self._desk.kiosk.clock.now().at.astimezone(VIETNAM)
        return catalogue.text(f"staff.check.ask.{self._asking}", moment=f"{now:%H:%M %d/%m/%Y}")

    @Property(bool, notify=devicesChanged)
    def isYesNo(self) -> bool:
        """Whether they should say yes or no."""
        return self._asking in {"sound", "clock"} or (self._asking == "printer" and self._page.is_to_be_looked_at)

    @Property(TouchTrialModel, constant=True)
    def touch(self) -> TouchTrialModel:
        """The touch screen being tried."""
        return self._touch

    @Property(float, constant=True)
    def cardMm(self) -> float:
        """How wide the card is that is held against the screen."""
        return CARD_WIDTH_MM

    @Property(QUrl, notify=devicesChanged)
    def picture(self) -> QUrl:
        """The page with the code to scan, while it is to be scanned."""
        return QUrl("image://receipt/trial") if self._asking == "scanner" else QUrl()

    @Property(bool, notify=devicesChanged)
    def isBusy(self) -> bool:
        """Whether a check is being made."""
        return self._acts.is_busy(_CHECK)

    @Property(bool, notify=devicesChanged)
    def canCheck(self) -> bool:
        """Whether a check may be begun: none is under way, and nobody's visit runs."""
        return self._desk.staff.may_now("readiness") and not self._acts.is_busy(_CHECK)

    @Property(str, notify=devicesChanged)
    def remark(self) -> str:
        """What the last check found."""
        return self._acts.remark(_CHECK).say(self._desk.catalogue)

    @Property(bool, notify=devicesChanged)
    def isGood(self) -> bool:
        """Whether it passed."""
        return self._acts.remark(_CHECK).is_good

    @property
    def wants_scan(self) -> bool:
        """Whether a scan is awaited now."""
        return self._asking == "scanner"

    @Slot(str)
    def check(self, name: str) -> None:
        """Make one check, or ask the person it needs."""
        self._desk.staff.stay()
        check = next((each for each in CHECKS if each == name), None)
        if check is None or not self.canCheck:
            return
        self._watch.start()
        match check:
            case "printer":
                self._try_printer()
            case "scanner":
                self._show_code()
            case "touch" | "screen":
                self._touch.begin()
                self._ask(check)
            case "sound":
                self._acts.do(_CHECK, self._desk.devices, lambda: said_aloud(self._desk), self._has_said)
            case "stick":
                sticks = self._desk.ports.sticks
                self._make("stick", lambda kiosk: stick_found(kiosk, sticks))
            case _:
                self._make(check, MACHINE[check])

    @Slot()
    def check_machine(self) -> None:
        """Make every check that needs nobody."""
        kiosk, by = self._desk.kiosk, self._desk.by
        self._desk.staff.stay()
        if self.canCheck:
            self._acts.do(_CHECK, self._desk.devices, lambda: all_found(kiosk, by), self._has_found_all)

    @Slot()
    def print_record(self) -> None:
        """Put the record of readiness on paper."""
        kiosk, language, by = self._desk.kiosk, self._desk.catalogue.language, self._desk.by
        title = f"tramthi-readiness-{kiosk.today():%Y%m%d}"  # kept as a file, yesterday's stays
        put_on_paper(self._desk, self._acts, _CHECK, lambda: record_pdf(kiosk, language, by), title)

    @Slot(bool)
    def answer(self, is_yes: bool) -> None:  # noqa: FBT001 - a slot for QML
        """Say yes or no to what is asked."""
        name, page, (languages, lack) = self._asking, self._page.found(is_seen=is_yes), self._sound
        self._drop()
        if name == "printer" and page is not None:
            self._make("printer", lambda _: page)
        elif name == "sound":
            self._make("sound", lambda _: sound_found(languages, lack, is_heard=is_yes))
        elif name == "clock":
            self._make("clock", lambda kiosk: check_clock(kiosk, is_confirmed=is_yes))

    @Slot(int, float, float)
    def measure(self, width_px: int, believed_mm: float, card_px: float) -> None:
        """Take how wide a card is on the screen, in the window's pixels."""
        self._drop()
        self._make("screen", lambda _: screen_found(width_px, believed_mm, card_px))

    def take_scan(self, scan: bytes) -> None:
        """Take what the scanner told while the code was shown."""
        if self.wants_scan:
            waited_s = self._waited_s()
            self._drop()
            self._make("scanner", lambda _: scanner_found(scan, waited_s))

    @Slot()
    def drop(self) -> None:
        """Go no further; a scan or touches that did not come are a check that failed."""
        name, waited_s = self._asking, self._waited_s()
        if name == "touch":
            self._end_touch()
            return
        self._drop()
        if name == "scanner":
            self._make("scanner", lambda _: nothing_scanned(waited_s))

    @Slot()
    def refresh(self) -> None:
        """Read anew how each check stands."""
        self._checks.refresh()

    def _make(self, name: CheckName, work: Callable[[Kiosk], Found]) -> None:
        kiosk, by = self._desk.kiosk, self._desk.by

        def done(state: CheckState) -> None:
            if name == "clock" and state.facts.get("source") == "unknown":
                self._ask("clock")
            self._tell(state)
            self.refresh()

        self._acts.do(_CHECK, self._desk.devices, lambda: recorded(kiosk, name, work, by), done)

    def _tell(self, *states: CheckState) -> None:
        """Say what was found by one check, or by each of those that failed."""

        def say(catalogue: Catalogue) -> str:
            keys = ("staff.check.passed" if each.state == "passed" else "staff.check.failed" for each in states)
            return " ".join(found_in_words(key, each, catalogue) for key, each in zip(keys, states, strict=True))

        self._acts.say(_CHECK, Remark(say, is_good=all(each.state == "passed" for each in states)))

    def _has_found_all(self, states: tuple[CheckState, ...]) -> None:
        self._tell(*([each for each in states if each.state != "passed"] or states[-1:]))
        if any(each.name == "clock" and each.facts.get("source") == "unknown" for each in states):
            self._ask("clock")
        self.refresh()

    def _try_printer(self) -> None:
        from kiosk.services.trial_sheet import trial_pdf  # noqa: PLC0415 - reportlab may not delay the first screen

        kiosk, paper, catalogue = self._desk.kiosk, self._desk.ports.printer.paper, self._desk.catalogue
        self._acts.do(_CHECK, self._desk.devices, lambda: trial_pdf(kiosk, paper, catalogue), self._print)

    def _print(self, pdf: bytes) -> None:
        self._ask("printer")
        self._page.begin(self._desk.ports.printer.submit(pdf, "tramthi-trial"))

    @Slot(object)
    def _end_page(self, found: Found) -> None:
        self._drop()
        self._make("printer", lambda _: found)

    def _show_code(self) -> None:
        from kiosk.services.trial_sheet import trial_pdf  # noqa: PLC0415 - as above

        kiosk, catalogue = self._desk.kiosk, self._desk.catalogue

        def show(pdf: bytes) -> None:
            self._desk.pictures.show(draw_first_page(pdf))
            self._watch.start()
            self._ask("scanner")

        self._acts.do(_CHECK, self._desk.devices, lambda: trial_pdf(kiosk, "roll80", catalogue), show)

    def _has_said(self, heard: tuple[frozenset[str], str]) -> None:
        self._sound = heard
        self._ask("sound")

    @Slot()
    def _end_touch(self) -> None:
        misses = self._touch.misses
        self._drop()
        self._make("touch", lambda _: touch_found(misses))

    def _ask(self, name: str) -> None:
        self._asking = name
        self.askingChanged.emit()
        self.devicesChanged.emit()

    def _drop(self) -> None:
        self._desk.staff.stay()
        if self.wants_scan:  # at other times it is the receipt of the person in front that is shown
            self._desk.pictures.show(QImage())
        self._asking = ""
        self._page.drop()
        self.askingChanged.emit()
        self.devicesChanged.emit()

    def _waited_s(self) -> float:
        return self._watch.elapsed() / 1000 if self._watch.isValid() else 0.0

    @Slot()
    def _follow(self) -> None:
        if not self._desk.staff.is_signed_in:
            if self._asking:
                self._drop()
            self._acts.forget()
        self.devicesChanged.emit()
