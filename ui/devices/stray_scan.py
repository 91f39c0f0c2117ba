"""A scan into a line that asks for something else: what a scanner types there stands to be seen, but its Enter confirms nothing.

On screens with a line to type in, keys go where they belong at once, for they may be a hand's (`keyboard_wedge` holds them, where a
scan is awaited). A card that somebody waves at the scanner there must not go on in their name: a prediction, a telephone number.
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from ui.devices.keyboard_wedge import FASTEST_HAND_MS

_SHORTEST: Final = 12
"""In characters: the number of a card alone. A card's code has 60 and more, a passport's zone 88."""
_IN_EVERY_SCAN: Final = frozenset("0123456789<")
"""A name has none of these: one that a program types at once, such as an input method, is no scan."""
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class StrayScan(QObject):
    """Watches the keys of `window` while started. `now_ms`: a clock that never goes back; its own when None."""

    def __init__(self, window: QObject, *, now_ms: Callable[[], int] | None = None) -> None:
        super().__init__(window)
        self._window = window
        self._watch = QElapsedTimer()
        self._watch.start()
        self._now_ms = now_ms or self._watch.elapsed
        self._last_ms = 0
        self._typed = ""

    def start(self) -> None:
        """Begin to watch."""
        self.stop()
        self._window.installEventFilter(self)

    def stop(self) -> None:
        """Watch no more, and keep nothing of what was typed."""
        self._typed = ""
        self._window.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count keys that come faster than any hand's, and take the Enter after as many as a scan has (Qt calls this)."""
        if watched is not self._window or event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        now_ms = self._now_ms()
        is_fast, self._last_ms = now_ms - self._last_ms <= FASTEST_HAND_MS, now_ms
        if event.key() in _ENTER:
            is_scan = is_fast and len(self._typed) >= _SHORTEST and not _IN_EVERY_SCAN.isdisjoint(self._typed)
            self._typed = ""
            return is_scan
        if event.text() and event.text().isprintable():
            self._typed = (self._typed if is_fast else "") + event.text()
        else:
            self._typed = ""  # no scanner moves about by arrows
        return False
