"""Queue tickets on the page of today: which number is called, how many wait, the next one given or called."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.services.kiosk import Kiosk
from kiosk.services.queue import QueueTicket, call_next, called_now, issue_ticket, waiting_count
from kiosk.texts import Catalogue
from ui.flow import Step
from ui.qt_types import Property, QmlUncreatable
from ui.staff_acts import Remark, StaffActs
from ui.staff_desk import StaffDesk

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

_QUEUE: Final = "queue"


@dataclass(frozen=True, slots=True)
class QueueNow:
    """The number called, None before the first, and how many wait."""

    called: int | None
    waiting: int


@QmlElement
@QmlUncreatable("Made by the window")
class QueueModel(QObject):
    """The queue as it was when the page was shown or something was last done with it."""

    queueChanged = Signal()

    def __init__(self, desk: StaffDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._now: QueueNow | None = None
        self._acts = StaffActs(self.queueChanged.emit)
        desk.staff.stageChanged.connect(self._follow)
        desk.visit.appearance.languageChanged.connect(self.queueChanged)
        desk.visit.stepChanged.connect(self.queueChanged)
        desk.visit.practiceChanged.connect(self.queueChanged)

    @Property(bool, notify=queueChanged)
    def isMine(self) -> bool:
        """Whether whoever is signed in gives and calls tickets."""
        return self._now is not None and self._desk.staff.may("queue")

    @Property(bool, notify=queueChanged)
    def isBusy(self) -> bool:
        """Whether a ticket is being given or called."""
        return self._acts.is_busy(_QUEUE)

    @Property(str, notify=queueChanged)
    def text(self) -> str:
        """Which number is called and how many wait, in words."""
        now, catalogue = self._now, self._desk.catalogue
        if now is None:
            return ""
        called = "staff.queue.nobody" if now.called is None else "staff.queue.called"
        waiting = catalogue.text("staff.queue.waiting", count=now.waiting)
        return f"{catalogue.text(called, number=now.called)} {waiting}"

    @Property(str, notify=queueChanged)
    def remark(self) -> str:
        """What came of the last act."""
        return self._acts.remark(_QUEUE).say(self._desk.catalogue)

    @Property(bool, notify=queueChanged)
    def isGood(self) -> bool:
        """Whether that was done."""
        return self._acts.remark(_QUEUE).is_good

    @Slot()
    def give_ticket(self) -> None:
        """Give the next number of the queue."""
        kiosk = self._desk.kiosk
        self._desk.staff.stay()
        self._acts.do(_QUEUE, self._desk.storage, lambda: issue_ticket(kiosk), self._given)

    @Slot()
    def call_next(self) -> None:
        """Call the number that waits longest."""
        kiosk = self._desk.kiosk
        self._desk.staff.stay()
        self._acts.do(_QUEUE, self._desk.storage, lambda: call_next(kiosk), self._called)

    @Slot()
    def refresh(self) -> None:
        """Read the queue anew."""
        kiosk = self._desk.kiosk
        self._acts.read("read", self._desk.storage, lambda: read_queue(kiosk), self._take)

    def unsay(self) -> None:
        """Say nothing more of what was done: another page is turned to."""
        self._acts.unsay(_QUEUE)

    def _given(self, ticket: QueueTicket) -> None:
        self._acts.say(_QUEUE, Remark(lambda catalogue: catalogue.text("staff.queue.given", number=ticket.number)))
        self.refresh()

    def _called(self, ticket: QueueTicket | None) -> None:
        if ticket is None:
            self._acts.say(_QUEUE, Remark(lambda catalogue: catalogue.text("staff.queue.empty"), is_good=False))
        else:
            self._acts.say(_QUEUE, Remark(lambda catalogue: self._call_in_words(ticket.number, catalogue)))
        self.refresh()

    def _call_in_words(self, number: int, catalogue: Catalogue) -> str:
        """Say that a number is called, and whether the first screen shows it now: not while closed, in practice or visited."""
        visit = self._desk.visit
        is_shown = visit.at is Step.ATTRACT and not visit.isKioskInPractice
        return catalogue.text("staff.queue.shown" if is_shown else "staff.queue.shown_later", number=number)

    def _take(self, now: QueueNow) -> None:
        self._now = now
        self._desk.visit.bar.tell_called(now.called)

    @Slot()
    def _follow(self) -> None:
        if not self._desk.staff.is_signed_in:
            self._now = None
            self._acts.forget()


def read_queue(kiosk: Kiosk) -> QueueNow:
    """Read how the queue stands."""
    return QueueNow(called_now(kiosk), waiting_count(kiosk))
