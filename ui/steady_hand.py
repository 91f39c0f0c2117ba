"""What an unsteady hand does besides what it means: a second tap, a key held down.

The one act of a screen stands where that of the screen before stood: the echo of a touch would agree, hand in or pass over a
receipt that nobody has seen yet. So a touch right after the one that changed the screen presses nothing. Which screens
follow each other is not known here.
"""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QInputEvent, QKeyEvent, QWindow

from ui.view_models.visit import Visit

ECHO_MS: Final = 500
"""Nobody has read a new screen so soon; old and trembling hands tap twice within it."""
_BEGINS: Final = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin})
_GOES_ON: Final = frozenset({QEvent.Type.MouseMove, QEvent.Type.MouseButtonDblClick, QEvent.Type.TouchUpdate})
_ENDS: Final = frozenset({QEvent.Type.MouseButtonRelease, QEvent.Type.TouchEnd, QEvent.Type.TouchCancel})
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class SteadyHand(QObject):
    """Takes echoes of touches out of what reaches `view`. Times are those the system gave the events; one without is no echo."""

    def __init__(self, view: QWindow, visit: Visit) -> None:
        super().__init__(view)
        self._has_changed = False
        self._is_echo = False
        self._ended_ms = -ECHO_MS  # nobody has touched anything yet
        visit.stepChanged.connect(self._note)
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002 - Qt's signature
        """Keep an echo from the screen, from its beginning to its end, and a held Enter (Qt calls this)."""
        if isinstance(event, QKeyEvent):
            return event.isAutoRepeat() and Qt.Key(event.key()) in _ENTER
        kind = event.type()
        if kind in _BEGINS and isinstance(event, QInputEvent):
            self._is_echo = self._has_changed and 0 < event.timestamp() < self._ended_ms + ECHO_MS
            self._has_changed = self._has_changed and self._is_echo
            return self._is_echo
        if kind in _ENDS and isinstance(event, QInputEvent):
            was_echo, self._is_echo = self._is_echo, False
            if not was_echo:
                self._ended_ms = event.timestamp()
            return was_echo
        return kind in _GOES_ON and self._is_echo

    @Slot()
    def _note(self) -> None:
        self._has_changed = True
