"""The page of sync: what the district lacks, how the last rounds went, a round now, and both ways by stick."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.contest.errors import Refused
from kiosk.contest.moment import VIETNAM
from kiosk.services.kiosk import Kiosk
from kiosk.services.support import make_support_bundle
from kiosk.texts import Catalogue, refusal_sentence
from ui.list_model import RowModel
from ui.ports import StickReport, SyncReport, SyncState
from ui.qt_types import Property, QmlUncreatable
from ui.round_progress import RoundProgress
from ui.staff_acts import Remark, StaffActs
from ui.staff_desk import StaffDesk
from ui.wording import written_number

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

_T = TypeVar("_T")
_SYNC: Final = "sync"
_STICK: Final = "stick"
_LOOK_EVERY_MS: Final = 500
_LONG_AFTER_MS: Final = 1_000
"""A round that is over sooner has no bar: it would only flash."""


@dataclass(frozen=True, slots=True)
class StickRow:
    """A stick that is plugged in, by where it is."""

    place: str


@QmlElement
@QmlUncreatable("Made by the window")
class SyncModel(QObject):
    """What is told of a round is what it reached: that nothing waits is said only when nothing does."""

    syncChanged = Signal()

    def __init__(self, desk: StaffDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._state: SyncState | None = None
        self._progress = RoundProgress()
        self._is_long = False
        self._doing = ""
        self._acts = StaffActs(self.syncChanged.emit)
        self._sticks = RowModel(StickRow, self)
        self._looking = QTimer(self, interval=_LOOK_EVERY_MS)
        self._looking.timeout.connect(self._look)
        self._becoming_long = QTimer(self, interval=_LONG_AFTER_MS, singleShot=True)
        self._becoming_long.timeout.connect(self._has_become_long)
        desk.staff.stageChanged.connect(self._follow)
        desk.visit.appearance.languageChanged.connect(self.syncChanged)

    @Property(str, notify=syncChanged)
    def waitingText(self) -> str:
        """What the district still lacks, in words."""
        if self._state is None:
            return ""
        key = "staff.sync.waiting" if self._state.waiting else "staff.sync.nothing_waits"
        return self._desk.catalogue.text(key, count=self._written(self._state.waiting))

    @Property(str, notify=syncChanged)
    def lastText(self) -> str:
        """When the district last answered, in words."""
        if self._state is None:
            return ""
        if self._state.succeeded_at is None:
            return self._desk.catalogue.text("staff.sync.never")
        moment = f"{self._state.succeeded_at.astimezone(VIETNAM):%H:%M %d/%m/%Y}"
        return self._desk.catalogue.text("staff.sync.last", moment=moment)

    @Property(str, notify=syncChanged)
    def errorText(self) -> str:
        """Why the latest try failed, in words; "" when it did not, or where that is said of the round just asked for."""
        if self._state is None or not self._state.error:
            return ""
        why = _in_words(self._state.error, self._desk.catalogue)
        return "" if why in self.remark else self._desk.catalogue.text("staff.sync.last_failed", why=why)

    @Property(bool, notify=syncChanged)
    def isSyncing(self) -> bool:
        """Whether a round is under way."""
        return self._acts.is_busy(_SYNC)

    @Property(bool, notify=syncChanged)
    def isBusy(self) -> bool:
        """Whether anything is under way here."""
        return self._acts.is_busy(_SYNC) or self._acts.is_busy(_STICK)

    @Property(bool, notify=syncChanged)
    def isLong(self) -> bool:
        """Whether a round under way takes so long that its progress is worth showing."""
        return self._is_long and self._acts.is_busy(_SYNC)

    @Property(float, notify=syncChanged)
    def progress(self) -> float:
        """How much of what waited has arrived since the round began, 0 to 1; it never goes back."""
        return self._progress.share

    @Property(str, notify=syncChanged)
    def progressText(self) -> str:
        """The same in words."""
        catalogue, progress = self._desk.catalogue, self._progress
        if not progress.arrived:
            return catalogue.text("staff.sync.reaching")
        arrived, total = self._written(progress.arrived), self._written(progress.total)
        return catalogue.text("staff.sync.arrived", arrived=arrived, total=total)

    @Property(str, notify=syncChanged)
    def remark(self) -> str:
        """What came of the round asked for."""
        return self._acts.remark(_SYNC).say(self._desk.catalogue)

    @Property(bool, notify=syncChanged)
    def isGood(self) -> bool:
        """Whether the district holds everything since then."""
        return self._acts.remark(_SYNC).is_good

    @Property(QObject, constant=True)
    def sticks(self) -> QObject:
        """The sticks that are plugged in."""
        return self._sticks

    @Property(bool, notify=syncChanged)
    def hasStick(self) -> bool:
        """Whether there is any."""
        return bool(self._sticks.rows)

    @Property(str, notify=syncChanged)
    def stickRemark(self) -> str:
        """What came of the stick; that it is written to or read, where that takes long."""
        if self._is_long and self._acts.is_busy(_STICK):
            return self._desk.catalogue.text(f"staff.stick.doing.{self._doing}")
        return self._acts.remark(_STICK).say(self._desk.catalogue)

    @Property(bool, notify=syncChanged)
    def isStickGood(self) -> bool:
        """Whether that was done."""
        return self._acts.remark(_STICK).is_good and not self._acts.is_busy(_STICK)

    @Slot()
    def sync(self) -> None:
        """Send what waits, now."""
        kiosk, sync_now = self._desk.kiosk, self._desk.ports.sync_now
        self._desk.staff.stay()
        if self.isBusy:
            return
        self._is_long = False
        self._progress = RoundProgress(0 if self._state is None else self._state.waiting)
        self._looking.start()
        self._becoming_long.start()
        self._acts.do(_SYNC, self._desk.devices, lambda: _closing(kiosk, sync_now), self._has_synced, self._not_synced)

    @Slot(str)
    def to_stick(self, stick: str) -> None:
        """Write what the district lacks onto a stick."""
        place, write = Path(stick), self._desk.ports.to_stick
        self._use_stick("written", lambda: write(place))

    @Slot(str)
    def from_stick(self, stick: str) -> None:
        """Take in what the district put onto a stick."""
        place, read = Path(stick), self._desk.ports.from_stick
        self._use_stick("read", lambda: read(place))

    @Slot(str)
    def support(self, stick: str) -> None:
        """Write the support bundle, closed to the district, onto a stick."""
        kiosk, by, folder = self._desk.kiosk, self._desk.by, Path(stick)

        def tell(place: Path) -> None:
            self._acts.say(_STICK, Remark(lambda catalogue: catalogue.text("staff.stick.supported", file=place.name)))

        if self._desk.staff.may("support"):
            self._begin_stick("written", lambda: make_support_bundle(kiosk, folder, by), tell)

    @Slot()
    def refresh(self) -> None:
        """Read anew how things stand, and look for sticks."""
        self._desk.staff.stay()
        self._look()
        self._acts.do("sticks", self._desk.devices, self._desk.ports.sticks, self._take_sticks)

    def unsay(self) -> None:
        """Say nothing more of what was done here: another page is turned to."""
        self._acts.unsay(_SYNC)
        self._acts.unsay(_STICK)

    def _use_stick(self, done: str, work: Callable[[], StickReport]) -> None:
        def tell(report: StickReport) -> None:
            self._acts.say(
                _STICK,
                Remark(
                    lambda catalogue: catalogue.text(
                        f"staff.stick.done.{done}", file=report.file, entries=report.entries, waiting=report.waiting
                    )
                ),
            )
            self._look()

        self._begin_stick(done, work, tell)

    def _begin_stick(self, done: str, work: Callable[[], _T], tell: Callable[[_T], None]) -> None:
        """Do something with a stick; that it is being done is said where it takes long, for it may not be pulled out then."""
        kiosk = self._desk.kiosk
        self._desk.staff.stay()
        if not self.isBusy:
            self._doing, self._is_long = done, False
            self._becoming_long.start()
            self._acts.do(_STICK, self._desk.devices, lambda: _closing(kiosk, work), tell)

    @Slot()
    def _look(self) -> None:
        if self._desk.staff.is_signed_in:
            self._acts.read("state", self._desk.storage, self._desk.ports.sync_state, self._take)

    def _take(self, state: SyncState) -> None:
        self._state = state
        if self._acts.is_busy(_SYNC):
            self._progress = self._progress.seen(state.waiting)

    def _written(self, number: int) -> str:
        return written_number(number, self._desk.catalogue.language)

    def _take_sticks(self, places: tuple[Path, ...]) -> None:
        self._sticks.show(tuple(StickRow(str(each)) for each in places))

    def _has_synced(self, report: SyncReport) -> None:
        key = "staff.sync.partly" if report.waiting else "staff.sync.done"
        sent, waiting = report.sent, report.waiting
        self._is_over()
        self._acts.say(
            _SYNC,
            Remark(
                lambda catalogue: catalogue.text(key, sent=self._written(sent), waiting=self._written(waiting)),
                is_good=not waiting,
            ),
        )
        self._look()

    def _not_synced(self, _fault: Refused) -> bool:
        self._is_over()
        self._look()
        return False

    def _is_over(self) -> None:
        self._looking.stop()
        self._becoming_long.stop()
        self._is_long = False

    @Slot()
    def _has_become_long(self) -> None:
        self._is_long = True
        self.syncChanged.emit()

    @Slot()
    def _follow(self) -> None:
        if not self._desk.staff.is_signed_in:
            self._is_over()
            self._state, self._progress = None, RoundProgress()
            self._acts.forget()


def _closing(kiosk: Kiosk, work: Callable[[], _T]) -> _T:
    """Do `work` on the lane of devices, and close the connection its thread opened."""
    try:
        return work()
    finally:
        kiosk.store.close()


def _in_words(code: str, catalogue: Catalogue) -> str:
    """Say a code that was written down without its facts."""
    try:
        return refusal_sentence(Refused(code), "staff", catalogue.language)
    except KeyError:
        return catalogue.text("refusals.unknown", code=code)
