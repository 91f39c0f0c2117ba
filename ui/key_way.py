"""The way through the window by keys alone: a keyboard's, or the four of a button pad. Which key means what is a table.

Moving goes through everything usable in reading order and round again, so nothing is out of reach and nothing holds one fast.
Where the focus has been lost to a new screen or page, it is put where that begins.
"""

from collections.abc import Callable, Mapping
from enum import Enum, auto
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QMetaObject, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtQuick import QQuickItem, QQuickWindow
from shiboken6 import isValid

from ui.flow import Step
from ui.screen_walk import is_field, is_key, is_long_field, is_usable, usable_items
from ui.view_models.quiz import QuizModel
from ui.view_models.read_aloud import ReadAloudModel
from ui.view_models.visit import Visit


class Move(Enum):
    """What a key asks for."""

    NEXT = auto()
    PREVIOUS = auto()
    CHOOSE = auto()
    BACK = auto()
    HELP = auto()
    LISTEN = auto()
    DARK = auto()
    AGAIN = auto()


KEYS: Final[Mapping[int, Move]] = {
    Qt.Key.Key_Tab: Move.NEXT,
    Qt.Key.Key_Backtab: Move.PREVIOUS,
    Qt.Key.Key_Down: Move.NEXT,
    Qt.Key.Key_Up: Move.PREVIOUS,
    Qt.Key.Key_Right: Move.NEXT,
    Qt.Key.Key_Left: Move.PREVIOUS,
    Qt.Key.Key_Escape: Move.BACK,
    Qt.Key.Key_F1: Move.HELP,
    Qt.Key.Key_F2: Move.LISTEN,
    Qt.Key.Key_F3: Move.DARK,
    Qt.Key.Key_F4: Move.AGAIN,
    Qt.Key.Key_F13: Move.PREVIOUS,
    Qt.Key.Key_F14: Move.NEXT,
    Qt.Key.Key_F15: Move.CHOOSE,
    Qt.Key.Key_F16: Move.BACK,
}
"""Enter and Space choose by themselves. A pad sends Up, Down, Enter and Escape, or F13 to F16 (docs/contract.md)."""

_OF_THE_LINE: Final = (Qt.Key.Key_Left, Qt.Key.Key_Right)
"""In a line these move the cursor."""
_OF_THE_PAGE: Final = (Qt.Key.Key_Up, Qt.Key.Key_Down)
"""In a text of several lines these do too, until its beginning or end."""
_BACKS: Final = ("listen-close", "help-close", "contrast-close", "idle-stay", "back")
_ANSWERS: Final = {Qt.Key(Qt.Key.Key_1.value + place): f"answer-{place}" for place in range(9)}
_TABS: Final = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_PRESSES: Final = (QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin)


class KeyWay(QObject):
    """Listens to the keys of `view`."""

    def __init__(self, view: QQuickWindow, visit: Visit, quiz: QuizModel, read_aloud: ReadAloudModel) -> None:
        super().__init__(view)
        self._view = view
        self._visit = visit
        self._quiz = quiz
        self._question = ""
        self._read_aloud = read_aloud
        self._is_by_key = False
        self._is_fresh = False
        self._last: QQuickItem | None = None
        self._settling = QTimer(self, interval=0, singleShot=True)
        self._settling.timeout.connect(self._settle)
        self._acts: dict[Move, Callable[[], None]] = {
            Move.NEXT: lambda: self._move(1),
            Move.PREVIOUS: lambda: self._move(-1),
            Move.CHOOSE: self._choose,
            Move.BACK: lambda: self._press(*_BACKS),
            Move.HELP: lambda: self._press("help"),
            Move.LISTEN: read_aloud.switch_pause,
            Move.DARK: read_aloud.switch_dark,
            Move.AGAIN: read_aloud.again,
        }
        view.installEventFilter(self)
        view.activeFocusItemChanged.connect(self._soon)
        visit.stepChanged.connect(self.begin_anew)
        quiz.questionChanged.connect(self._follow_question)
        visit.coverChanged.connect(self.begin_anew)
        visit.ended.connect(self._forget)

    @Slot()
    def begin_anew(self) -> None:
        """Another screen or question has come: the focus goes to where it begins."""
        self._is_fresh = True
        self._soon()

    @Slot()
    def _follow_question(self) -> None:
        question = str(self._quiz.property("placeText"))
        if question != self._question:
            self._question = question
            self.begin_anew()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002 - Qt's signature
        """Take the keys of the table; everything else goes its own way (Qt calls this)."""
        if event.type() in _PRESSES:
            self._is_by_key = False
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        self._is_by_key = True
        key, focus = Qt.Key(event.key()), self._focus()
        if key in _TABS:
            self._is_fresh = False  # whoever has moved on already is not put back to where the screen begins
        if self._visit.property("isCovered") and key in (Qt.Key.Key_Escape, *_ANSWERS):
            return False  # staff's pages have their own
        move = KEYS.get(key)
        if move is not None and not _belongs_to(focus, key):
            self._acts[move]()
            return True
        if key in _ANSWERS and self._visit.at is Step.QUIZ and (focus is None or not is_field(focus)):
            return self._answer(_ANSWERS[key])
        if focus is not None and is_key(focus) and event.text().isprintable() and event.text().strip():
            self._go_to_field()
        return False

    def _move(self, by: int) -> None:
        items = usable_items(self._view)
        if not items:
            return
        focus = self._focus()
        begin = 0 if by > 0 else -1
        place = begin if focus is None or focus not in items else items.index(focus) + by
        item = items[place % len(items)]
        self._give_focus(item)
        self._read_aloud.moved_to(item)

    def _choose(self) -> None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            enter = QKeyEvent(kind, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r")
            QCoreApplication.sendEvent(self._view, enter)

    def _press(self, *names: str) -> None:
        """Press the first usable item that has one of these names."""
        named = {each.objectName(): each for each in usable_items(self._view) if each.objectName() in names}
        item = next((named[each] for each in names if each in named), None)
        if item is not None:
            QMetaObject.invokeMethod(item, "click")

    def _answer(self, name: str) -> bool:
        """Choose an answer, and stand on what leads to the next question: that is what comes after it."""
        usable = {each.objectName(): each for each in usable_items(self._view)}
        if name not in usable:
            return False
        self._press(name)
        if "next" in usable:
            self._give_focus(usable["next"])
        return True

    def _go_to_field(self) -> None:
        field = next((each for each in usable_items(self._view) if is_field(each)), None)
        if field is not None:
            self._give_focus(field)

    def _give_focus(self, item: QQuickItem) -> None:
        self._last = item
        item.forceActiveFocus(Qt.FocusReason.TabFocusReason)

    def _focus(self) -> QQuickItem | None:
        return self._view.activeFocusItem()

    @Slot()
    def _soon(self) -> None:
        self._settling.start()

    @Slot()
    def _settle(self) -> None:
        """Put the focus where it belongs when a person who uses keys has lost it."""
        if not self._is_by_key:
            self._is_fresh, self._last = False, None
            return
        items, focus = usable_items(self._view), self._focus()
        if not items:
            return
        if focus in items and not self._is_fresh:
            self._last = focus
            return
        was_fresh, self._is_fresh = self._is_fresh, False
        if focus in items and is_field(focus):
            self._last = focus
        elif not was_fresh and self._last is not None and isValid(self._last) and self._last in items:
            self._give_focus(self._last)
        else:
            self._give_focus(items[0])

    @Slot()
    def _forget(self) -> None:
        self._last = None


def _belongs_to(focus: QQuickItem | None, key: Qt.Key) -> bool:
    """Tell whether what has the focus needs this key itself."""
    if focus is None or not is_usable(focus) or not is_field(focus):
        return False
    if key in _OF_THE_LINE:
        return True
    if not is_long_field(focus) or key not in _OF_THE_PAGE:
        return False
    end = 0 if key == Qt.Key.Key_Up else int(focus.property("length"))
    return int(focus.property("cursorPosition")) != end
