"""The page of settings: what a technician may set for this machine, chosen from what there is, written whole and checked."""

from dataclasses import dataclass
from typing import Final

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.services.machine import change_settings
from kiosk.settings import Settings, read_settings
from ui.list_model import RowModel
from ui.qt_types import Property, QmlUncreatable
from ui.staff_acts import Remark, StaffActs
from ui.staff_desk import StaffDesk

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

_SAVE: Final = "save"
_CHOICES: Final[dict[str, tuple[object, ...]]] = {
    "printer": ("", "file"),
    "paper": ("a5", "roll80"),
    "text_step": (0, 1, 2, 3),
    "graphics": ("auto", "software"),
    "sound": (True, False),
    "screen_width_mm": (None,),
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


@QmlElement
@QmlUncreatable("Made by the window")
class SettingsModel(QObject):
    """Each press goes to the next choice of a setting; nothing is written before `save`."""

    settingsChanged = Signal()

    def __init__(self, desk: StaffDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._saved = Settings()
        self._chosen = Settings()
        self._acts = StaffActs(self.settingsChanged.emit)
        self._rows = RowModel(SettingRow, self)
        desk.staff.stageChanged.connect(self._follow)
        desk.visit.appearance.languageChanged.connect(self._say_again)

    @Property(QObject, constant=True)
    def rows(self) -> QObject:
        """The settings."""
        return self._rows

    @Property(bool, notify=settingsChanged)
    def isChanged(self) -> bool:
        """Whether there is something to save."""
        return self._chosen != self._saved and not self._acts.is_busy(_SAVE)

    @Property(str, notify=settingsChanged)
    def remark(self) -> str:
        """What came of saving, or why the settings could not be read."""
        return self._acts.remark(_SAVE).say(self._desk.catalogue)

    @Property(bool, notify=settingsChanged)
    def isGood(self) -> bool:
        """Whether that was done."""
        return self._acts.remark(_SAVE).is_good

    @Slot(str)
    def choose_next(self, setting: str) -> None:
        """Go to the next choice of one setting."""
        self._desk.staff.stay()
        saved, now = getattr(self._saved, setting), getattr(self._chosen, setting)
        choices = _CHOICES[setting] if saved in _CHOICES[setting] else (*_CHOICES[setting], saved)
        place = choices.index(now) if now in choices else -1
        self._choose(setting, choices[(place + 1) % len(choices)])

    @Slot(int)
    def change_width(self, steps: int) -> None:
        """Say that the screen is wider or narrower, by steps of half a centimetre."""
        self._desk.staff.stay()
        width = (self._chosen.screen_width_mm or _USUAL_WIDTH_MM) + steps * _WIDTH_STEP_MM
        self._choose("screen_width_mm", min(4995.0, max(55.0, width)))

    @Slot()
    def save(self) -> None:
        """Write the settings; they are in force when the program starts again."""
        kiosk, chosen, by = self._desk.kiosk, self._chosen, self._desk.by
        self._desk.staff.stay()
        if chosen != self._saved and self._desk.staff.may("settings"):
            self._acts.do(_SAVE, self._desk.storage, lambda: change_settings(kiosk, chosen, by), self._take_saved)

    @Slot()
    def refresh(self) -> None:
        """Read the file anew."""
        kiosk = self._desk.kiosk
        self._acts.do(_SAVE, self._desk.storage, lambda: read_settings(kiosk.folder), self._take)

    def _choose(self, setting: str, value: object) -> None:
        self._chosen = replace(self._chosen, **{setting: value})
        self._say_again()

    def _take(self, settings: Settings) -> None:
        self._saved = self._chosen = settings
        self._say_again()

    def _take_saved(self, settings: Settings) -> None:
        self._take(settings)
        self._acts.say(_SAVE, Remark(lambda catalogue: catalogue.text("staff.settings.saved")))

    @Slot()
    def _follow(self) -> None:
        if not self._desk.staff.is_signed_in:
            self._saved = self._chosen = Settings()
            self._acts.forget()

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
        name = f"{value}".lower() or "default"
        key = f"staff.setting.{setting}.{name}"
        return catalogue.text(key) if catalogue.has(key) else str(value)
