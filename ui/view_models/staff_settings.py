"""The page of settings: what a technician may set for this machine, chosen from what there is, written whole, in force at once.

Only how screens are drawn waits for the next start of the program, which may be asked for here.
"""

from dataclasses import dataclass
from functools import partial
from typing import Final

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.contest.events import SettingsMended
from kiosk.services.kiosk import Kiosk
from kiosk.services.machine import change_settings, note_leaving, settings_mended
from kiosk.services.orders import district_settings
from kiosk.settings import Settings, read_settings
from kiosk.supervision import START_AGAIN
from ui.devices.printer import NETWORK, receipt_printer_at
from ui.list_model import RowModel
from ui.qt_types import Property, QmlUncreatable
from ui.staff_acts import Remark, StaffActs
from ui.staff_desk import StaffDesk

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

_SAVE: Final = "save"
_START: Final = "start"
_CHOICES: Final[dict[str, tuple[object, ...]]] = {
    "printer": ("", "file"),
    "paper": ("a5", "roll80"),
    "scanner_port": ("",),
    "text_step": (0, 1, 2, 3),
    "sound": (True, False),
    "screen_width_mm": (None,),
    "graphics": ("auto", "software"),
}
"""What may be chosen by touch; what else a file says is offered too, as it stands there."""
_WIDTH_STEP_MM: Final = 5.0
_USUAL_WIDTH_MM: Final = 345.0


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One setting: its name, what it is called, what it says now."""

    setting: str
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class _Stored:
    """The settings as they are stored, and what the district sets above them: whether the paper, and the first text size if any."""

    settings: Settings
    is_paper_ordered: bool
    ordered_text_step: int | None


@QmlElement
@QmlUncreatable("Made by the window")
class SettingsModel(QObject):
    """Each press goes to the next choice of a setting; nothing is written before `save`. `widthTaken`: the screen's, or None."""

    settingsChanged = Signal()
    widthTaken = Signal(object)

    def __init__(self, desk: StaffDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._saved = Settings()
        self._chosen = Settings()
        self._there: dict[str, tuple[str, ...]] = {}
        self._acts = StaffActs(self.settingsChanged.emit)
        self._rows = RowModel(SettingRow, self)
        desk.staff.stageChanged.connect(self._follow)
        desk.backstage.papers.underwayChanged.connect(self.settingsChanged)
        desk.visit.appearance.languageChanged.connect(self._say_again)

    @Property(QObject, constant=True)
    def rows(self) -> QObject:
        """The settings."""
        return self._rows

    @Property(bool, notify=settingsChanged)
    def isChanged(self) -> bool:
        """Whether there is something to save, and it may be now: not in the middle of somebody's visit."""
        is_free = self._desk.staff.may_now("settings") and not self._acts.is_busy(_SAVE)
        return is_free and self._chosen != self._saved

    @Property(str, notify=settingsChanged)
    def remark(self) -> str:
        """What came of saving, or that the settings are others than staff had saved."""
        return self._acts.remark(_SAVE).say(self._desk.catalogue)

    @Property(bool, notify=settingsChanged)
    def isGood(self) -> bool:
        """Whether that was done."""
        return self._acts.remark(_SAVE).is_good

    @Property(str, notify=settingsChanged)
    def startText(self) -> str:
        """That screens are drawn otherwise from the next start on, and what asking for it does; "" where that changes nothing."""
        if self._saved.graphics == self._desk.ports.graphics or self._acts.is_busy(_SAVE):
            return ""
        key = "again" if self.isStartedAgain else "by_hand"
        if self._desk.backstage.papers.are_underway:
            key = "wait"
        failed = self._acts.remark(_START).say(self._desk.catalogue)
        return failed or self._desk.catalogue.text(f"staff.settings.start.{key}")

    @Property(bool, constant=True)
    def isStartedAgain(self) -> bool:
        """Whether somebody starts the program anew when it ends."""
        return self._desk.ports.is_started_again

    @Property(bool, notify=settingsChanged)
    def canStart(self) -> bool:
        """Whether the program may begin anew now: nobody is in front, and what became of every paper is known."""
        is_busy = self._desk.backstage.papers.are_underway or self._acts.is_busy(_START)
        return self._desk.staff.may_now("leave") and not is_busy

    @Slot(str)
    def choose_next(self, setting: str) -> None:
        """Go to the next choice of one setting."""
        self._desk.staff.stay()
        saved, now = getattr(self._saved, setting), getattr(self._chosen, setting)
        choices = _CHOICES[setting] + self._there.get(setting, ())
        choices = choices if saved in choices else (*choices, saved)
        place = choices.index(now) if now in choices else -1
        self._choose(setting, choices[(place + 1) % len(choices)])

    @Slot()
    def ask_address(self) -> None:
        """Ask where on the network a receipt printer is: no list of what is plugged in names it."""
        self._desk.staff.stay()
        self._desk.reason.ask("printer_address", self._take_address)

    @Slot(int)
    def change_width(self, steps: int) -> None:
        """Say that the screen is wider or narrower, by steps of half a centimetre."""
        self._desk.staff.stay()
        width = (self._chosen.screen_width_mm or _USUAL_WIDTH_MM) + steps * _WIDTH_STEP_MM
        self._choose("screen_width_mm", min(4995.0, max(55.0, width)))

    @Slot()
    def save(self) -> None:
        """Write the settings, and put them in force."""
        kiosk, chosen, by = self._desk.kiosk, self._chosen, self._desk.by
        self._desk.staff.stay()
        if self.isChanged:
            self._acts.do(_SAVE, self._desk.storage, lambda: _changed(kiosk, chosen, by), self._take_saved)

    @Slot()
    def start_again(self) -> None:
        """End the program for it to begin anew, once the journal says who did."""
        kiosk, by, end = self._desk.kiosk, self._desk.by, self._desk.backstage.end
        self._desk.staff.stay()
        if self.startText and self.canStart:
            self._acts.do(_START, self._desk.storage, lambda: note_leaving(kiosk, by), lambda _: end(START_AGAIN))

    @Slot()
    def refresh(self) -> None:
        """Read the file anew, and see what is plugged in."""
        kiosk, ports = self._desk.kiosk, self._desk.ports
        for setting, look in (("scanner_port", ports.serial_ports), ("printer", ports.queues)):
            self._acts.do(setting, self._desk.devices, look, partial(self._take_there, setting))
        self._acts.do(
            _SAVE,
            self._desk.storage,
            lambda: (read_settings(kiosk.folder), settings_mended(kiosk)),
            lambda found: self._take_read(*found),
        )

    def _take_address(self, text: str) -> None:
        queue = receipt_printer_at(text)
        if queue is None:
            wrong = Remark(lambda catalogue: catalogue.text("staff.settings.address_wrong", text=text), is_good=False)
            self._acts.say(_SAVE, wrong)
        else:
            self._acts.unsay(_SAVE)
            self._choose("printer", queue)

    def _choose(self, setting: str, value: object) -> None:
        self._chosen = replace(self._chosen, **{setting: value})
        self._say_again()

    def _take_there(self, setting: str, there: tuple[str, ...]) -> None:
        self._there[setting] = there

    def _take_read(self, settings: Settings, mended: SettingsMended | None) -> None:
        self._take(settings)
        if mended is not None:
            key = f"staff.settings.mended.{mended.fault}"
            self._acts.say(_SAVE, Remark(lambda catalogue: catalogue.text(key), is_good=False))

    def _take(self, settings: Settings) -> None:
        self._saved = self._chosen = settings
        self._say_again()

    def _take_saved(self, stored: _Stored) -> None:
        self._take(stored.settings)
        is_good = self._put_in_force(stored)
        keys = ["staff.settings.saved" if is_good else "staff.settings.saved_for_later"]
        if is_good and stored.settings.graphics != self._desk.ports.graphics:
            keys = ["staff.settings.saved_but_graphics"]
        if stored.is_paper_ordered or stored.ordered_text_step is not None:
            keys.append("staff.settings.ordered")
        self._acts.say(_SAVE, Remark(lambda catalogue: " ".join(catalogue.text(key) for key in keys), is_good=is_good))

    def _put_in_force(self, stored: _Stored) -> bool:
        """Take everything but the graphics; tells whether that could be done."""
        self.widthTaken.emit(stored.settings.screen_width_mm)
        if stored.ordered_text_step is None:
            self._desk.visit.appearance.begin_with(stored.settings.text_step)
        return self._desk.backstage.wiring.rewire()

    @Slot()
    def _follow(self) -> None:
        if not self._desk.staff.is_signed_in:
            self._saved = self._chosen = Settings(graphics=self._desk.ports.graphics)
            self._acts.forget()
        self.settingsChanged.emit()

    @Slot()
    def _say_again(self) -> None:
        catalogue = self._desk.catalogue
        self._rows.show(
            tuple(SettingRow(each, catalogue.text(f"staff.setting.{each}"), self._value(each)) for each in _CHOICES)
        )
        self.settingsChanged.emit()

    def _value(self, setting: str) -> str:
        value, catalogue = getattr(self._chosen, setting), self._desk.catalogue
        if setting == "screen_width_mm" and value is not None:
            return catalogue.text("staff.settings.width", width=round(value))
        if setting == "printer" and str(value).startswith(NETWORK):
            return catalogue.text("staff.settings.network", address=str(value).removeprefix(NETWORK))
        name = f"{value}".lower() or "default"
        key = f"staff.setting.{setting}.{name}"
        return catalogue.text(key) if catalogue.has(key) else str(value)


def _changed(kiosk: Kiosk, chosen: Settings, by: str) -> _Stored:
    settings, ordered = change_settings(kiosk, chosen, by), district_settings(kiosk)
    if ordered is None:
        return _Stored(settings, is_paper_ordered=False, ordered_text_step=None)
    return _Stored(settings, is_paper_ordered=bool(ordered.paper), ordered_text_step=ordered.text_step)
