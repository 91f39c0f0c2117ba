"""The page after practice, in the place of the receipt: that it was no entry, and how to take part."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from ui.flow import Act
from ui.qt_types import Property, QmlUncreatable
from ui.view_models.visit import Visit

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("Made by the window")
class PracticeModel(QObject):
    """What is said when somebody has practised."""

    remarkChanged = Signal()

    def __init__(self, visit: Visit, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._visit = visit
        visit.practiceChanged.connect(self.remarkChanged)
        visit.appearance.languageChanged.connect(self.remarkChanged)

    @Property(str, notify=remarkChanged)
    def remark(self) -> str:
        """How one takes part, or that nobody can now."""
        key = "not_now" if self._visit.isKioskInPractice else "take_part"
        return self._visit.appearance.catalogue.text(f"resident.practice.{key}")

    @Slot()
    def finish(self) -> None:
        """Go to the thanks."""
        self._visit.take(Act.NEXT)

    @Slot()
    def go_back(self) -> None:
        """See the result again."""
        self._visit.take(Act.BACK)
