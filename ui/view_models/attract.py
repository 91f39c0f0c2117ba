"""The first screen: what the contest is, until when, its prizes; whether somebody may begin. Its cards are `cards.py`."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.contest.countdown import Countdown, count_down
from kiosk.services.clock_sense import is_clock_possible
from kiosk.services.hold import HELD, district_hold
from kiosk.services.kiosk import Kiosk, with_newest_pack
from kiosk.services.opening import day_state, is_open
from kiosk.services.practice_mode import is_in_practice
from ui.flow import Act, Step
from ui.info_cards import PrizeRow, prize_rows
from ui.list_model import RowModel
from ui.qt_types import Property, QmlUncreatable
from ui.screen_shift import shift_at
from ui.view_models.cards import CardsModel
from ui.view_models.visit import Visit
from ui.wording import told_end, written_day, written_end, written_number, written_start

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

_LOOK_EVERY_MS: Final = 30_000
"""How late the screen may tell that another day has come, or that the contest is over."""
_STANDING: Final = frozenset({Step.ATTRACT, Step.CLOSED})
"""Screens that stand for hours."""


@dataclass(frozen=True, slots=True)
class _Found:
    """How things stand as somebody begins: the kiosk with the newest pack, its day, and whether staff practise."""

    kiosk: Kiosk
    is_open: bool
    is_in_practice: bool


@QmlElement
@QmlUncreatable("Made by the window")
class AttractModel(QObject):
    """Texts of the pack in the language chosen; `contentChanged` comes when the language or the day changes."""

    contentChanged = Signal()
    shiftChanged = Signal()

    def __init__(self, visit: Visit, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._visit = visit
        self._cards = CardsModel(visit, self)
        self._prizes = RowModel(PrizeRow, self)
        self._countdown, self._is_clock_possible = self._told_by_clock()
        self._day = visit.kiosk.today()
        self._state = "closed"
        self._shift = (0, 0)
        self._looking = QTimer(self, interval=_LOOK_EVERY_MS)
        self._looking.timeout.connect(self._look)
        visit.appearance.languageChanged.connect(self._refresh)
        visit.practiceChanged.connect(self._refresh)
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
        """The contest in a few sentences; in practice, what that means."""
        if self._visit.isKioskInPractice:
            return self._visit.appearance.catalogue.text("resident.practice.summary")
        return self._visit.kiosk.pack.head.texts.summary.in_language(self._language)

    @Property(str, notify=contentChanged)
    def facts(self) -> str:
        """How many questions, how long, until when, and how many days are left."""
        rules, language, catalogue = self._visit.kiosk.rules, self._language, self._visit.appearance.catalogue
        _, hour = written_end(self._countdown.turns_at, language)
        return self._say(
            "facts",
            count=rules.paper.question_count,
            minutes=rules.paper.limit_s // 60,
            hour=hour,
            first_day=written_day(min(each.first_day for each in rules.rounds), language),
            end=told_end(self._countdown.turns_at, catalogue),
            last_end=told_end(max(each.ends_at for each in rules.rounds), catalogue),
        )

    @Property(bool, notify=contentChanged)
    def isTakingEntries(self) -> bool:
        """Whether the contest takes entries at this moment: else nobody is led through all screens to be refused.

        None by a clock that cannot be right: the receipt would bear its date.
        """
        return self._is_clock_possible and self._countdown.phase == "running"

    @Property(str, notify=contentChanged)
    def notice(self) -> str:
        """When the contest begins, or that it is over and what follows; "" while it takes entries. First what the clock tells."""
        if not self._is_clock_possible:
            day = written_day(self._visit.kiosk.today(), self._language)
            return self._visit.appearance.catalogue.text("attract.notice.clock", day=day)
        turns_at = self._countdown.turns_at
        match self._countdown.phase:
            case "running":
                return ""
            case "over":
                day, hour = written_end(turns_at, self._language)
            case _:
                day, hour = written_start(turns_at, self._language)
        return self._say("notice", day=day, hour=hour)

    @Property(str, notify=contentChanged)
    def closedTitle(self) -> str:
        """That the station's day is not open, or is paused."""
        return self._visit.appearance.catalogue.text(f"attract.{self._closed}.title")

    @Property(str, notify=contentChanged)
    def closedText(self) -> str:
        """What one can do meanwhile."""
        return self._visit.appearance.catalogue.text(f"attract.{self._closed}.text")

    @Property(int, notify=shiftChanged)
    def shiftX(self) -> int:
        """How far the picture is put to the right, in pixels of a screen of 1080 lines."""
        return self._shift[0]

    @Property(int, notify=shiftChanged)
    def shiftY(self) -> int:
        """How far it is put down."""
        return self._shift[1]

    @Property(QObject, constant=True)
    def prizes(self) -> QObject:
        """The prizes for people, the highest first."""
        return self._prizes

    @Property(CardsModel, constant=True)
    def cards(self) -> CardsModel:
        """The cards on e-identity and online services."""
        return self._cards

    @Slot()
    def start(self) -> None:
        """Begin a visit, if the kiosk is still open, with the newest pack that came: it then stays for the whole visit."""
        kiosk = self._visit.kiosk
        self._visit.ask(lambda: _found(kiosk), lambda found: self._begin(found, is_trial=False))

    @Slot()
    def try_it(self) -> None:
        """Begin a visit for practice, which ends like any other and counts for nothing."""
        kiosk = self._visit.kiosk
        self._visit.ask(lambda: _found(kiosk), lambda found: self._begin(found, is_trial=True))

    @property
    def _language(self) -> str:
        return self._visit.appearance.language

    @property
    def _closed(self) -> str:
        return self._state

    def _told_by_clock(self) -> tuple[Countdown, bool]:
        """Give where the contest stands by the clock, and whether that can be right at all."""
        kiosk = self._visit.kiosk
        return count_down(kiosk.rules.rounds, kiosk.clock.now().at), is_clock_possible(kiosk)

    def _say(self, what: str, **fields: object) -> str:
        """Say something about the contest's days: in words of its own where one or none is left."""
        found, catalogue = self._countdown, self._visit.appearance.catalogue
        phase = found.phase if self._is_clock_possible else "over"  # then no number of days is told
        own = f"attract.{what}.{phase}.{found.days}"
        key = own if catalogue.has(own) else f"attract.{what}.{phase}"
        return catalogue.text(key, days=written_number(found.days, catalogue.language), **fields)

    def _begin(self, found: _Found, *, is_trial: bool) -> None:
        if self._visit.at is not Step.ATTRACT:  # a second touch on the way
            return
        if found.kiosk is not self._visit.kiosk:
            self._visit.kiosk = found.kiosk
            self._cards.refresh()
            self._refresh()
        if found.is_in_practice != self._visit.isKioskInPractice:
            # Not what the person saw as they touched: they see the truth first, then choose.
            self._visit.take(Act.OPEN if found.is_open or found.is_in_practice else Act.CLOSE)
            self._visit.tell_practice(is_on=found.is_in_practice)
        elif found.is_in_practice or (is_trial and found.is_open):
            from ui.attempt_desk import desk_for_practice  # noqa: PLC0415 - not needed before the first screen

            self._visit.practise(desk_for_practice())
        else:
            self._visit.take(Act.NEXT if found.is_open else Act.CLOSE)

    @Slot()
    def _follow(self) -> None:
        at = self._visit.at
        if at in _STANDING:
            self._looking.start()
            self._look()
        else:
            self._looking.stop()
            self._put((0, 0))
        if at is Step.CLOSED:
            kiosk = self._visit.kiosk
            self._visit.ask(lambda: _closed_by(kiosk), self._told)

    @Slot()
    def _look(self) -> None:
        """See what time has done: another day, another place for the picture."""
        told = self._told_by_clock()
        if told != (self._countdown, self._is_clock_possible):
            self._countdown, self._is_clock_possible = told
            self.contentChanged.emit()
        if self._day != (today := self._visit.kiosk.today()):
            self._day = today
            self._visit.bar.tell_called(None)  # numbers of the queue begin anew each day
        self._put(shift_at(self._visit.kiosk.clock.now().elapsed_us))

    def _put(self, shift: tuple[int, int]) -> None:
        if shift != self._shift:
            self._shift = shift
            self.shiftChanged.emit()

    def _told(self, state: str) -> None:
        if state != self._state:
            self._state = state
            self.contentChanged.emit()

    @Slot()
    def _refresh(self) -> None:
        self._countdown, self._is_clock_possible = self._told_by_clock()
        pack, catalogue = self._visit.kiosk.pack, self._visit.appearance.catalogue
        self._prizes.show(prize_rows(pack, catalogue))
        self.contentChanged.emit()


def _closed_by(kiosk: Kiosk) -> str:
    """Give why nobody can start: held by the district, paused by staff, or simply closed."""
    hold = district_hold(kiosk)
    if hold:
        return HELD[hold]
    return "paused" if day_state(kiosk) == "paused" else "closed"


def _found(kiosk: Kiosk) -> _Found:
    return _Found(with_newest_pack(kiosk), is_open(kiosk), is_in_practice(kiosk))
