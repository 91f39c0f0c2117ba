"""Reading a window aloud: a queue of parts, one said after another, gone on with when the screen changes.

Which parts, and in which order, is `ui.speech.parts`; how one is heard is the voice's. Here is only what comes next. Nothing
of a screen stays when it is told to forget.
"""

import logging
from collections import deque
from dataclasses import dataclass

from PySide6.QtCore import QObject, QRectF, QTimer, Signal, Slot
from PySide6.QtQuick import QQuickItem, QQuickWindow
from shiboken6 import isValid

from ui.screen_walk import Found, look_around, seen_at
from ui.speech.parts import KindWords, Part, described_in_focus, parts_after_change, parts_of, sentences
from ui.speech.spoken import spoken
from ui.speech.voice import Hush, Saying, Voice
from ui.tasks import Tasks

_LOOK_EVERY_MS = 300
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Manner:
    """How things are said: by which voice, in which language, how fast, how loud, with which words for kinds."""

    voice: Voice
    language: str
    rate: int
    volume: int
    words: KindWords


@dataclass(frozen=True, slots=True)
class _Due:
    text: str
    item: QQuickItem | None


class Reading(QObject):
    """Reads `view` while it has a manner. `marked` follows the item being said; `failed` tells that nothing was heard."""

    marked = Signal()
    failed = Signal()

    def __init__(self, view: QQuickWindow, lane: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._lane = lane
        self._manner: Manner | None = None
        self._screen: list[Found] = []
        self._due: deque[_Due] = deque()
        self._now: _Due | None = None
        self._hush: Hush | None = None
        self._is_paused = False
        self._is_new = True
        self._mark = QRectF()
        self._looking = QTimer(self, interval=_LOOK_EVERY_MS)
        self._looking.timeout.connect(self._look)

    @property
    def mark(self) -> QRectF:
        """Where the item being said is, in the window's pixels; empty when there is none."""
        return self._mark

    @property
    def is_paused(self) -> bool:
        """Whether it waits to be told to go on."""
        return self._is_paused

    def begin(self, manner: Manner) -> None:
        """Read the screen from its top, and what comes after it."""
        self.forget()
        self._manner = manner
        self._looking.start()
        self._look()

    def change(self, manner: Manner) -> None:
        """Go on in another manner from the sentence being said; another language begins the screen anew."""
        before, self._manner = self._manner, manner
        if before is not None and before.language != manner.language:
            self.turn_over()
        elif self._now is not None and not self._is_paused:
            self._due.appendleft(self._now)
            self._silence()
            self._next()

    def turn_over(self) -> None:
        """Say no more of this screen: another one comes, and is read from its top."""
        self._silence()
        self._due.clear()
        self._is_new = True

    def again(self) -> None:
        """Read the screen from its top."""
        self._is_paused = False
        self.turn_over()
        self._look()

    def pause(self) -> None:
        """Be quiet until told to go on."""
        self._is_paused = True
        if self._now is not None:
            self._due.appendleft(self._now)
        self._silence()

    def go_on(self) -> None:
        """Go on with the sentence that was cut off."""
        self._is_paused = False
        self._next()

    def say_item(self, item: QQuickItem) -> None:
        """Say what a person has moved to, instead of what was being read."""
        seen = seen_at(item)
        if seen is not None and self._manner is not None:
            self._say_instead(described_in_focus(seen, self._manner.words), item)

    def tell(self, text: str) -> None:
        """Say something that is not on the screen, then go on where it came in between."""
        if self._now is not None:
            self._due.appendleft(self._now)
        self._silence()
        self._due.extendleft(_Due(each, None) for each in reversed(sentences(text)))
        self._next()

    def forget(self) -> None:
        """Stop, and keep nothing of what was read."""
        self._looking.stop()
        self._silence()
        self._manner = None
        self._screen.clear()
        self._due.clear()
        self._is_paused = False
        self._is_new = True

    def _say_instead(self, text: str, item: QQuickItem | None) -> None:
        self._silence()
        self._due.clear()
        self._due.extend(_Due(each, item) for each in sentences(text))
        self._next()

    @Slot()
    def _look(self) -> None:
        """See what is on the screen now, and take up what is new of it."""
        if self._manner is None:
            return
        before, self._screen = self._screen, look_around(self._view)
        now, words = [each.seen for each in self._screen], self._manner.words
        parts = None if self._is_new else parts_after_change([each.seen for each in before], now, words)
        if parts is None:
            self._silence()
            self._due.clear()
            parts = parts_of(now, words)
        self._is_new = False
        self._take_up(parts)
        self._set_mark()

    def _take_up(self, parts: tuple[Part, ...]) -> None:
        self._due.extend(_Due(each.text, self._screen[each.place].item) for each in parts)
        self._next()

    def _next(self) -> None:
        manner = self._manner
        if manner is None or self._is_paused or self._now is not None:
            return
        while self._due:
            due = self._due.popleft()
            if due.item is None or (isValid(due.item) and due.item.isVisible()):
                self._say(due, manner)
                return

    def _say(self, due: _Due, manner: Manner) -> None:
        hush = Hush()
        saying = Saying(spoken(due.text, manner.language), manner.language, manner.rate, manner.volume)
        self._now, self._hush = due, hush
        self._set_mark()
        self._lane.run(
            lambda: manner.voice.say(saying, hush),
            lambda _: self._said(hush),
            lambda failure: self._unsaid(hush, failure),
        )

    def _said(self, hush: Hush) -> None:
        if hush is self._hush:
            self._now = self._hush = None
            self._next()
            self._set_mark()

    def _unsaid(self, hush: Hush, failure: Exception) -> None:
        if hush is self._hush:
            _log.warning("reading aloud failed: %r", failure)
            self._silence()
            self.failed.emit()

    def _silence(self) -> None:
        hush, self._hush, self._now = self._hush, None, None
        if hush is not None:
            hush.now()
        self._set_mark()

    def _set_mark(self) -> None:
        item = None if self._now is None else self._now.item
        if item is None or not isValid(item) or not item.isVisible():
            mark = QRectF()
        else:
            mark = item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))
        if mark != self._mark:
            self._mark = mark
            self.marked.emit()
