"""Keys that no hand pressed, where nothing waits for a scan: the Enter among them confirms nothing."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from pytestqt.qtbot import QtBot

from ui.devices.stray_scan import StrayScan


class Window(QWindow):
    """A window that notes the text of each key pressed in it."""

    def __init__(self) -> None:
        super().__init__()
        self.typed = ""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Note the key."""
        self.typed += event.text()


def _typed(texts: list[tuple[str, int]], *, is_watched: bool = True) -> str:
    """Give what a window gets of keys pressed so many milliseconds apart."""
    window, now_ms = Window(), 0
    stray = StrayScan(window, now_ms=lambda: now_ms)
    stray.start()
    if not is_watched:
        stray.stop()
    for text, apart_ms in texts:
        for letter in text:
            now_ms += apart_ms
            key = Qt.Key.Key_Return if letter == "\r" else Qt.Key.Key_unknown
            QGuiApplication.sendEvent(
                window, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, letter)
            )
    return window.typed


@pytest.mark.parametrize(
    ("texts", "arrives"),
    [
        ([("001185067890||Nguyen|\r", 5)], "001185067890||Nguyen|"),
        ([("001185067890\r", 5), ("123\r", 120)], "001185067890123\r"),
        ([("Nguyễn Thị Thường\r", 90)], "Nguyễn Thị Thường\r"),
        ([("001185067890", 5), ("\r", 400)], "001185067890\r"),
        ([("12345\r", 5)], "12345\r"),
        ([("Nguyễn Thị Thường\r", 5)], "Nguyễn Thị Thường\r"),
        ([("P<VNMNGUYEN<<MINH<AN\r", 5)], "P<VNMNGUYEN<<MINH<AN"),
        ([("\x1b" * 20 + "\r", 5)], "\x1b" * 20 + "\r"),
    ],
)
def test_only_the_enter_of_a_scanner_is_taken(qtbot: QtBot, texts: list[tuple[str, int]], arrives: str) -> None:
    """What a hand types, slowly or a little at once, arrives whole; what a scanner types can be seen, and erased."""
    del qtbot
    assert _typed(texts) == arrives


def test_nothing_is_taken_while_it_does_not_watch(qtbot: QtBot) -> None:
    """Once stopped it lets everything through."""
    del qtbot
    assert _typed([("001185067890||Nguyen|\r", 5)], is_watched=False).endswith("\r")
