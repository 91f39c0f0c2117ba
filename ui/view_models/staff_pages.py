"""The staff's console as a whole: its pages, which of them a role has, which one is shown. What a page does is in its own model."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.services.machine import note_leaving
from kiosk.services.staff import Act
from ui.flow import PART_OF
from ui.list_model import RowModel
from ui.qt_types import Property, QmlUncreatable
from ui.staff_acts import StaffActs
from ui.staff_desk import StaffDesk
from ui.staff_limits import WAITING
from ui.view_models.reason import ReasonModel
from ui.view_models.reprint import ReprintModel
from ui.view_models.staff_devices import DevicesModel
from ui.view_models.staff_handbook import HandbookModel
from ui.view_models.staff_journal import JournalModel
from ui.view_models.staff_practice import PracticeSwitch
from ui.view_models.staff_sessions import SessionsModel
from ui.view_models.staff_settings import SettingsModel
from ui.view_models.staff_sync import SyncModel
from ui.view_models.staff_today import TodayModel

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

PAGES: Final[dict[str, Act]] = {
    "today": "pause",
    "sessions": "assist",
    "receipts": "receipts",
    "devices": "readiness",
    "sync": "sync",
    "journal": "journal",
    "settings": "settings",
    "handbook": "handbook",
    "leave": "leave",
}
"""The pages from the top down, and the act one must be allowed to see each."""
_FIRST: Final = "today"
_BESIDE_VISIT: Final = "sessions"
"""The first page while somebody's attempt runs beneath: most often staff came for that person."""


@dataclass(frozen=True, slots=True)
class TabRow:
    """One tab: its page and what it is called."""

    page: str
    name: str


@QmlElement
@QmlUncreatable("Made by the window")
class StaffPages(QObject):
    """`page` is the one shown. Each is read anew when it is turned to."""

    pageChanged = Signal()
    scanChanged = Signal()

    def __init__(self, desk: StaffDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._page = _FIRST
        self._is_here = False
        self._acts = StaffActs(self.pageChanged.emit)
        self._tabs = RowModel(TabRow, self)
        self._today = TodayModel(desk, self)
        self._practice = PracticeSwitch(desk.visit, desk.staff, desk.storage, self)
        self._sessions = SessionsModel(desk, self)
        self._reprint = ReprintModel(desk, self)
        self._devices = DevicesModel(desk, self)
        self._sync = SyncModel(desk, self)
        self._journal = JournalModel(desk, self)
        self._settings = SettingsModel(desk, self)
        self._handbook = HandbookModel(desk, self)
        self._refreshing = {
            "today": self._today.refresh,
            "sessions": self._sessions.refresh,
            "devices": self._devices.refresh,
            "sync": self._sync.refresh,
            "journal": self._journal.refresh,
            "settings": self._settings.refresh,
        }
        self._unsaying = {"today": (self._today.unsay, self._practice.unsay), "sync": (self._sync.unsay,)}
        self.pageChanged.connect(self.scanChanged)
        self._devices.askingChanged.connect(self.scanChanged)
        desk.staff.stageChanged.connect(self._follow)
        desk.visit.stepChanged.connect(self.pageChanged)
        desk.visit.appearance.languageChanged.connect(self._say_again)

    @Property(str, notify=pageChanged)
    def page(self) -> str:
        """The page shown, by name."""
        return self._page

    @Property(str, notify=pageChanged)
    def title(self) -> str:
        """The page shown, in words."""
        return self._desk.catalogue.text(f"staff.page.{self._page}")

    @Property(str, notify=pageChanged)
    def place(self) -> str:
        """At which kiosk of which unit."""
        kiosk, catalogue = self._desk.kiosk, self._desk.catalogue
        unit = kiosk.pack.unit(kiosk.enrolment.unit).name.in_language(catalogue.language)
        return catalogue.text("staff.place", kiosk=kiosk.id, unit=unit)

    @Property(str, notify=pageChanged)
    def visitText(self) -> str:
        """That somebody's visit runs beneath, how far they are, and what on this page waits for its end; "" without a visit."""
        staff, visit, catalogue = self._desk.staff, self._desk.visit, self._desk.catalogue
        if not staff.isVisited:
            return ""
        place = f"resident.part.{PART_OF[visit.at]}" if visit.at in PART_OF else "staff.visit.elsewhere"
        said = [catalogue.text("staff.visit.here", place=catalogue.text(place))]
        if any(staff.may(each) for each in WAITING.get(self._page, ())):
            said.append(catalogue.text(f"staff.visit.{self._page}"))
        return " ".join(said)

    @Property(bool, notify=pageChanged)
    def canQuit(self) -> bool:
        """Whether the program may be ended now."""
        return self._desk.staff.may_now("leave")

    @Property(QObject, constant=True)
    def tabs(self) -> QObject:
        """The pages of whoever is signed in."""
        return self._tabs

    @Property(TodayModel, constant=True)
    def today(self) -> TodayModel:
        """The page of the day."""
        return self._today

    @Property(PracticeSwitch, constant=True)
    def practice(self) -> PracticeSwitch:
        """Practice, on or off: on the page of the day."""
        return self._practice

    @Property(SessionsModel, constant=True)
    def sessions(self) -> SessionsModel:
        """The page of the attempts that run."""
        return self._sessions

    @Property(ReprintModel, constant=True)
    def reprint(self) -> ReprintModel:
        """The page of receipts."""
        return self._reprint

    @Property(DevicesModel, constant=True)
    def devices(self) -> DevicesModel:
        """The page of devices."""
        return self._devices

    @Property(SyncModel, constant=True)
    def sync(self) -> SyncModel:
        """The page of what the district lacks."""
        return self._sync

    @Property(JournalModel, constant=True)
    def journal(self) -> JournalModel:
        """The page of the journal."""
        return self._journal

    @Property(SettingsModel, constant=True)
    def settings(self) -> SettingsModel:
        """The page of the settings."""
        return self._settings

    @Property(HandbookModel, constant=True)
    def handbook(self) -> HandbookModel:
        """The handbook."""
        return self._handbook

    @Property(ReasonModel, constant=True)
    def reason(self) -> ReasonModel:
        """The reason asked for, over any page."""
        return self._desk.reason

    @property
    def wants_scan(self) -> bool:
        """Whether a scan means something on the page shown."""
        return self._page == "receipts" or self._devices.wants_scan

    def take_scan(self, scan: bytes) -> None:
        """Give a scan to the page that waits for it."""
        if self._devices.wants_scan:
            self._devices.take_scan(scan)
        elif self._page == "receipts":
            self._reprint.take_scan(scan)

    @Slot(str)
    def turn_to(self, page: str) -> None:
        """Show a page, if it is one of theirs."""
        if page not in PAGES or not self._desk.staff.may(PAGES[page]):
            return
        self._desk.staff.stay()
        self._desk.reason.drop()
        for unsay in self._unsaying.get(self._page, ()):  # what is said while they are away is found by who comes back
            unsay()
        self._page = page
        self.pageChanged.emit()
        if page in self._refreshing:
            self._refreshing[page]()

    @Slot()
    def quit(self) -> None:
        """End the program, once the journal says who did."""
        kiosk, by = self._desk.kiosk, self._desk.by
        if self.canQuit:
            self._acts.do(
                "leave", self._desk.storage, lambda: note_leaving(kiosk, by), lambda _: QCoreApplication.quit()
            )

    @Slot()
    def _follow(self) -> None:
        if self._desk.staff.is_signed_in == self._is_here:  # a step of the visit behind
            return
        self._is_here = not self._is_here
        self._acts.forget()
        self._page = _FIRST
        self._say_again()
        self.turn_to(_FIRST)
        if self._sessions.is_in_front:
            self.turn_to(_BESIDE_VISIT)

    @Slot()
    def _say_again(self) -> None:
        self._tabs.show(
            tuple(
                TabRow(page, self._desk.catalogue.text(f"staff.page.{page}"))
                for page, act in PAGES.items()
                if self._desk.staff.may(act)
            )
        )
        self.pageChanged.emit()
