"""How each check of readiness stands, as the journal says: the list on the page of devices. Nothing is tried here."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtQml import QmlElement

from kiosk.services.readiness import CheckState, readiness
from kiosk.settings import read_settings
from ui.device_trials import CheckRow, check_rows
from ui.list_model import RowModel
from ui.qt_types import Property, QmlUncreatable
from ui.staff_acts import StaffActs
from ui.staff_desk import StaffDesk

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("Made by the window")
class CheckListModel(QObject):
    """The checks as they stood when they were read last."""

    def __init__(self, desk: StaffDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._states: tuple[CheckState, ...] = ()
        self._acts = StaffActs(_nothing)
        self._rows = RowModel(CheckRow, self)
        desk.staff.stageChanged.connect(self._follow)
        desk.visit.appearance.languageChanged.connect(self._say_again)

    @Property(QObject, constant=True)
    def rows(self) -> QObject:
        """The checks."""
        return self._rows

    def refresh(self) -> None:
        """Read anew how each check stands."""
        kiosk = self._desk.kiosk
        self._acts.read("read", self._desk.storage, lambda: readiness(kiosk, read_settings(kiosk.folder)), self._take)

    def _take(self, states: tuple[CheckState, ...]) -> None:
        self._states = states
        self._say_again()

    @Slot()
    def _follow(self) -> None:
        if not self._desk.staff.is_signed_in and self._states:
            self._acts.forget()
            self._take(())

    @Slot()
    def _say_again(self) -> None:
        self._rows.show(check_rows(self._states, self._desk.catalogue))


def _nothing() -> None:
    pass
