"""The cards of the first screen, and which of them is shown: by themselves after a while, or by touch. No layout here.

A card takes as many pages as the chosen text size needs; the screen, which lays it out, tells how many.
"""

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from ui.flow import Step
from ui.info_cards import InfoPage, info_pages
from ui.qt_types import Property, QmlUncreatable
from ui.view_models.visit import Visit

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

TURNS_AFTER_MS: Final = 9_000
READ_WITHIN_MS: Final = 45_000
"""How long a page stays that somebody turned to by hand: they read at their own pace."""
_INTRODUCTION: Final = InfoPage("", "", "")


@QmlElement
@QmlUncreatable("Made by the window")
class CardsModel(QObject):
    """One page at a time, round and round; `cardChanged` comes with another page, card, language or pack."""

    cardChanged = Signal()

    def __init__(self, visit: Visit, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._visit = visit
        self._cards: tuple[InfoPage, ...] = ()
        self._has_introduction = False
        self._card = 0
        self._page = 0
        self._page_count = 1
        self._turning = QTimer(self, interval=TURNS_AFTER_MS)
        self._turning.timeout.connect(self._turn_by_itself)
        visit.appearance.languageChanged.connect(self.refresh)
        visit.stepChanged.connect(self._follow)
        self.refresh()
        self._follow()

    @Property(int, notify=cardChanged)
    def card(self) -> int:
        """Which card is shown, from 0."""
        return self._card

    @Property(int, notify=cardChanged)
    def count(self) -> int:
        """How many cards there are."""
        return len(self._cards)

    @Property(int, notify=cardChanged)
    def page(self) -> int:
        """Which page of the card is shown, from 0."""
        return self._page

    @Property(bool, notify=cardChanged)
    def isIntroduction(self) -> bool:
        """Whether this card is the contest itself, which large letters leave no other room for."""
        return self._cards[self._card] is _INTRODUCTION

    @Property(str, notify=cardChanged)
    def title(self) -> str:
        """The card's title, "" for the introduction."""
        return self._cards[self._card].title

    @Property(str, notify=cardChanged)
    def text(self) -> str:
        """What the card says."""
        return self._cards[self._card].text

    @Property(str, notify=cardChanged)
    def source(self) -> str:
        """Where the card's words stand in the law."""
        return self._cards[self._card].source

    @Slot(bool)
    def introduce(self, is_first: bool) -> None:  # noqa: FBT001 - called by the screen, which names nothing
        """Put the contest itself before the cards, or take it away again."""
        if is_first != self._has_introduction:
            self._has_introduction = is_first
            self._card = self._page = 0
            self.refresh()

    @Slot(int)
    def lay_out(self, page_count: int) -> None:
        """Take on how many pages the card needs at the size chosen."""
        self._page_count = max(1, page_count)
        if self._page >= self._page_count:
            self._page = self._page_count - 1
            self.cardChanged.emit()

    @Slot()
    def turn_forward(self) -> None:
        """Show what follows, by hand."""
        self._turn()
        self._wait(READ_WITHIN_MS)

    @Slot()
    def turn_back(self) -> None:
        """Show the page before, or the beginning of the card before; by hand."""
        if self._page:
            self._show(self._card, self._page - 1)
        else:
            self._show(self._card - 1, 0)
        self._wait(READ_WITHIN_MS)

    @Slot()
    def refresh(self) -> None:
        """Take the cards of the pack in force, in the language chosen; the same card stays in front."""
        cards = info_pages(self._visit.kiosk.pack, self._visit.appearance.catalogue)
        self._cards = ((_INTRODUCTION,) if self._has_introduction else ()) + cards
        self._show(self._card if self._card < len(self._cards) else 0, 0)

    @Slot()
    def _turn_by_itself(self) -> None:
        """Turn, unless the page is being read aloud to somebody, who turns when they have heard it."""
        if not self._visit.appearance.isListening:
            self._turn()
        self._wait(TURNS_AFTER_MS)

    def _turn(self) -> None:
        if self._page + 1 < self._page_count:
            self._show(self._card, self._page + 1)
        else:
            self._show(self._card + 1, 0)

    def _show(self, card: int, page: int) -> None:
        self._card, self._page = card % len(self._cards), page
        self.cardChanged.emit()

    def _wait(self, interval_ms: int) -> None:
        if self._turning.isActive():
            self._turning.start(interval_ms)

    @Slot()
    def _follow(self) -> None:
        if self._visit.at is not Step.ATTRACT or self._visit.appearance.isStill:
            self._turning.stop()
        elif not self._turning.isActive():
            self._turning.start(TURNS_AFTER_MS)
