"""The touch screen tried: five targets shown one after another, and how far from its middle each was touched."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.services.device_checks import TARGETS, Target
from ui.qt_types import Property, QmlUncreatable

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("Made by the window")
class TouchTrialModel(QObject):
    """`over` comes after the last target; `misses` are in millimetres, by target, of those touched so far."""

    targetChanged = Signal()
    touched = Signal()
    over = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._misses: dict[Target, float] = {}

    @Property(float, notify=targetChanged)
    def targetX(self) -> float:
        """Where the target stands, as a part of the free width."""
        return 0.0 if self._target is None else TARGETS[self._target][0]

    @Property(float, notify=targetChanged)
    def targetY(self) -> float:
        """Where the target stands, as a part of the free height."""
        return 0.0 if self._target is None else TARGETS[self._target][1]

    @property
    def misses(self) -> dict[Target, float]:
        """How far each touch fell from the middle of its target."""
        return dict(self._misses)

    @property
    def _target(self) -> Target | None:
        return next((each for each in TARGETS if each not in self._misses), None)

    @Slot(float)
    def touch(self, miss_mm: float) -> None:
        """Take a touch so far from the middle of the target shown."""
        target = self._target
        if target is None:
            return
        self._misses[target] = miss_mm
        self.touched.emit()
        self.targetChanged.emit()
        if self._target is None:
            self.over.emit()

    def begin(self) -> None:
        """Show the first target."""
        self._misses.clear()
        self.targetChanged.emit()
