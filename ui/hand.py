"""A hand at the window: finds parts by name, touches them, presses keys, waits for what must come, and takes pictures.

It knows no screen and no contest. Everything goes through pointer and key events on the real window; when something does not
come in time, it says which step failed and leaves a picture of what was there instead.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, cast

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent, QEventLoop, QPointF, Qt, QTimer
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPointingDevice
from PySide6.QtQuick import QQuickItem, QQuickWindow

_WITHIN_MS: Final = 15_000
_LOOK_EVERY_MS: Final = 10
_QUICKLY: Final = 80
"""Qt's word for packing a PNG little: a sixth larger, a third sooner."""
_SETTLES_WITHIN: Final = 20
"""So many looks, for something may move for ever."""
_SETTLES_IN_MS: Final = 50
"""More than the scene's own clock takes for a step: what is to be arranged is arranged by then."""
_MOST_TABS: Final = 60
_MOST_PAGES: Final = 40


class StepFailed(Exception):
    """Something expected did not come: the last step done, what was waited for, and the picture taken instead.

    `expected` is the name of a part, with ":top" when it was covered, ":focus" when the Tab key never reached it, ":text" or
    ":chosen" when it did not show what was entered; or "idle" when the window did not come to rest.
    """

    def __init__(self, step: str, expected: str, picture: Path) -> None:
        super().__init__(step, expected, picture)
        self.step: Final = step
        self.expected: Final = expected
        self.picture: Final = picture


class Hand:
    """Works one window. `is_idle` tells whether everything asked for has been done; pictures go to `out` as NN-step.png."""

    def __init__(
        self, view: QQuickWindow, out: Path, is_idle: Callable[[], bool], *, within_ms: int = _WITHIN_MS
    ) -> None:
        self._view = view
        self._out = out
        self._is_idle = is_idle
        self._within_ms = within_ms
        self._step = "start"
        self.pictures: list[Path] = []

    def take_picture(self, step: str) -> Path:
        """Save the window as it is, numbered in order, and call what follows by that step's name."""
        self._step = step
        self.wait(self._is_idle, "idle")
        place = self._out / f"{len(self.pictures) + 1:02d}-{step}.png"
        self._save(place)
        self.pictures.append(place)
        return place

    def see(self, name: str) -> QQuickItem:
        """Wait for a part that is visible and can be used, and give it."""
        self.wait(lambda: self._is_idle() and self._usable(name) is not None, name)
        found = self._usable(name)
        if found is None:
            raise self._failure(name)
        return found

    def sees(self, name: str) -> bool:
        """Tell whether a part is visible and can be used now."""
        return self._usable(name) is not None

    def tap(self, name: str, *, hold_ms: int = 0) -> None:
        """Touch a part in its middle, as long as `hold_ms`; the part must be the one that lies on top there."""
        self.see(name)
        self.wait(lambda: self._is_on_top(name), f"{name}:top")
        at = _middle(self.see(name))
        self._press(QEvent.Type.MouseButtonPress, at)
        if hold_ms:
            self.pass_ms(hold_ms)
        self._press(QEvent.Type.MouseButtonRelease, at)

    def reach(self, name: str) -> None:
        """Turn pages forward until a part is there, then touch it."""
        self.wait(lambda: self._is_idle() and (self.sees(name) or self.sees("page-next")), name)
        for _ in range(_MOST_PAGES):
            if self.sees(name) or not self.sees("page-next"):
                break
            self.tap("page-next")
            self.wait(self._is_idle, "idle")
        self.tap(name)

    def press_key(self, key: Qt.Key, text: str = "") -> None:
        """Press and release a key."""
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QCoreApplication.sendEvent(self._view, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))

    def tab_to(self, name: str) -> None:
        """Move the focus with the Tab key until a part has it."""
        self.see(name)
        for _ in range(_MOST_TABS):
            if self._focused() == name:
                return
            self.press_key(Qt.Key.Key_Tab, "\t")
        raise self._failure(f"{name}:focus")

    def text_of(self, name: str) -> str:
        """Give the text a part shows."""
        return str(self.see(name).property("text"))

    def pass_ms(self, duration_ms: int) -> None:
        """Let the window live for a while: a held finger, or a moment to come to rest; not a wait for something."""
        deadline = QDeadlineTimer(duration_ms)
        self._live_until(deadline.hasExpired, duration_ms * 2)

    def wait(self, condition: Callable[[], bool], expected: str) -> None:
        """Let the window live until the condition holds; `StepFailed` when it does not in time."""
        if not self._live_until(condition, self._within_ms):
            raise self._failure(expected)

    def _live_until(self, condition: Callable[[], bool], limit_ms: int) -> bool:
        deadline, waking = QDeadlineTimer(limit_ms), QTimer(interval=_LOOK_EVERY_MS)
        waking.start()
        while not condition():
            if deadline.hasExpired():
                return False
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        return True

    def _failure(self, expected: str) -> StepFailed:
        place = self._out / f"failed-{self._step}.png"
        self._save(place)
        return StepFailed(self._step, expected, place)

    def _save(self, place: Path) -> None:
        if not self._settled().save(str(place), quality=_QUICKLY):
            raise OSError(str(place))

    def _settled(self) -> QImage:
        """Give the window as it is once nothing changes any more: what is paged arranges itself a moment later."""
        before = self._view.grabWindow()
        for _ in range(_SETTLES_WITHIN):
            self.pass_ms(_SETTLES_IN_MS)
            shown = self._view.grabWindow()
            if shown == before:
                break
            before = shown
        return before

    def _press(self, kind: QEvent.Type, at: QPointF) -> None:
        is_press = kind is QEvent.Type.MouseButtonPress
        event = QMouseEvent(
            kind,
            at,
            self._view.mapToGlobal(at),
            Qt.MouseButton.LeftButton,
            Qt.MouseButton.LeftButton if is_press else Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            QPointingDevice.primaryPointingDevice(),
        )
        QCoreApplication.sendEvent(self._view, event)

    def _focused(self) -> str:
        item = cast("QQuickItem | None", self._view.activeFocusItem())
        return "" if item is None else item.objectName()

    def _is_on_top(self, name: str) -> bool:
        item = self._usable(name)
        touched = None if item is None else _touched(self._view.contentItem(), _middle(item))
        return item is not None and touched is not None and (_is_within(touched, item) or _is_within(item, touched))

    def _usable(self, name: str) -> QQuickItem | None:
        named = (each for each in _items(self._view.contentItem()) if each.objectName() == name)
        return next((each for each in named if each.width() > 0 and each.height() > 0), None)


def _middle(item: QQuickItem) -> QPointF:
    return item.mapToScene(QPointF(item.width() / 2, item.height() / 2))


def _items(parent: QQuickItem) -> Iterator[QQuickItem]:
    """Give the visible, usable items below `parent`; a Repeater's are children of its parent, not of itself."""
    for child in parent.childItems():
        if child.isVisible() and child.isEnabled():
            yield child
            yield from _items(child)


def _touched(item: QQuickItem, at: QPointF) -> QQuickItem | None:
    """Give the item a finger at the scene's point `at` would press: the topmost one that takes presses."""
    for child in _from_the_top(item):
        found = _touched(child, at) if child.isVisible() and child.isEnabled() else None
        if found is not None:
            return found
    takes = item.acceptedMouseButtons() & Qt.MouseButton.LeftButton
    return item if takes and item.contains(item.mapFromScene(at)) else None


def _from_the_top(item: QQuickItem) -> list[QQuickItem]:
    """Give the children as they lie, the topmost first: by z, and later ones above earlier ones."""
    return sorted(item.childItems(), key=lambda each: each.z())[::-1]


def _is_within(item: QQuickItem, ancestor: QQuickItem) -> bool:
    above: QQuickItem | None = item
    while above is not None:
        if above == ancestor:
            return True
        above = above.parentItem()
    return False
