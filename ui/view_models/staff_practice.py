"""Practice turned on and off by staff, and what came of it. What practice is, is `kiosk.services.practice_mode`'s."""

from typing import Final

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.services.kiosk import Kiosk
from kiosk.services.opening import is_open
from kiosk.services.practice_mode import end_practice, is_in_practice, start_practice
from ui.flow import Act
from ui.qt_types import Property, QmlUncreatable
from ui.staff_acts import Remark, StaffActs
from ui.tasks import Tasks
from ui.view_models.staff import StaffModel
from ui.view_models.visit import Visit

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

_PRACTICE: Final = "practice"


@QmlElement
@QmlUncreatable("Made by the window")
class PracticeSwitch(QObject):
    """Whether the kiosk is in practice, as the journal says when somebody signs in or switches."""

    practiceChanged = Signal()

    def __init__(self, visit: Visit, staff: StaffModel, storage: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._visit = visit
        self._staff = staff
        self._storage = storage
        self._acts = StaffActs(self.practiceChanged.emit)
        staff.stageChanged.connect(self._follow)
        visit.practiceChanged.connect(self.practiceChanged)
        visit.appearance.languageChanged.connect(self.practiceChanged)

    @Property(bool, notify=practiceChanged)
    def isOn(self) -> bool:
        """Whether the kiosk is in practice."""
        return bool(self._visit.isKioskInPractice)

    @Property(bool, notify=practiceChanged)
    def canSwitch(self) -> bool:
        """Whether it may be turned on or off now: not while somebody's visit runs."""
        return self._staff.may_now("practice") and not self._acts.is_busy(_PRACTICE)

    @Property(bool, notify=practiceChanged)
    def isBusy(self) -> bool:
        """Whether it is being turned on or off."""
        return self._acts.is_busy(_PRACTICE)

    @Property(str, notify=practiceChanged)
    def remark(self) -> str:
        """What came of turning it on or off."""
        return self._acts.remark(_PRACTICE).say(self._visit.appearance.catalogue)

    @Property(bool, notify=practiceChanged)
    def isGood(self) -> bool:
        """Whether that was done."""
        return self._acts.remark(_PRACTICE).is_good

    @Slot()
    def switch_practice(self) -> None:
        """Turn practice on, or off."""
        kiosk, by, is_on = self._visit.kiosk, self._staff.officer_id, bool(self._visit.isKioskInPractice)
        self._staff.stay()
        if not self._staff.may_now("practice"):
            return
        self._acts.do(_PRACTICE, self._storage, lambda: _switched(kiosk, by, is_on=is_on), self._has_switched)

    def unsay(self) -> None:
        """Say nothing more of what came of it: another page was turned to."""
        self._acts.unsay(_PRACTICE)

    def _has_switched(self, found: tuple[bool, bool]) -> None:
        is_day_open, is_on = found
        self._visit.take(Act.OPEN if is_day_open or is_on else Act.CLOSE)
        self._visit.tell_practice(is_on=is_on)
        key = "staff.practice.started" if is_on else "staff.practice.ended"
        # Opening, pausing and closing end practice too: then this is not so any more.
        self._acts.say(_PRACTICE, Remark(lambda catalogue: catalogue.text(key) if self.isOn is is_on else ""))

    @Slot()
    def _follow(self) -> None:
        if not self._staff.is_signed_in:
            self._acts.forget()
        else:
            self.practiceChanged.emit()


def _switched(kiosk: Kiosk, by: str, *, is_on: bool) -> tuple[bool, bool]:
    """Switch, and give whether the day is open and whether practice is on then."""
    if is_on:
        end_practice(kiosk, by)
    else:
        start_practice(kiosk, by)
    return is_open(kiosk), is_in_practice(kiosk)
