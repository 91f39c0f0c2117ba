"""The receipts that a number, a code or a card leads to, shown before anything is printed. Nobody is named but masked."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.contest.errors import Refused
from kiosk.contest.moment import VIETNAM, moment_from_us
from kiosk.services.kiosk import Kiosk
from kiosk.services.receipts import Receipt, find_receipt
from kiosk.texts import Catalogue
from ui.list_model import RowModel
from ui.qt_types import Property, QmlUncreatable
from ui.staff_acts import StaffActs
from ui.staff_desk import StaffDesk

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

_LOOK: Final = "look"
_MOST: Final = 4
"""So many of one person's are shown, the newest."""


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """One receipt in words; `isChosen`: it is the one that would be printed."""

    number: str
    title: str
    detail: str
    isChosen: bool


@QmlElement
@QmlUncreatable("Made by the window")
class FoundReceiptsModel(QObject):
    """What is typed is looked up while it is typed; what leads nowhere shows nothing."""

    foundChanged = Signal()

    def __init__(self, desk: StaffDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._asked = ""
        self._found: tuple[Receipt, ...] = ()
        self._acts = StaffActs(self.foundChanged.emit)
        self._rows = RowModel(ReceiptRow, self)
        desk.staff.stageChanged.connect(self._follow)
        desk.visit.appearance.languageChanged.connect(self._say_again)

    @Property(QObject, constant=True)
    def rows(self) -> QObject:
        """The receipts."""
        return self._rows

    def look_for(self, asked: str) -> None:
        """Show the receipt of a number or code, as soon as it is known; of several asked for in a row the last."""
        self._asked = asked
        kiosk = self._desk.kiosk
        if asked:
            self._acts.do(_LOOK, self._desk.storage, lambda: _of(kiosk, asked), lambda found: self._take(asked, found))
        else:
            self.show((), "")

    def show(self, receipts: tuple[Receipt, ...], asked: str) -> None:
        """Show receipts that were found otherwise, and which one is asked for by its number."""
        self._found, self._asked = receipts[:_MOST], asked
        self._say_again()

    def look_again(self) -> None:
        """Read the one receipt shown anew: it was printed once more."""
        if len(self._found) == 1:
            self.look_for(self._asked)

    def choose(self, number: str) -> None:
        """Ask for another one of those shown."""
        self.show(self._found, number)

    def _take(self, asked: str, found: tuple[Receipt, ...]) -> None:
        if asked == self._asked:
            self.show(found, asked)
        else:
            self.look_for(self._asked)

    @Slot()
    def _follow(self) -> None:
        if not self._desk.staff.is_signed_in:
            self._acts.forget()
            self.show((), "")

    @Slot()
    def _say_again(self) -> None:
        is_one, catalogue = len(self._found) == 1, self._desk.catalogue
        self._rows.show(
            tuple(_row(each, catalogue, is_chosen=is_one or each.written_number == self._asked) for each in self._found)
        )
        self.foundChanged.emit()


def _row(receipt: Receipt, catalogue: Catalogue, *, is_chosen: bool) -> ReceiptRow:
    issued_at = moment_from_us(receipt.issued_at_us).astimezone(VIETNAM)
    detail = catalogue.text(
        "staff.reprint.detail",
        number=receipt.masked_number,
        moment=f"{issued_at:%H:%M %d/%m/%Y}",
        copies=receipt.copies,
    )
    mark = catalogue.text("staff.reprint.voided") if receipt.is_voided else ""
    return ReceiptRow(
        receipt.written_number,
        catalogue.text("staff.reprint.title", number=receipt.written_number, label=receipt.label),
        f"{detail} {mark}".rstrip(),
        is_chosen,
    )


def _of(kiosk: Kiosk, asked: str) -> tuple[Receipt, ...]:
    try:
        return (find_receipt(kiosk, asked),)
    except Refused:
        return ()  # said once it is to be printed: half a number is no mistake
