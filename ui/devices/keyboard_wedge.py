"""A scanner that types: keys faster than any hand, ended by Enter, become one scan. Slower keys go where they belong.

A hand's first key looks like a scanner's first key, so each is held until the next one comes or a moment has passed; what
turns out to be typing is then given back in order. Bytes are the UTF-8 of the characters the system made of the keys:
a scanner in this mode often loses marks, so a serial line is better. Where a scan is awaited no line on the screen accepts the
system's input method, so none sits between scanner and window; a program that rewrites keys on its way (Backspace, then a
marked letter) is seen by its Backspace, and what it touched counts as lost.
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from ui.devices.scanner import MAX_SCAN_BYTES

FASTEST_HAND_MS: Final = 50
"""No hand presses keys closer to one another, one after the other."""
_SHORTEST_SCAN: Final = 10
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LOST: Final = "\ufffd"
_HELD_TYPES: Final = (QEvent.Type.KeyPress, QEvent.Type.KeyRelease)


class KeyboardWedge(QObject):
    """Watches the keys of `window` while started. `now_ms`: a clock that never goes back; its own when None."""

    scanned = Signal(bytes)

    def __init__(
        self, window: QObject, *, gap_ms: int = FASTEST_HAND_MS, now_ms: Callable[[], int] | None = None
    ) -> None:
        super().__init__(window)
        self._window = window
        self._gap_ms = gap_ms
        self._now_ms = now_ms or _stop_watch()
        self._held: list[QKeyEvent] = []
        self._last_ms = 0
        self._is_giving_back = False
        self._is_noise = False
        self._pause = QTimer(self, singleShot=True, interval=gap_ms)
        self._pause.timeout.connect(self._give_back)

    def start(self) -> None:
        """Begin to watch."""
        self.stop()
        self._window.installEventFilter(self)

    def stop(self) -> None:
        """Watch no more; what was held is given back."""
        self._window.removeEventFilter(self)
        self._give_back()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hold keys back while they may still be a scan (Qt calls this)."""
        if self._is_giving_back or watched is not self._window or event.type() not in _HELD_TYPES:
            return False
        if not isinstance(event, QKeyEvent) or event.isAutoRepeat():
            return False
        if event.type() is QEvent.Type.KeyRelease:
            return self._hold_release(event)
        now_ms = self._now_ms()
        if self._held and now_ms - self._last_ms > self._gap_ms:
            self._give_back()
        if self._is_noise and now_ms - self._last_ms <= self._gap_ms:
            self._last_ms = now_ms
            return False
        self._is_noise = False
        if not self._held and (not event.text().isprintable() or not event.text()):
            return False
        self._last_ms = now_ms
        self._held.append(event.clone())
        if event.key() in _ENTER:
            self._end()
        elif len(self._held) > 2 * MAX_SCAN_BYTES:
            self._is_noise = True
            self._give_back()
        else:
            self._pause.start()
        return True

    def _hold_release(self, event: QKeyEvent) -> bool:
        if self._held:
            self._held.append(event.clone())
        return bool(self._held)

    def _end(self) -> None:
        presses = [each for each in self._held if each.type() is QEvent.Type.KeyPress]
        text = _written(presses)
        scan = text.encode(errors="replace")
        if len(text) < _SHORTEST_SCAN or len(scan) > MAX_SCAN_BYTES:
            self._give_back()
            return
        self._pause.stop()
        self._held.clear()
        self.scanned.emit(scan)

    def _give_back(self) -> None:
        self._pause.stop()
        held, self._held = self._held, []
        self._is_giving_back = True
        for each in held:
            QCoreApplication.sendEvent(self._window, each)
        self._is_giving_back = False


def _written(presses: list[QKeyEvent]) -> str:
    """Give what the keys write; after a Backspace, which no scanner sends, a lost letter instead of the rewritten one."""
    letters: list[str] = []
    is_rewritten = False
    for each in presses:
        if each.key() == Qt.Key.Key_Backspace:
            del letters[-1:]
            is_rewritten = True
        elif each.key() not in _ENTER and each.text():
            letters.append(_LOST if is_rewritten else each.text())
            is_rewritten = False
    return "".join(letters)


def _stop_watch() -> Callable[[], int]:
    watch = QElapsedTimer()
    watch.start()
    return watch.elapsed
