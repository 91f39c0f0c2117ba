"""A scanner that types, told apart from hands by its speed."""

from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from pytestqt.qtbot import QtBot

from ui.devices.keyboard_wedge import KeyboardWedge

_CARD = "001206012345|||Nguyễn Thị Thường|06022006|Nữ|Hà Nội|01012022"
_KEYS = {"\r": Qt.Key.Key_Return, "\b": Qt.Key.Key_Backspace}


class Window(QWindow):
    """A window that notes the text of each key pressed in it."""

    def __init__(self) -> None:
        super().__init__()
        self.typed = ""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Note the key."""
        self.typed += event.text()


@dataclass
class Desk:
    """A window, the wedge watching it, the scans told and a clock that tests move."""

    window: Window
    now_ms: int = 0
    scans: list[bytes] = field(default_factory=list)
    wedge: KeyboardWedge = field(init=False)

    def __post_init__(self) -> None:
        self.wedge = KeyboardWedge(self.window, gap_ms=40, now_ms=lambda: self.now_ms)
        self.wedge.scanned.connect(self.scans.append)
        self.wedge.start()

    def type(self, text: str, each_ms: int) -> None:
        """Press and release the keys of `text`, `each_ms` apart; a line end is the Enter key."""
        for letter in text:
            self.now_ms += each_ms
            key = _KEYS.get(letter, Qt.Key.Key_unknown)
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter)
                QGuiApplication.sendEvent(self.window, event)


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    """Give a window watched by a wedge."""
    del qtbot
    return Desk(Window())


def test_fast_keys_ended_by_enter_are_one_scan(qtbot: QtBot, desk: Desk) -> None:
    """A card comes as one scan with its marks, and no field on the screen sees a letter of it."""
    desk.type(_CARD + "\r", 2)
    desk.type("x", 120)
    qtbot.waitUntil(lambda: desk.window.typed != "")
    assert (desk.scans, desk.window.typed) == ([_CARD.encode()], "x"), "held keys would have come before the x"


def test_a_hand_types_into_the_field(desk: Desk, qtbot: QtBot) -> None:
    """Slow keys reach the window in order and are no scan, Enter included."""
    desk.type("Nguyễn Thị Thường\r", 120)
    qtbot.waitUntil(lambda: desk.window.typed == "Nguyễn Thị Thường\r")
    assert desk.scans == []


def test_a_last_key_is_not_kept_back(desk: Desk, qtbot: QtBot) -> None:
    """A key after which nothing comes is given back a moment later."""
    desk.type("a", 500)
    assert desk.window.typed == ""
    qtbot.waitUntil(lambda: desk.window.typed == "a")


def test_a_quick_word_and_enter_are_typing(desk: Desk) -> None:
    """Too short for a card: a quick hand is given its keys back."""
    desk.type("anh\r", 5)
    assert (desk.window.typed, desk.scans) == ("anh\r", [])


def test_two_cards_are_two_scans(desk: Desk) -> None:
    """One after the other, each is told for itself."""
    desk.type("0123456789ab\r", 1)
    desk.type("ba9876543210\r", 1)
    assert desk.scans == [b"0123456789ab", b"ba9876543210"]


def test_endless_fast_keys_are_no_scan(desk: Desk) -> None:
    """Something that leans on the keyboard is not collected without bound."""
    desk.type("x" * 5000 + "\r", 1)
    assert desk.scans == []
    assert desk.window.typed == "x" * 5000 + "\r"
    desk.type("0123456789ab\r", 1)
    desk.now_ms += 500
    desk.type("ba9876543210\r", 1)
    assert desk.scans == [b"ba9876543210"]


def test_keys_that_write_nothing_pass_at_once(desk: Desk) -> None:
    """Tab, arrows and modifiers move the focus without waiting."""
    seen: list[int] = []

    class Watch(QObject):
        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
            if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
                seen.append(event.key())
            return False

    desk.wedge.stop()
    watch = Watch()
    desk.window.installEventFilter(watch)
    desk.wedge.start()
    tab = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier, "\t")
    QGuiApplication.sendEvent(desk.window, tab)
    assert seen == [Qt.Key.Key_Tab]


def test_what_a_program_rewrote_on_its_way_is_lost_and_not_invented(desk: Desk) -> None:
    """A Telex hook turns dd into đ by Backspace and đ; the number stays whole, the letter counts as unreadable."""
    desk.type("001206012345||Nguyen D\b\u0111uc|15022006|Nam||20082021\r", 1)
    assert desk.scans == ["001206012345||Nguyen \ufffduc|15022006|Nam||20082021".encode()]


def test_a_stopped_wedge_lets_everything_pass(desk: Desk) -> None:
    """Away from the identity screen keys go straight to the screen; what was held is given back first."""
    desk.type("ab", 2)
    desk.wedge.stop()
    desk.type(_CARD + "\r", 2)
    assert (desk.window.typed, desk.scans) == (f"ab{_CARD}\r", [])


def test_nothing_personal_stays_in_the_wedge(desk: Desk) -> None:
    """Once told, a scan is forgotten."""
    desk.type(_CARD + "\r", 2)
    assert desk.wedge._held == []  # noqa: SLF001 - that it is forgotten is seen nowhere else
