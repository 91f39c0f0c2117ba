"""The handbook on the screen: one page after another, in the language of the moment."""

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtQml import QmlElement

from ui.handbook import HandbookPage, load_handbook
from ui.qt_types import Property, QmlUncreatable
from ui.staff_desk import StaffDesk

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("Made by the window")
class HandbookModel(QObject):
    """`page` counts from 0; both languages have the same pages."""

    pageChanged = Signal()

    def __init__(self, desk: StaffDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._page = 0
        desk.staff.stageChanged.connect(self._follow)
        desk.visit.appearance.languageChanged.connect(self.pageChanged)

    @Property(int, notify=pageChanged)
    def page(self) -> int:
        """Which page is shown."""
        return self._page

    @Property(int, notify=pageChanged)
    def pageCount(self) -> int:
        """How many pages there are."""
        return len(load_handbook(self._desk.catalogue.language))

    @Property(str, notify=pageChanged)
    def title(self) -> str:
        """What the page is about."""
        return self._shown().title

    @Property(list, notify=pageChanged)
    def paragraphs(self) -> list[str]:
        """Its sentences."""
        return list(self._shown().paragraphs)

    @Property(QUrl, notify=pageChanged)
    def picture(self) -> QUrl:
        """Its picture, empty where there is none."""
        place = self._shown().picture_place()
        return QUrl() if place is None else QUrl.fromLocalFile(str(place))

    @Slot(int)
    def turn(self, pages: int) -> None:
        """Turn so many pages further."""
        self._desk.staff.stay()
        self._page = min(max(0, self._page + pages), len(load_handbook(self._desk.catalogue.language)) - 1)
        self.pageChanged.emit()

    def _shown(self) -> HandbookPage:
        return load_handbook(self._desk.catalogue.language)[self._page]

    @Slot()
    def _follow(self) -> None:
        if not self._desk.staff.is_signed_in:
            self._page = 0
