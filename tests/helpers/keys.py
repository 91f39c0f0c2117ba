"""A person who has keys alone: all those of a keyboard, or the four of a button pad. Nothing is touched."""

from dataclasses import dataclass
from typing import Final, cast

from PySide6.QtCore import Qt
from PySide6.QtQuick import QQuickItem

from tests.helpers.qml import Hand
from ui.screen_walk import is_usable

_MOST_MOVES: Final = 120


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of one kind of person: on, back, choose, leave."""

    hand: Hand
    next: Qt.Key
    previous: Qt.Key
    choose: Qt.Key
    back: Qt.Key

    def focus(self) -> str:
        """Wait until something usable has the focus and give its name."""
        self.hand.bot.waitUntil(self._has_focus)
        item = self.hand.window.view.activeFocusItem()
        assert item is not None
        return item.objectName()

    def go_to(self, name: str) -> None:
        """Move until what has that name has the focus; whatever is passed must show that it has it."""
        self.hand.waits_for(name)
        for _ in range(_MOST_MOVES):
            if self.focus() == name:
                return
            self.hand.press(self.next)
            self._has_visible_focus()
        raise AssertionError(f"{name} is never reached")

    def press(self, name: str) -> None:
        """Move there and choose it, once it can be used."""
        item = self.hand.item(name)
        self.hand.bot.waitUntil(item.isEnabled)
        self.go_to(name)
        self.hand.press(self.choose)

    def _has_focus(self) -> bool:
        item = cast("QQuickItem | None", self.hand.window.view.activeFocusItem())
        return item is not None and is_usable(item)

    def _has_visible_focus(self) -> None:
        item = self.hand.window.view.activeFocusItem()
        assert item is not None
        assert is_usable(item), f"the focus is nowhere: {item.objectName()!r}"
        shows = item.property("visualFocus") if item.inherits("QQuickAbstractButton") else item.hasActiveFocus()
        assert shows, f"{item.objectName()} does not show that it has the focus"


def keyboard(hand: Hand) -> Keys:
    """Give the keys of a keyboard."""
    return Keys(hand, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Return, Qt.Key.Key_Escape)


def pad(hand: Hand) -> Keys:
    """Give the four keys of a button pad."""
    return Keys(hand, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return, Qt.Key.Key_Escape)


def pad_of_function_keys(hand: Hand) -> Keys:
    """Give the four keys of a pad that sends what no keyboard has."""
    return Keys(hand, Qt.Key.Key_F14, Qt.Key.Key_F13, Qt.Key.Key_F15, Qt.Key.Key_F16)
