"""The handbook on the screen: what is in it, and one page after another, in the language of the moment."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtQml import QmlElement

from ui.handbook import HandbookPage, load_handbook, picture_place
from ui.list_model import RowModel
from ui.qt_types import Property, QmlUncreatable
from ui.staff_desk import StaffDesk

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class TitleRow:
    """One line of the contents."""

    number: int
    title: str


@QmlElement
@QmlUncreatable("Made by the window")
class HandbookModel(QObject):
    """`page` counts from 1, 0 is the contents; both languages have the same pages."""

    pageChanged = Signal()

    def __init__(self, desk: StaffDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._page = 0
        self._titles = RowModel(TitleRow, self)
        desk.staff.stageChanged.connect(self._follow)
        desk.visit.appearance.languageChanged.connect(self._say_again)
        self._say_again()

    @Property(int, notify=pageChanged)
    def page(self) -> int:
        """Which page is shown."""
        return self._page

    @Property(int, notify=pageChanged)
    def pageCount(self) -> int:
        """How many pages there are."""
        return len(self._pages())

    @Property(QObject, constant=True)
    def titles(self) -> QObject:
        """What the pages are about."""
        return self._titles

    @Property(str, notify=pageChanged)
    def title(self) -> str:
        """What the page shown is about."""
        return self._shown().title

    @Property(list, notify=pageChanged)
    def paragraphs(self) -> list[str]:
        """Its sentences."""
        return list(self._shown().paragraphs)

    @Property(QUrl, notify=pageChanged)
    def picture(self) -> QUrl:
        """Its picture, empty where there is none."""
        picture = self._shown().picture
        place = picture_place(picture, self._desk.catalogue.language)
        return QUrl.fromLocalFile(str(place)) if picture else QUrl()

    @Property(str, notify=pageChanged)
    def caption(self) -> str:
        """What the picture shows."""
        return self._shown().caption

    @Slot(int)
    def turn_to(self, page: int) -> None:
        """Show a page, or the contents."""
        self._desk.staff.stay()
        self._page = min(max(0, page), len(self._pages()))
        self.pageChanged.emit()

    def _pages(self) -> tuple[HandbookPage, ...]:
        return load_handbook(self._desk.catalogue.language)

    def _shown(self) -> HandbookPage:
        title = self._desk.catalogue.text("staff.handbook.contents")
        return self._pages()[self._page - 1] if self._page else HandbookPage(title, ())

    @Slot()
    def _follow(self) -> None:
        if not self._desk.staff.is_signed_in:
            self._page = 0
            self.pageChanged.emit()

    @Slot()
    def _say_again(self) -> None:
        self._titles.show(tuple(TitleRow(number, page.title) for number, page in enumerate(self._pages(), start=1)))
        self.pageChanged.emit()
