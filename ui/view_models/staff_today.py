"""The page of today: the day opened, paused and closed, what the district holds it at, and who called for help.

What the page shows first is read in a few steps of an index; the numbers, which may have much to read, come a moment later.
"""

from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.contest.errors import Refused
from kiosk.contest.events import OrderAct
from kiosk.contest.moment import VIETNAM
from kiosk.services.help import HelpCall, answer_help, open_calls
from kiosk.services.hold import HELD, Hold, district_hold
from kiosk.services.kiosk import Kiosk
from kiosk.services.opening import NEXT, DayAct, DayState, close_kiosk, day_state, open_kiosk, pause_kiosk
from kiosk.services.orders import order_waiting
from kiosk.services.readiness import unready
from kiosk.settings import read_settings
from ui.flow import PART_OF, Act, Step
from ui.qt_types import Property, QmlUncreatable
from ui.staff_acts import Remark, StaffActs
from ui.staff_desk import StaffDesk
from ui.view_models.staff_figures import DayFiguresModel
from ui.view_models.staff_queue import QueueModel

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

_DAY: Final = "day"


@dataclass(frozen=True, slots=True)
class DayNow:
    """What the page reads first: the state of the day, what the district holds it at, and which order waits to be obeyed."""

    day: DayState
    hold: Hold = ""
    order: OrderAct | Literal[""] = ""


@QmlElement
@QmlUncreatable("Made by the window")
class TodayModel(QObject):
    """The state of the day as it was when the page was shown or something was last done on it."""

    todayChanged = Signal()

    def __init__(self, desk: StaffDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._state: DayNow | None = None
        self._answered: tuple[HelpCall, ...] = ()
        self._acts = StaffActs(self.todayChanged.emit)
        self._figures = DayFiguresModel(desk, self)
        self._queue = QueueModel(desk, self)
        desk.staff.stageChanged.connect(self._follow)
        desk.visit.appearance.languageChanged.connect(self.todayChanged)

    @Property(DayFiguresModel, constant=True)
    def figures(self) -> DayFiguresModel:
        """The numbers of the day, and its record."""
        return self._figures

    @Property(QueueModel, constant=True)
    def queue(self) -> QueueModel:
        """The queue."""
        return self._queue

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

    @Property(str, notify=todayChanged)
    def holdText(self) -> str:
        """What the district has ordered that holds the kiosk, or will as soon as it can be obeyed; "" while nothing does."""
        state, catalogue = self._state, self._desk.catalogue
        if state is None:
            return ""
        said = [catalogue.text(f"refusals.{HELD[state.hold]}")] if state.hold else []
        if state.order:
            said.append(catalogue.text(f"staff.order_waits.{state.order}"))
        return " ".join(said)

    @Property(bool, notify=todayChanged)
    def mayCloseNow(self) -> bool:
        """Whether nobody's visit runs that would have to end first."""
        return self._desk.staff.may_now("close")

    @Property(bool, notify=todayChanged)
    def isDayBusy(self) -> bool:
        """Whether the day is being opened, paused or closed."""
        return self._acts.is_busy(_DAY)

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
        if self.mayCloseNow:
            self._close("")

    @Slot()
    def refresh(self) -> None:
        """Read the day anew."""
        kiosk, by = self._desk.kiosk, self._desk.by
        self._acts.read("state", self._desk.storage, lambda: read_today(kiosk), self._take)
        if self._state is None:
            self._acts.do("help", self._desk.storage, lambda: _answer(kiosk, by), self._has_answered)
        self._queue.refresh()
        self._figures.refresh()

    def unsay(self) -> None:
        """Say nothing more of what was done here: another page is turned to."""
        self._acts.unsay(_DAY)
        self._queue.unsay()

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
            _DAY,
            self._desk.storage,
            lambda: close_kiosk(kiosk, by, reason=reason),
            lambda _: self._day_is("close"),
            refused,
        )

    def _day_is(self, act: DayAct) -> None:
        self._desk.visit.take(Act.OPEN if act == "open" else Act.CLOSE)
        what = "pause_afterwards" if act == "pause" and self._desk.staff.isVisited else act
        self._acts.say(_DAY, Remark(lambda catalogue: catalogue.text(f"staff.day.done.{what}")))
        self.refresh()

    def _can(self, act: DayAct) -> bool:
        state = self._state
        is_held = act == "open" and state is not None and state.hold != ""
        return state is not None and not is_held and (state.day, act) in NEXT and self._desk.staff.may(act)

    def _call_in_words(self, call: HelpCall) -> str:
        catalogue, step = self._desk.catalogue, Step(call.step)
        place = f"resident.part.{PART_OF[step]}" if step in PART_OF else "staff.help.elsewhere"
        return catalogue.text(
            "staff.help.answered", time=f"{call.called_at.astimezone(VIETNAM):%H:%M}", place=catalogue.text(place)
        )

    @Slot()
    def _follow(self) -> None:
        if not self._desk.staff.is_signed_in:
            self._state, self._answered = None, ()
            self._acts.forget()
        else:  # a step of the visit beneath
            self.todayChanged.emit()

    def _has_answered(self, calls: tuple[HelpCall, ...]) -> None:
        self._answered = calls
        self._desk.visit.bar.tell_help(None)

    def _take(self, state: DayNow) -> None:
        self._state = state


def read_today(kiosk: Kiosk) -> DayNow:
    """Read what the page shows first: a few steps of an index, however long the journal is."""
    return DayNow(day_state(kiosk), district_hold(kiosk), order_waiting(kiosk))


def _answer(kiosk: Kiosk, by: str) -> tuple[HelpCall, ...]:
    """Give the calls for help that were open, and note who came."""
    calls = open_calls(kiosk)
    answer_help(kiosk, by)
    return calls
