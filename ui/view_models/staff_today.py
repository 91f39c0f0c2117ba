"""The page of today: the day opened, paused and closed, its counts and what does not add up, queue tickets, calls for help.

What the page shows first is read in a few steps of an index; the counts, which may have much to read, come a moment later.
"""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.contest.errors import Refused
from kiosk.contest.moment import VIETNAM
from kiosk.services.day import DayCounts, counts_of_day
from kiosk.services.help import HelpCall, answer_help, open_calls
from kiosk.services.kiosk import Kiosk
from kiosk.services.opening import (
    NEXT,
    ClosingRecord,
    DayAct,
    DayState,
    close_kiosk,
    day_state,
    open_kiosk,
    pause_kiosk,
)
from kiosk.services.queue import QueueTicket, call_next, called_now, issue_ticket, waiting_count
from kiosk.services.readiness import unready
from kiosk.settings import read_settings
from ui.flow import PART_OF, Act, Step
from ui.list_model import RowModel
from ui.qt_types import Property, QmlUncreatable
from ui.staff_acts import Remark, StaffActs
from ui.staff_desk import StaffDesk
from ui.staff_papers import put_on_paper

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

_DAY: Final = "day"
_QUEUE: Final = "queue"
_NOT_READ: Final = "…"
_COUNTS: Final = ("started", "finished", "running", "abandoned", "voided", "receipts_issued", "printed", "waiting")


@dataclass(frozen=True, slots=True)
class CountRow:
    """One count, in words."""

    name: str
    count: str


@dataclass(frozen=True, slots=True)
class DayNow:
    """What the page reads first."""

    day: DayState
    called: int | None
    waiting: int


@QmlElement
@QmlUncreatable("Made by the window")
class TodayModel(QObject):
    """The state of the day as it was when the page was shown or something was last done on it."""

    todayChanged = Signal()

    def __init__(self, desk: StaffDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._state: DayNow | None = None
        self._day_counts: DayCounts | None = None
        self._answered: tuple[HelpCall, ...] = ()
        self._record: ClosingRecord | None = None
        self._acts = StaffActs(self.todayChanged.emit)
        self._counts = RowModel(CountRow, self)
        desk.staff.stageChanged.connect(self._follow)
        desk.visit.appearance.languageChanged.connect(self._say_again)

    @Property(str, notify=todayChanged)
    def day(self) -> str:
        """The state of the day by name, "" before it is known."""
        return "" if self._state is None else self._state.day

    @Property(str, notify=todayChanged)
    def dayText(self) -> str:
        """The same in words."""
        return "" if self._state is None else self._desk.catalogue.text(f"staff.day.{self._state.day}")

    @Property(bool, notify=todayChanged)
    def canOpen(self) -> bool:
        """Whether the day may be opened by whoever is signed in."""
        return self._can("open")

    @Property(bool, notify=todayChanged)
    def canPause(self) -> bool:
        """Whether the day may be paused by them."""
        return self._can("pause")

    @Property(bool, notify=todayChanged)
    def canClose(self) -> bool:
        """Whether the day may be closed by them."""
        return self._can("close")

    @Property(bool, notify=todayChanged)
    def hasQueue(self) -> bool:
        """Whether queue tickets are theirs to give."""
        return self._desk.staff.may("queue") and self._state is not None

    @Property(bool, notify=todayChanged)
    def isDayBusy(self) -> bool:
        """Whether the day is being opened, paused or closed."""
        return self._acts.is_busy(_DAY)

    @Property(bool, notify=todayChanged)
    def isQueueBusy(self) -> bool:
        """Whether a ticket is being given or called."""
        return self._acts.is_busy(_QUEUE)

    @Property(str, notify=todayChanged)
    def dayRemark(self) -> str:
        """What came of the last act on the day."""
        return self._acts.remark(_DAY).say(self._desk.catalogue)

    @Property(bool, notify=todayChanged)
    def isDayGood(self) -> bool:
        """Whether that was done."""
        return self._acts.remark(_DAY).is_good

    @Property(str, notify=todayChanged)
    def helpText(self) -> str:
        """Who asked for staff at this screen, answered by this signing in; "" when nobody did."""
        return "\n".join(self._call_in_words(each) for each in self._answered)

    @Property(str, notify=todayChanged)
    def differsText(self) -> str:
        """What does not add up; "" while everything does."""
        counts, catalogue = self._day_counts, self._desk.catalogue
        return "" if counts is None else " ".join(catalogue.text(f"staff.differs.{each}") for each in counts.differs)

    @Property(str, notify=todayChanged)
    def receiptsText(self) -> str:
        """From which to which number receipts were given, in words."""
        counts = self._day_counts
        if counts is None or not counts.receipts_issued:
            return ""
        return self._desk.catalogue.text(
            "staff.receipts_range", first=f"{counts.first_receipt:06d}", last=f"{counts.last_receipt:06d}"
        )

    @Property(str, notify=todayChanged)
    def incidentsText(self) -> str:
        """How much out of the ordinary there was, in words."""
        counts = self._day_counts
        return "" if counts is None else self._desk.catalogue.text("staff.incidents", count=len(counts.incidents))

    @Property(bool, notify=todayChanged)
    def hasRecord(self) -> bool:
        """Whether a day was closed just now, so that its record can be printed."""
        return self._record is not None and not self._acts.is_busy(_DAY)

    @Property(QObject, constant=True)
    def counts(self) -> QObject:
        """The counts of the day."""
        return self._counts

    @Property(str, notify=todayChanged)
    def queueText(self) -> str:
        """Which number is called and how many wait, in words."""
        state, catalogue = self._state, self._desk.catalogue
        if state is None:
            return ""
        called = "staff.queue.nobody" if state.called is None else "staff.queue.called"
        waiting = catalogue.text("staff.queue.waiting", count=state.waiting)
        return f"{catalogue.text(called, number=state.called)} {waiting}"

    @Property(str, notify=todayChanged)
    def queueRemark(self) -> str:
        """What came of the last act on the queue."""
        return self._acts.remark(_QUEUE).say(self._desk.catalogue)

    @Property(bool, notify=todayChanged)
    def isQueueGood(self) -> bool:
        """Whether that was done."""
        return self._acts.remark(_QUEUE).is_good

    @Slot()
    def open_day(self) -> None:
        """Let residents start; where the machine is not ready, only with a written reason."""
        self._open("")

    @Slot()
    def pause_day(self) -> None:
        """Let nobody start for a while; the day goes on."""
        kiosk, by = self._desk.kiosk, self._desk.by
        self._desk.staff.stay()
        self._acts.do(_DAY, self._desk.storage, lambda: pause_kiosk(kiosk, by), lambda _: self._day_is("pause"))

    @Slot()
    def close_day(self) -> None:
        """End the day; where its numbers do not add up, only with a written reason."""
        self._close("")

    @Slot()
    def print_record(self) -> None:
        """Put the record of the day that was closed on paper."""
        kiosk, record, language = self._desk.kiosk, self._record, self._desk.catalogue.language
        if record is None:
            return

        def make() -> bytes:
            from kiosk.services.closing_sheet import closing_pdf  # noqa: PLC0415 - it loads reportlab

            return closing_pdf(kiosk, record, language)

        put_on_paper(self._desk, self._acts, _DAY, make, "tramthi-closing")

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
        """Read the day anew."""
        kiosk, by = self._desk.kiosk, self._desk.by
        self._acts.do("state", self._desk.storage, lambda: read_today(kiosk), self._take)
        if self._state is None:
            self._acts.do("help", self._desk.storage, lambda: _answer(kiosk, by), self._has_answered)
        self._acts.do("counts", self._desk.storage, lambda: counts_of_day(kiosk), self._take_counts)

    def _open(self, reason: str) -> None:
        kiosk, by = self._desk.kiosk, self._desk.by

        def refused(fault: Refused) -> bool:
            if fault.code == "not_ready" and self._desk.staff.may("override"):
                which = str(fault.facts["which"]).split(", ")
                names = ", ".join(self._desk.catalogue.text(f"staff.check.{each}") for each in which)
                self._desk.reason.ask("not_ready", self._open, which=names)
                return True
            return False

        self._desk.staff.stay()
        self._acts.do(
            _DAY,
            self._desk.storage,
            lambda: open_kiosk(kiosk, by, failed=unready(kiosk, read_settings(kiosk.folder)), override_reason=reason),
            lambda _: self._day_is("open"),
            refused,
        )

    def _close(self, reason: str) -> None:
        kiosk, by = self._desk.kiosk, self._desk.by

        def refused(fault: Refused) -> bool:
            if fault.code == "counts_differ":
                self._desk.reason.ask("counts_differ", self._close)
                return True
            return False

        self._desk.staff.stay()
        self._acts.do(
            _DAY, self._desk.storage, lambda: close_kiosk(kiosk, by, reason=reason), self._has_closed, refused
        )

    def _has_closed(self, record: ClosingRecord) -> None:
        self._record = record
        self._day_is("close")

    def _day_is(self, act: DayAct) -> None:
        self._desk.visit.take(Act.OPEN if act == "open" else Act.CLOSE)
        self._acts.say(_DAY, Remark(lambda catalogue: catalogue.text(f"staff.day.done.{act}")))
        self.refresh()

    def _given(self, ticket: QueueTicket) -> None:
        self._acts.say(_QUEUE, Remark(lambda catalogue: catalogue.text("staff.queue.given", number=ticket.number)))
        self.refresh()

    def _called(self, ticket: QueueTicket | None) -> None:
        if ticket is None:
            self._acts.say(_QUEUE, Remark(lambda catalogue: catalogue.text("staff.queue.empty"), is_good=False))
        else:
            self._acts.say(_QUEUE, Remark(lambda catalogue: catalogue.text("staff.queue.called", number=ticket.number)))
        self.refresh()

    def _can(self, act: DayAct) -> bool:
        return self._state is not None and (self._state.day, act) in NEXT and self._desk.staff.may(act)

    def _call_in_words(self, call: HelpCall) -> str:
        catalogue, step = self._desk.catalogue, Step(call.step)
        place = f"resident.part.{PART_OF[step]}" if step in PART_OF else "staff.help.elsewhere"
        return catalogue.text(
            "staff.help.answered", time=f"{call.called_at.astimezone(VIETNAM):%H:%M}", place=catalogue.text(place)
        )

    @Slot()
    def _follow(self) -> None:
        if not self._desk.staff.is_signed_in:
            self._state, self._day_counts, self._answered, self._record = None, None, (), None
            self._acts.forget()
        elif self._state is None:
            self._say_again()

    def _has_answered(self, calls: tuple[HelpCall, ...]) -> None:
        self._answered = calls
        self._desk.visit.bar.tell_help(None)

    def _take(self, state: DayNow) -> None:
        self._state = state
        self._desk.visit.bar.tell_called(state.called)

    def _take_counts(self, counts: DayCounts) -> None:
        self._day_counts = counts
        self._say_again()

    @Slot()
    def _say_again(self) -> None:
        catalogue, counts = self._desk.catalogue, self._day_counts
        self._counts.show(
            tuple(
                CountRow(
                    catalogue.text(f"staff.count.{name}"), _NOT_READ if counts is None else str(getattr(counts, name))
                )
                for name in _COUNTS
            )
        )
        self.todayChanged.emit()


def read_today(kiosk: Kiosk) -> DayNow:
    """Read what the page shows first: a few steps of an index, however long the journal is."""
    return DayNow(day_state(kiosk), called_now(kiosk), waiting_count(kiosk))


def _answer(kiosk: Kiosk, by: str) -> tuple[HelpCall, ...]:
    """Give the calls for help that were open, and note who came."""
    calls = open_calls(kiosk)
    answer_help(kiosk, by)
    return calls
