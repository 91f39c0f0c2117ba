"""The officer's desk: the day opened and closed, its counts, and what the district still lacks."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.contest.moment import VIETNAM
from kiosk.services.help import HelpCall, answer_help, open_calls
from kiosk.services.kiosk import Kiosk
from kiosk.services.opening import close_kiosk, is_open, open_kiosk
from kiosk.services.status import KioskStatus, kiosk_status
from ui.flow import PART_OF, Act, Step
from ui.list_model import RowModel
from ui.ports import Ports, SyncReport
from ui.qt_types import Property, QmlUncreatable
from ui.staff_acts import Remark, StaffActs
from ui.tasks import Tasks
from ui.view_models.staff import StaffModel
from ui.view_models.visit import Visit

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

_DAY: Final = "day"
_SYNC: Final = "sync"


@dataclass(frozen=True, slots=True)
class CountRow:
    """One count, in words."""

    name: str
    count: str


@QmlElement
@QmlUncreatable("Made by the window")
class StaffDeskModel(QObject):
    """The state of the kiosk as it was when the officer signed in or last did something."""

    deskChanged = Signal()

    def __init__(
        self,
        visit: Visit,
        staff: StaffModel,
        storage: Tasks,
        devices: Tasks,
        ports: Ports,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._visit = visit
        self._staff = staff
        self._storage = storage
        self._devices = devices
        self._sync_now = ports.sync_now
        self._status: KioskStatus | None = None
        self._is_day_open = False
        self._answered: tuple[HelpCall, ...] = ()
        self._acts = StaffActs(self.deskChanged.emit)
        self._counts = RowModel(CountRow, self)
        staff.stageChanged.connect(self._follow)
        visit.appearance.languageChanged.connect(self._say_again)

    @Property(str, notify=deskChanged)
    def place(self) -> str:
        """At which kiosk of which unit."""
        if self._status is None:
            return ""
        catalogue = self._visit.appearance.catalogue
        unit = self._visit.kiosk.pack.unit(self._status.unit).name.in_language(catalogue.language)
        return catalogue.text("staff.place", kiosk=self._status.kiosk, unit=unit)

    @Property(bool, notify=deskChanged)
    def isReady(self) -> bool:
        """Whether the state of the kiosk has been read."""
        return self._status is not None

    @Property(bool, notify=deskChanged)
    def isDayOpen(self) -> bool:
        """Whether residents can start."""
        return self._is_day_open

    @Property(bool, notify=deskChanged)
    def isDayBusy(self) -> bool:
        """Whether the day is being opened or closed."""
        return self._acts.is_busy(_DAY)

    @Property(str, notify=deskChanged)
    def dayRemark(self) -> str:
        """What came of opening or closing."""
        return self._acts.remark(_DAY).say(self._visit.appearance.catalogue)

    @Property(bool, notify=deskChanged)
    def isDayGood(self) -> bool:
        """Whether that was done."""
        return self._acts.remark(_DAY).is_good

    @Property(str, notify=deskChanged)
    def helpText(self) -> str:
        """Who asked for staff at this screen, answered by this signing in; "" when nobody did."""
        catalogue = self._visit.appearance.catalogue
        return "\n".join(
            catalogue.text(
                "staff.help.answered",
                time=f"{each.called_at.astimezone(VIETNAM):%H:%M}",
                place=catalogue.text(
                    f"resident.part.{PART_OF[Step(each.step)]}"
                    if Step(each.step) in PART_OF
                    else "staff.help.elsewhere"
                ),
            )
            for each in self._answered
        )

    @Property(QObject, constant=True)
    def counts(self) -> QObject:
        """The counts of this kiosk."""
        return self._counts

    @Property(str, notify=deskChanged)
    def waitingText(self) -> str:
        """What the district still lacks, in words."""
        waiting = self._waiting()
        if self._status is None:
            return ""
        key = "staff.sync.waiting" if waiting else "staff.sync.nothing_waits"
        return self._visit.appearance.catalogue.text(key, count=waiting)

    @Property(str, notify=deskChanged)
    def lastSyncText(self) -> str:
        """When the district last answered, in words."""
        if self._status is None:
            return ""
        last, catalogue = self._status.last_sync, self._visit.appearance.catalogue
        if last.at is None:
            return catalogue.text("staff.sync.never")
        key = "staff.sync.last" if last.ok else "staff.sync.last_failed"
        return catalogue.text(key, moment=f"{last.at.astimezone(VIETNAM):%H:%M %d/%m/%Y}")

    @Property(bool, notify=deskChanged)
    def isSyncing(self) -> bool:
        """Whether a round is under way."""
        return self._acts.is_busy(_SYNC)

    @Property(str, notify=deskChanged)
    def syncRemark(self) -> str:
        """What came of the round asked for."""
        return self._acts.remark(_SYNC).say(self._visit.appearance.catalogue)

    @Property(bool, notify=deskChanged)
    def isSyncGood(self) -> bool:
        """Whether the district holds everything since then."""
        return self._acts.remark(_SYNC).is_good

    @Slot()
    def open_day(self) -> None:
        """Let residents start."""
        kiosk, officer = self._visit.kiosk, self._staff.officer_id
        self._staff.stay()
        self._acts.do(_DAY, self._storage, lambda: open_kiosk(kiosk, officer), lambda _: self._day_is(Act.OPEN))

    @Slot()
    def close_day(self) -> None:
        """Let nobody start any more."""
        kiosk, officer = self._visit.kiosk, self._staff.officer_id
        self._staff.stay()
        self._acts.do(_DAY, self._storage, lambda: close_kiosk(kiosk, officer), lambda _: self._day_is(Act.CLOSE))

    @Slot()
    def sync(self) -> None:
        """Send what waits, now."""
        kiosk, sync_now = self._visit.kiosk, self._sync_now
        self._staff.stay()
        self._acts.do(_SYNC, self._devices, lambda: _synced(kiosk, sync_now), self._has_synced)

    def _day_is(self, act: Act) -> None:
        self._visit.take(act)
        self._acts.say(_DAY, Remark(lambda catalogue: catalogue.text(f"staff.day.done.{act.value}")))
        self._read()

    def _has_synced(self, report: SyncReport) -> None:
        key = "staff.sync.partly" if report.waiting else "staff.sync.done"
        self._acts.say(
            _SYNC,
            Remark(
                lambda catalogue: catalogue.text(key, sent=report.sent, waiting=report.waiting),
                is_good=not report.waiting,
            ),
        )
        self._read()

    @Slot()
    def _follow(self) -> None:
        if not self._staff.is_signed_in:
            self._status, self._answered = None, ()
            self._acts.forget()
        elif self._status is None:
            kiosk, officer = self._visit.kiosk, self._staff.officer_id
            self._acts.do("help", self._storage, lambda: _answer(kiosk, officer), self._has_answered)
            self._read()

    def _has_answered(self, calls: tuple[HelpCall, ...]) -> None:
        self._answered = calls
        self._visit.tell_help(None)

    def _read(self) -> None:
        kiosk = self._visit.kiosk
        self._acts.do("status", self._storage, lambda: (kiosk_status(kiosk), is_open(kiosk)), self._take)

    def _take(self, found: tuple[KioskStatus, bool]) -> None:
        self._status, self._is_day_open = found
        self._say_again()

    @Slot()
    def _say_again(self) -> None:
        status = self._status
        if status is None:
            return
        catalogue = self._visit.appearance.catalogue
        counts = {
            "started": status.attempts.started,
            "finished": status.attempts.finished,
            "open": status.attempts.open,
            "abandoned": status.attempts.abandoned,
            "receipts": status.receipts.issued,
        }
        self._counts.show(
            tuple(CountRow(catalogue.text(f"staff.count.{key}"), str(count)) for key, count in counts.items())
        )
        self.deskChanged.emit()

    def _waiting(self) -> int:
        return 0 if self._status is None else self._status.journal.entries - self._status.journal.acknowledged


def _synced(kiosk: Kiosk, sync_now: Callable[[], SyncReport]) -> SyncReport:
    try:
        return sync_now()
    finally:
        kiosk.store.close()


def _answer(kiosk: Kiosk, by: str) -> tuple[HelpCall, ...]:
    """Give the calls for help that were open, and note who came."""
    calls = open_calls(kiosk)
    answer_help(kiosk, by)
    return calls
