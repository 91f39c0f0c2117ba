"""Which ward, agency or school a person counts for: the pack's list of the day, searched without marks."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.contest.collation import sort_key
from kiosk.contest.names import search_key
from kiosk.contest.pack import Unit
from ui.flow import Act, Step
from ui.list_model import RowModel
from ui.qt_types import Property, QmlUncreatable
from ui.view_models.visit import Visit

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

_LEVELS = ("ward", "agency", "school", "force")


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit as shown."""

    unit: str
    code: str
    title: str
    detail: str
    isChosen: bool


@QmlElement
@QmlUncreatable("Made by the window")
class UnitModel(QObject):
    """The units that match what was typed, the kiosk's own first."""

    unitsChanged = Signal()

    def __init__(self, visit: Visit, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._visit = visit
        self._asked = ""
        self._is_searching = False
        self._units = RowModel(UnitRow, self)
        visit.appearance.languageChanged.connect(self._refresh)
        visit.stepChanged.connect(self._enter)
        visit.ended.connect(self._forget)

    @Property(QObject, constant=True)
    def units(self) -> QObject:
        """The units that match."""
        return self._units

    @Property(int, notify=unitsChanged)
    def count(self) -> int:
        """How many match."""
        return len(self._units.rows)

    @Property(str, notify=unitsChanged)
    def asked(self) -> str:
        """What was typed."""
        return self._asked

    @Property(bool, notify=unitsChanged)
    def isSearching(self) -> bool:
        """Whether the keyboard is shown."""
        return self._is_searching

    @Property(bool, notify=unitsChanged)
    def isChosen(self) -> bool:
        """Whether a unit is chosen."""
        return bool(self._visit.facts.unit_id)

    @Slot(str)
    def search(self, text: str) -> None:
        """Show only the units whose name holds what was typed."""
        self._asked = text
        self._refresh()

    @Slot()
    def begin_search(self) -> None:
        """Show the keyboard."""
        self._is_searching = True
        self.unitsChanged.emit()

    @Slot(str)
    def choose(self, unit_id: str) -> None:
        """Take a unit."""
        self._visit.facts.unit_id = unit_id
        self._is_searching = False
        self._refresh()

    @Slot()
    def back(self) -> None:
        """Go back."""
        admission = self._visit.facts.admission
        is_young = admission is not None and admission.decision == "guardian_needed"
        self._visit.take(Act.GUARDIAN_NEEDED if is_young else Act.BACK)

    @Slot()
    def proceed(self) -> None:
        """Go on."""
        self._visit.take(Act.NEXT)

    @Slot()
    def _enter(self) -> None:
        if self._visit.at is Step.UNIT:
            self._refresh()

    @Slot()
    def _forget(self) -> None:
        self._asked, self._is_searching = "", False
        self._refresh()

    @Slot()
    def _refresh(self) -> None:
        asked, language = search_key(self._asked), self._visit.appearance.language
        catalogue = self._visit.appearance.catalogue
        found = [each for each in self._in_order() if asked in search_key(each.name.in_language(language))]
        self._units.show(
            tuple(
                UnitRow(
                    each.id,
                    each.code,
                    each.name.in_language(language),
                    catalogue.text(
                        "resident.unit.here"
                        if each.id == self._visit.kiosk.enrolment.unit
                        else f"resident.unit.{each.level}"
                    ),
                    each.id == self._visit.facts.unit_id,
                )
                for each in found
            )
        )
        self.unitsChanged.emit()

    def _in_order(self) -> list[Unit]:
        here, language = self._visit.kiosk.enrolment.unit, self._visit.appearance.language
        units = self._visit.kiosk.pack.units_for(self._visit.kiosk.today())
        return sorted(
            units,
            key=lambda each: (each.id != here, _LEVELS.index(each.level), sort_key(each.name.in_language(language))),
        )
