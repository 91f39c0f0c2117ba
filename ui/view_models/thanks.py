"""The last screen: thanks, and a visible countdown after which nothing of the person is left."""

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from ui.flow import Step
from ui.qt_types import Property, QmlUncreatable
from ui.view_models.visit import Visit

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

COUNTDOWN_S: Final = 15
_LOOK_EVERY_MS: Final = 200
_US_PER_S: Final = 1_000_000


@QmlElement
@QmlUncreatable("Made by the window")
class ThanksModel(QObject):
    """Counts down to the end of the visit."""

    countChanged = Signal()

    def __init__(self, visit: Visit, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._visit = visit
        self._began_us = 0
        self._left_s = COUNTDOWN_S
        self._looking = QTimer(self, interval=_LOOK_EVERY_MS)
        self._looking.timeout.connect(self._look)
        visit.stepChanged.connect(self._follow)
        visit.appearance.languageChanged.connect(self.countChanged)

    @Property(str, notify=countChanged)
    def countdown(self) -> str:
        """How long this screen stays, in words."""
        return self._visit.appearance.catalogue.text("resident.thanks.countdown", seconds=self._left_s)

    @Property(str, notify=countChanged)
    def text(self) -> str:
        """What comes later, or that practice was only practice."""
        key = "thanks.text" if self._visit.facts.practice is None else "practice.thanks"
        return self._visit.appearance.catalogue.text(f"resident.{key}")

    @Slot()
    def leave(self) -> None:
        """End the visit now."""
        self._visit.leave()

    @Slot()
    def _follow(self) -> None:
        if self._visit.at is not Step.THANKS:
            self._looking.stop()
            return
        self._began_us = self._visit.kiosk.clock.now().elapsed_us
        self._left_s = COUNTDOWN_S
        self._looking.start()
        self.countChanged.emit()

    @Slot()
    def _look(self) -> None:
        gone_us = self._visit.kiosk.clock.now().elapsed_us - self._began_us
        left_s = COUNTDOWN_S - gone_us // _US_PER_S
        if left_s <= 0:
            self._looking.stop()
            self._visit.leave()
        elif left_s != self._left_s:
            self._left_s = left_s
            self.countChanged.emit()
