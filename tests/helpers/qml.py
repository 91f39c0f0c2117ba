"""The real window in a test: opened on a real kiosk, drawn offscreen, found by object name, used by pointer and keys.

Items made by a Repeater are no children of the window in Qt's sense, so everything is found by walking what is drawn.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.services.kiosk import Kiosk
from ui.application import KioskWindow, WindowOptions, build_window, show_window
from ui.devices.file_printer import FilePrinter
from ui.ports import Ports, SyncState

SHAPES: Final = {"1920x1080": (1920, 1080), "1366x768": (1366, 768), "1080x1920": (1080, 1920)}
WIDTHS_MM: Final = {(1920, 1080): 476.0, (1366, 768): 345.4, (1080, 1920): 267.8}
"""How wide those are: panels of 21.5, 15.6 and, upright, 21.5 inches."""
_KEYS: Final = {"\n": Qt.Key.Key_Return, "\t": Qt.Key.Key_Tab, " ": Qt.Key.Key_Space}


@dataclass(frozen=True, slots=True)
class _NothingSent:
    """A round of sync that had nothing to do."""

    sent: int = 0
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class Hand:
    """A person in front of the window: sees what is drawn, touches it, types."""

    window: KioskWindow
    bot: QtBot

    def items(self) -> Iterator[QQuickItem]:
        """Give everything visible, the window's own content first."""
        waiting = [self.window.view.contentItem()]
        while waiting:
            item = waiting.pop()
            if item.isVisible():
                yield item
                waiting.extend(item.childItems())

    def names(self) -> list[str]:
        """Give the object names of everything visible that has one."""
        return [each.objectName() for each in self.items() if each.objectName()]

    def sees(self, name: str) -> bool:
        """Tell whether something of that name is visible."""
        return name in self.names()

    def item(self, name: str) -> QQuickItem:
        """Wait for what has that name and give it; fails with the names there are."""
        self.bot.waitUntil(lambda: self._is_there(name))
        found = [each for each in self.items() if each.objectName() == name]
        assert len(found) == 1, f"{len(found)} items are named {name}"
        return found[0]

    def tap(self, name: str) -> None:
        """Touch the middle of what has that name, once it can be used."""
        item = self.item(name)
        self.bot.waitUntil(item.isEnabled)
        QTest.mouseClick(self.window.view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, _middle_of(item))

    def middle(self, name: str) -> QPoint:
        """Give where a finger would touch what has that name."""
        return _middle_of(self.item(name))

    def type(self, text: str) -> None:
        """Type on a real keyboard; letters with marks arrive as the system's input method sends them."""
        for letter in text:
            key = _KEYS.get(letter, Qt.Key.Key_unknown)
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, "\r" if letter == "\n" else letter)
                QCoreApplication.sendEvent(self.window.view, event)

    def press(self, key: Qt.Key) -> None:
        """Press one key that writes nothing."""
        QTest.keyClick(self.window.view, key)

    def text(self, name: str) -> str:
        """Give the text of what has that name."""
        return str(self.item(name).property("text"))

    def picture(self) -> QImage:
        """Give what is on the screen once nothing is under way."""
        self.bot.waitUntil(lambda: not self.window.storage.pending and not self.window.devices.pending)
        self.bot.waitUntil(lambda: not self.window.visit.property("isBusy"))
        return self.window.view.grabWindow()

    def waits_for(self, name: str) -> None:
        """Wait until something of that name is visible."""
        self.item(name)

    def _is_there(self, name: str) -> None:
        assert name in self.names(), f"no {name} among {self.names()}"


def _middle_of(item: QQuickItem) -> QPoint:
    return item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()


def ports_of_a_place_without_devices(folder: Path) -> Ports:
    """Give ports that keep papers in `folder` and have nobody to sync with."""
    return Ports(
        printer=FilePrinter(folder),
        scanner=None,
        sync_now=_NothingSent,
        sync_state=lambda: SyncState(0, None, ""),
    )


@contextmanager
def a_window(
    kiosk: Kiosk,
    bot: QtBot,
    size: tuple[int, int] = SHAPES["1366x768"],
    language: str = "vi",
    ports: Ports | None = None,
) -> Iterator[Hand]:
    """Show the window of `kiosk` in a size (width, height), still, and give the hand that uses it; closed at the end."""
    options = WindowOptions(
        is_windowed=True,
        graphics="software",
        language=language,
        size=size,
        is_still=True,
        screen_width_mm=WIDTHS_MM.get(size),
    )
    window = build_window(kiosk, options, ports or ports_of_a_place_without_devices(kiosk.folder / "papers"))
    try:
        show_window(window, options)
        bot.waitUntil(window.view.isExposed)
        yield Hand(window, bot)
    finally:
        window.close()
