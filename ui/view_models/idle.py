"""Nobody there? After a while without a touch a countdown begins, visible and loud; at its end the visit ends.

A person who walks away in the middle must not leave their paper open to the next one; a person who thinks must not be cut off.
While staff have the screen nothing counts down: it begins anew when they leave it.
"""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from ui.flow import BETWEEN, Step
from ui.qt_types import Property, QmlUncreatable
from ui.view_models.visit import Visit

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

IDLE_S: Final = 120
COUNTDOWN_S: Final = 45
_LOOK_EVERY_MS: Final = 250
_US_PER_S: Final = 1_000_000
_SIGNS_OF_LIFE: Final = frozenset(
    {
        QEvent.Type.MouseButtonPress,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.KeyPress,
        QEvent.Type.Wheel,
    }
)
_OWN_COUNTDOWN: Final = frozenset({Step.THANKS})


@QmlElement
@QmlUncreatable("Made by the window")
class IdleModel(QObject):
    """Watches the window it is told to for touches and keys."""

    idleChanged = Signal()
    touched = Signal()
    """Somebody touched the screen or a key, also while staff have it."""

    def __init__(self, visit: Visit, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._visit = visit
        self._is_counting = False
        self._left_s = COUNTDOWN_S
        self._counting_since_us = 0
        self._touched_us = visit.kiosk.clock.now().elapsed_us
        self._looking = QTimer(self, interval=_LOOK_EVERY_MS)
        self._looking.timeout.connect(self._look)
        self._looking.start()
        visit.stepChanged.connect(self._touch)
        visit.coverChanged.connect(self._touch)
        visit.appearance.languageChanged.connect(self.idleChanged)

    def watch(self, window: QObject) -> None:
        """Take touches and keys of this window as signs of life."""
        window.installEventFilter(self)

    @Property(bool, notify=idleChanged)
    def isCounting(self) -> bool:
        """Whether the countdown runs."""
        return self._is_counting

    @Property(int, notify=idleChanged)
    def secondsLeft(self) -> int:
        """What is left of the countdown."""
        return self._left_s

    @Property(bool, notify=idleChanged)
    def isRunning(self) -> bool:
        """Whether a paper is open, which would be ended."""
        return self._visit.facts.attempt is not None and self._visit.facts.result is None

    @Slot()
    def stay(self) -> None:
        """Someone is there."""
        self._touch()

    @Slot()
    def leave(self) -> None:
        """End the visit now."""
        self._touch()
        self._visit.leave()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002 - Qt's signature
        """Note a sign of life; while the countdown is shown, only its own buttons count. Qt calls this."""
        if event.type() in _SIGNS_OF_LIFE and not self._is_counting:
            self._touched_us = self._visit.kiosk.clock.now().elapsed_us
            self.touched.emit()
        return False

    @Slot()
    def _touch(self) -> None:
        self._touched_us = self._visit.kiosk.clock.now().elapsed_us
        if self._is_counting:
            self._is_counting = False
            self.idleChanged.emit()

    @Slot()
    def _look(self) -> None:
        if self._visit.at in _OWN_COUNTDOWN or self._visit.isCovered:
            return
        now_us = self._visit.kiosk.clock.now().elapsed_us
        if now_us - self._touched_us < IDLE_S * _US_PER_S:
            return
        if self._visit.at in BETWEEN:
            self._touch()
            self._visit.appearance.reset()
            return
        if not self._is_counting:  # also after a machine slept: nobody is cut off without having seen the countdown
            self._is_counting, self._counting_since_us = True, now_us
            self._left_s = COUNTDOWN_S
            self.idleChanged.emit()
            return
        left_s = COUNTDOWN_S - (now_us - self._counting_since_us) // _US_PER_S
        if left_s <= 0:
            self.leave()
        elif left_s != self._left_s:
            self._left_s = left_s
            self.idleChanged.emit()
