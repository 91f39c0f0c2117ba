"""The numbers on the page of today: of the day that runs, or of the day that was closed until the next is opened; and its record.

What a day counts is `kiosk.services.day`'s matter, what a closing wrote down `kiosk.services.closing_record`'s.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.contest.day_figures import DayFigures
from kiosk.contest.moment import VIETNAM
from kiosk.services.closing_record import ClosingRecord, newest_record, note_paper, paper_of
from kiosk.services.day import DayCounts, counts_of_day
from kiosk.services.kiosk import Kiosk
from kiosk.services.opening import day_state
from kiosk.services.receipts import written_number
from kiosk.services.staff_names import who_in_words
from kiosk.texts import LANGUAGES, load_catalogue
from ui.list_model import RowModel
from ui.qt_types import Property, QmlUncreatable
from ui.staff_acts import StaffActs
from ui.staff_desk import StaffDesk
from ui.staff_papers import put_on_paper

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

_PAPER: Final = "paper"
_NOT_READ: Final = "…"
_OF_A_DAY: Final = (
    "started", "running", "finished", "abandoned", "voided", "receipts_issued", "printed", "print_faults", "assisted",
    "help_calls", "practices", "waiting",
)  # fmt: skip
_NOT_OF_A_CLOSED_DAY: Final = frozenset({"running"})
"""Nobody runs when a day is closed."""
_SAID_OF_PAPER: Final = {
    "": "none", "printed": "printed", "kept": "kept", "stuck": "failed", "refused": "failed",
}  # fmt: skip
"""What is said of a record's paper by what became of it; of anything else nobody knows whether it came out."""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One number, in words."""

    name: str
    count: str


@dataclass(frozen=True, slots=True)
class DayShown:
    """What is read for the page: the counts since the last closing, and the closed day where no other was opened since.

    `by`: who closed it, in words, by language; `paper`: what became of the record's paper. `receipts`: the first and the last
    number given, as printed; empty where none was.
    """

    counts: DayCounts
    record: ClosingRecord | None
    receipts: tuple[str, ...]
    by: Mapping[str, str]
    paper: str


@QmlElement
@QmlUncreatable("Made by the window")
class DayFiguresModel(QObject):
    """The numbers as they were when the page was shown or something was last done on it."""

    figuresChanged = Signal()

    def __init__(self, desk: StaffDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shown: DayShown | None = None
        self._acts = StaffActs(self.figuresChanged.emit)
        self._rows = RowModel(FigureRow, self)
        desk.staff.stageChanged.connect(self._follow)
        desk.backstage.papers.underwayChanged.connect(self.refresh)
        desk.visit.appearance.languageChanged.connect(self._say_again)

    @Property(QObject, constant=True)
    def rows(self) -> QObject:
        """The numbers."""
        return self._rows

    @Property(str, notify=figuresChanged)
    def aboutText(self) -> str:
        """Which day they are of: since when, and where it was closed, when, by whom, and whether its record is on paper."""
        shown, catalogue = self._shown, self._desk.catalogue
        if shown is None:
            return ""
        if shown.record is None:
            since_at = shown.counts.since_at
            return "" if since_at is None else catalogue.text("staff.figures.since", since=_moment(since_at))
        record = shown.record
        closed = catalogue.text(
            "staff.figures.closed" if record.since_at else "staff.figures.closed_unopened",
            since="" if record.since_at is None else _moment(record.since_at),
            closed=_moment(record.closed_at),
            by=shown.by[catalogue.language],
        )
        paper = _SAID_OF_PAPER.get(shown.paper, "unknown")
        return f"{closed} {catalogue.text(f'staff.figures.paper.{paper}')}"

    @Property(str, notify=figuresChanged)
    def differsText(self) -> str:
        """What does not add up, and why a day was closed all the same; "" while everything does."""
        if self._shown is None:
            return ""
        record, catalogue = self._shown.record, self._desk.catalogue
        differs = self._shown.counts.differs if record is None else record.closed.differs
        said = [catalogue.text(f"staff.differs.{each}") for each in differs]
        if record is not None and record.closed.reason:
            said.append(catalogue.text("staff.figures.reason", reason=record.closed.reason))
        return " ".join(said)

    @Property(str, notify=figuresChanged)
    def overdueText(self) -> str:
        """That the day that runs was opened on an earlier date and should be closed; "" on its own date."""
        since_at = None if self._shown is None else self._shown.counts.since_at
        day = None if since_at is None else since_at.astimezone(VIETNAM).date()
        if day is None or day == self._desk.kiosk.today():
            return ""
        return self._desk.catalogue.text("staff.figures.overdue", day=f"{day:%d/%m/%Y}")

    @Property(str, notify=figuresChanged)
    def noteText(self) -> str:
        """From which to which number receipts were given, and how much was out of the ordinary, in words."""
        shown, catalogue = self._shown, self._desk.catalogue
        if shown is None:
            return ""
        count = len(shown.counts.incidents) if shown.record is None else shown.record.closed.incidents
        said = [catalogue.text("staff.incidents", count=count)]
        if shown.receipts:
            first, last = shown.receipts
            said.insert(0, catalogue.text("staff.receipts_range", first=first, last=last))
        return " ".join(said)

    @Property(bool, notify=figuresChanged)
    def hasRecord(self) -> bool:
        """Whether these are a closed day's, whose record can be printed."""
        return self._shown is not None and self._shown.record is not None

    @Property(bool, notify=figuresChanged)
    def isBusy(self) -> bool:
        """Whether the record is being made."""
        return self._acts.is_busy(_PAPER)

    @Property(str, notify=figuresChanged)
    def remark(self) -> str:
        """Where the record's paper is; "" once another day was opened."""
        return "" if not self.hasRecord else self._acts.remark(_PAPER).say(self._desk.catalogue)

    @Property(bool, notify=figuresChanged)
    def isGood(self) -> bool:
        """Whether nothing is wrong with it."""
        return self._acts.remark(_PAPER).is_good

    @Slot()
    def print_record(self) -> None:
        """Put the record of the closed day on paper; what became of it is written into the journal."""
        kiosk, by, language = self._desk.kiosk, self._desk.by, self._desk.catalogue.language
        record = None if self._shown is None else self._shown.record
        if record is None:
            return

        def make() -> bytes:
            from kiosk.services.closing_sheet import closing_pdf  # noqa: PLC0415 - it loads reportlab

            return closing_pdf(kiosk, record, language)

        # Each day's by a name of its own: without a printer they are kept as files, of which none may take another's place.
        title = f"tramthi-closing-{record.closed_at.astimezone(VIETNAM):%Y%m%d-%H%M}"
        put_on_paper(self._desk, self._acts, _PAPER, make, title, lambda outcome: note_paper(kiosk, outcome, by))

    @Slot()
    def refresh(self) -> None:
        """Read the numbers anew."""
        kiosk = self._desk.kiosk
        if self._desk.staff.is_signed_in:
            self._acts.read("read", self._desk.storage, lambda: read_figures(kiosk), self._take)

    def _take(self, shown: DayShown) -> None:
        self._shown = shown
        self._say_again()

    @Slot()
    def _follow(self) -> None:
        if not self._desk.staff.is_signed_in:
            self._shown = None
            self._acts.forget()
            self._say_again()

    @Slot()
    def _say_again(self) -> None:
        shown, catalogue = self._shown, self._desk.catalogue
        is_closed = shown is not None and shown.record is not None
        figures = None if shown is None else _figures(shown)
        self._rows.show(
            tuple(
                FigureRow(
                    catalogue.text(f"staff.count.{name}"), _NOT_READ if figures is None else str(getattr(figures, name))
                )
                for name in _OF_A_DAY
                if not (is_closed and name in _NOT_OF_A_CLOSED_DAY)
            )
        )
        self.figuresChanged.emit()


def read_figures(kiosk: Kiosk) -> DayShown:
    """Read the numbers of the day that runs, or of the one closed last while none does."""
    counts = counts_of_day(kiosk)
    record = newest_record(kiosk) if day_state(kiosk) == "closed" else None
    if record is None:
        return DayShown(counts, None, _receipts(kiosk, counts.figures), {}, "")
    by = {each: who_in_words(kiosk, record.closed.by, load_catalogue(each)) for each in LANGUAGES}
    return DayShown(counts, record, _receipts(kiosk, record.closed.figures), by, paper_of(kiosk, record))


def _receipts(kiosk: Kiosk, figures: DayFigures) -> tuple[str, ...]:
    if not figures.receipts_issued:
        return ()
    return tuple(written_number(kiosk, each) for each in (figures.first_receipt, figures.last_receipt))


def _figures(shown: DayShown) -> DayFigures:
    """Give the day's figures; what waits for the district is told as it is now, not as it was at the closing."""
    now = shown.counts.figures
    return now if shown.record is None else replace(shown.record.closed.figures, waiting=now.waiting)


def _moment(at: datetime) -> str:
    return f"{at.astimezone(VIETNAM):%H:%M %d/%m/%Y}"
