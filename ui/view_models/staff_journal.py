"""The page of the journal: its entries in words, a page at a time, newest first; looked through by kind and by day; exported.

Only the lines on the screen are ever read, off the thread of the window: a journal of any length turns at once.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.contest.moment import VIETNAM
from kiosk.services.hold import BY_DISTRICT
from kiosk.services.journal_pages import (
    KINDS,
    JournalLine,
    JournalPage,
    JournalPlace,
    journal_page,
    note_journal_export,
)
from kiosk.services.kiosk import Kiosk
from ui.list_model import RowModel
from ui.ports import Ports, StickReport
from ui.qt_types import Property, QmlUncreatable
from ui.staff_acts import Remark, StaffActs
from ui.staff_desk import StaffDesk

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

_PAGE: Final = "page"
_EXPORT: Final = "export"
_LINES: Final = 8


@dataclass(frozen=True, slots=True)
class LineRow:
    """One entry in words: which, when, what and how it ended, about what, by whom."""

    text: str


@QmlElement
@QmlUncreatable("Made by the window")
class JournalModel(QObject):
    """The page stands still while entries are written; turning back to the newest shows them."""

    journalChanged = Signal()

    def __init__(self, desk: StaffDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._group = "all"
        self._day: date | None = None
        self._starts: list[JournalPlace | None] = [None]
        self._page: JournalPage | None = None
        self._size = _LINES
        self._is_stale = False
        self._acts = StaffActs(self.journalChanged.emit)
        self._lines = RowModel(LineRow, self)
        desk.staff.stageChanged.connect(self._follow)
        desk.visit.appearance.languageChanged.connect(self._say_again)
        self._say_again()

    @Property(QObject, constant=True)
    def lines(self) -> QObject:
        """The entries on this page."""
        return self._lines

    @Property(str, notify=journalChanged)
    def groupText(self) -> str:
        """What is looked for, in words."""
        return self._desk.catalogue.text(f"staff.journal.group.{self._group}")

    @Property(str, notify=journalChanged)
    def dayText(self) -> str:
        """Which day is looked at, in words."""
        if self._day is None:
            return self._desk.catalogue.text("staff.journal.every_day")
        return f"{self._day:%d/%m/%Y}"

    @Property(bool, notify=journalChanged)
    def isEmpty(self) -> bool:
        """Whether nothing was found."""
        return self._page is not None and not self._page.lines

    @Property(bool, notify=journalChanged)
    def hasOlder(self) -> bool:
        """Whether there is a page of older entries."""
        return self._page is not None and self._page.has_older

    @Property(bool, notify=journalChanged)
    def hasNewer(self) -> bool:
        """Whether there is a page of newer entries."""
        return len(self._starts) > 1

    @Property(bool, notify=journalChanged)
    def canExport(self) -> bool:
        """Whether whoever is signed in may export."""
        return self._desk.staff.may("export")

    @Property(str, notify=journalChanged)
    def remark(self) -> str:
        """That a stick is written to, what came of it, or why a page could not be read."""
        if self._acts.is_busy(_EXPORT):
            return self._desk.catalogue.text("staff.stick.doing.written")
        said = self._acts.remark(_EXPORT).say(self._desk.catalogue)
        return said or self._acts.remark(_PAGE).say(self._desk.catalogue)

    @Property(bool, notify=journalChanged)
    def isGood(self) -> bool:
        """Whether that was done."""
        is_over = not self._acts.is_busy(_EXPORT)
        return is_over and self._acts.remark(_EXPORT).is_good and self._acts.remark(_PAGE).is_good

    @Slot(int)
    def hold(self, lines: int) -> None:
        """Take note of how many lines fit on the screen."""
        if lines > 0 and lines != self._size:
            self._size = lines
            if self._page is not None:
                self.refresh()

    @Slot()
    def look_for_next(self) -> None:
        """Show the next group of kinds only; after the last one all of them."""
        groups = tuple(KINDS)
        self._group = groups[(groups.index(self._group) + 1) % len(groups)]
        self.refresh()

    @Slot(int)
    def move_day(self, days: int) -> None:
        """Look at one day: today first, then so many days further; 0 looks at every day again."""
        today = self._desk.kiosk.today()
        moved = today if self._day is None else min(today, self._day + timedelta(days=days))
        self._day = None if days == 0 else moved
        self.refresh()

    @Slot()
    def older(self) -> None:
        """Turn to older entries."""
        if self._page is not None and self._page.has_older:
            self._starts.append(self._page.lines[-1].place)
            self._read()

    @Slot()
    def newer(self) -> None:
        """Turn back to newer entries."""
        if len(self._starts) > 1:
            self._starts.pop()
            self._read()

    @Slot()
    def refresh(self) -> None:
        """Begin at the newest entry."""
        self._starts = [None]
        self._read()

    @Slot()
    def export(self) -> None:
        """Write the whole journal onto the first stick, signed."""
        kiosk, by, ports = self._desk.kiosk, self._desk.by, self._desk.ports
        self._desk.staff.stay()
        if self._desk.staff.may("export"):
            self._acts.do(_EXPORT, self._desk.devices, lambda: _exported(kiosk, ports, by), self._has_exported)

    def _has_exported(self, report: StickReport | None) -> None:
        if report is None:
            self._acts.say(_EXPORT, Remark(lambda catalogue: catalogue.text("staff.stick.none"), is_good=False))
            return
        file, entries = report.file, report.entries
        self._acts.say(
            _EXPORT,
            Remark(lambda catalogue: catalogue.text("staff.journal.exported", file=file, entries=entries)),
        )

    def _read(self) -> None:
        kiosk, size, before, group, day = self._desk.kiosk, self._size, self._starts[-1], self._group, self._day
        self._desk.staff.stay()
        if self._acts.is_busy(_PAGE):
            self._is_stale = True
            return
        self._acts.do(
            _PAGE,
            self._desk.storage,
            lambda: journal_page(kiosk, size, before=before, group=group, day=day),
            self._take,
        )

    def _take(self, page: JournalPage) -> None:
        self._page = page
        self._say_again()
        if self._is_stale:
            self._is_stale = False
            self._read()

    @Slot()
    def _follow(self) -> None:
        if not self._desk.staff.is_signed_in:
            self._group, self._day, self._starts, self._page, self._is_stale = "all", None, [None], None, False
            self._lines.show(())
            self._acts.forget()

    @Slot()
    def _say_again(self) -> None:
        self._lines.show(tuple(LineRow(self._in_words(each)) for each in (self._page.lines if self._page else ())))
        self.journalChanged.emit()

    def _in_words(self, line: JournalLine) -> str:
        catalogue, key = self._desk.catalogue, f"staff.kind.{line.kind}"
        what = catalogue.text(key) if catalogue.has(key) else line.kind
        ended = f": {catalogue.text(f'staff.outcome.{line.outcome}')}" if line.outcome else ""
        about = catalogue.text(f"closing.check.{line.check}") if line.check else line.about
        by = catalogue.text("staff.journal.by_district") if line.by == BY_DISTRICT else line.name or line.by
        parts = (
            f"{line.place.epoch}/{line.place.seq}",
            f"{line.at.astimezone(VIETNAM):%d/%m %H:%M}",
            what + ended,
            about,
            by,
        )
        return " · ".join(each for each in parts if each)


def _exported(kiosk: Kiosk, ports: Ports, by: str) -> StickReport | None:
    """Write the journal onto the first stick and note who did, also if they are locked out meanwhile; None without a stick."""
    stick = next(iter(ports.sticks()), None)
    if stick is None:
        return None
    try:
        report = ports.export_journal(stick)
        note_journal_export(kiosk, report.entries, by)
        return report
    finally:
        kiosk.store.close()
