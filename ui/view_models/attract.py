"""The first screen: what the contest is, until when, its prizes, and cards that turn by themselves."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.services.kiosk import Kiosk, with_newest_pack
from kiosk.services.opening import is_open
from ui.flow import Act, Step
from ui.list_model import RowModel
from ui.qt_types import Property, QmlUncreatable
from ui.view_models.visit import Visit
from ui.wording import written_day, written_number

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

_CARD_EVERY_MS: Final = 9000
_PRIZES_SHOWN: Final = 4


@dataclass(frozen=True, slots=True)
class PrizeRow:
    """One step of the prize table, in words."""

    name: str
    amount: str


@QmlElement
@QmlUncreatable("Made by the window")
class AttractModel(QObject):
    """Texts of the pack in the language chosen; `contentChanged` comes when the language or the card changes."""

    contentChanged = Signal()

    def __init__(self, visit: Visit, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._visit = visit
        self._card = 0
        self._prizes = RowModel(PrizeRow, self)
        self._turning = QTimer(self, interval=_CARD_EVERY_MS)
        self._turning.timeout.connect(self._turn)
        visit.appearance.languageChanged.connect(self._refresh)
        visit.stepChanged.connect(self._follow)
        self._refresh()
        self._follow()

    @Property(str, notify=contentChanged)
    def name(self) -> str:
        """The contest's short name."""
        return self._visit.kiosk.pack.head.texts.short_name.in_language(self._language)

    @Property(str, notify=contentChanged)
    def organiser(self) -> str:
        """Who holds the contest."""
        return self._visit.kiosk.pack.head.texts.organiser.in_language(self._language)

    @Property(str, notify=contentChanged)
    def summary(self) -> str:
        """The contest in a few sentences."""
        return self._visit.kiosk.pack.head.texts.summary.in_language(self._language)

    @Property(str, notify=contentChanged)
    def facts(self) -> str:
        """How many questions, how long, until when."""
        rules = self._visit.kiosk.rules
        last = max(each.last_day for each in rules.rounds)
        return self._visit.appearance.catalogue.text(
            "resident.attract.facts",
            count=rules.paper.question_count,
            minutes=rules.paper.limit_s // 60,
            day=written_day(last, self._language),
        )

    @Property(QObject, constant=True)
    def prizes(self) -> QObject:
        """The prizes for people, the highest first."""
        return self._prizes

    @Property(int, notify=contentChanged)
    def card(self) -> int:
        """Which card is shown."""
        return self._card

    @Property(int, notify=contentChanged)
    def cardCount(self) -> int:
        """How many cards there are."""
        return len(self._visit.kiosk.pack.head.texts.cards)

    @Property(str, notify=contentChanged)
    def cardTitle(self) -> str:
        """The card's title."""
        return self._visit.kiosk.pack.head.texts.cards[self._card].title.in_language(self._language)

    @Property(str, notify=contentChanged)
    def cardText(self) -> str:
        """The card's paragraphs but the last, which names the source."""
        page = self._visit.kiosk.pack.head.texts.cards[self._card]
        return "\n\n".join(each.in_language(self._language) for each in page.paragraphs[:-1])

    @Property(str, notify=contentChanged)
    def cardSource(self) -> str:
        """Where the card's words stand in the law."""
        return self._visit.kiosk.pack.head.texts.cards[self._card].paragraphs[-1].in_language(self._language)

    @Slot(int)
    def show_card(self, card: int) -> None:
        """Turn to a card; where cards turn by themselves, the next one waits its full time."""
        self._card = card % self.cardCount
        if self._turning.isActive():
            self._turning.start()
        self.contentChanged.emit()

    @Slot()
    def start(self) -> None:
        """Begin a visit, if the kiosk is still open, with the newest pack that came: it then stays for the whole visit."""
        kiosk = self._visit.kiosk
        self._visit.ask(lambda: (with_newest_pack(kiosk), is_open(kiosk)), lambda found: self._begin(*found))

    @property
    def _language(self) -> str:
        return self._visit.appearance.language

    def _begin(self, kiosk: Kiosk, opened: bool) -> None:  # noqa: FBT001 - as found
        if self._visit.at is not Step.ATTRACT:  # a second touch on the way
            return
        if kiosk is not self._visit.kiosk:
            self._visit.kiosk, self._card = kiosk, 0
            self._refresh()
        self._visit.take(Act.NEXT if opened else Act.CLOSE)

    @Slot()
    def _turn(self) -> None:
        self._card = (self._card + 1) % self.cardCount
        self.contentChanged.emit()

    @Slot()
    def _follow(self) -> None:
        if self._visit.at is Step.ATTRACT and not self._visit.appearance.isStill:
            self._turning.start()
        else:
            self._turning.stop()

    @Slot()
    def _refresh(self) -> None:
        people = [each for each in self._visit.kiosk.rules.prizes if each.kind == "individual"]
        catalogue = self._visit.appearance.catalogue
        self._prizes.show(
            tuple(
                PrizeRow(
                    catalogue.text(
                        "resident.attract.prize_name", count=each.count, name=each.name.in_language(self._language)
                    ),
                    catalogue.text(
                        "resident.attract.prize_amount", amount=written_number(each.amount_vnd, self._language)
                    ),
                )
                for each in people[:_PRIZES_SHOWN]
            )
        )
        self.contentChanged.emit()
