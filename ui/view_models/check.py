"""What a person entered, once more before it counts; then whether the rules let them enter."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.contest.entrant import identity_warnings
from kiosk.contest.errors import Refused
from kiosk.contest.names import normalise_name
from kiosk.services.admission import Admission, admit
from ui.flow import Act, Step
from ui.list_model import RowModel
from ui.qt_types import Property, QmlUncreatable
from ui.view_models.visit import Visit

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class EnteredRow:
    """One thing entered, with the act that corrects it."""

    title: str
    value: str
    act: str


@QmlElement
@QmlUncreatable("Made by the window")
class CheckModel(QObject):
    """The rows, what is odd about them."""

    entriesChanged = Signal()

    def __init__(self, visit: Visit, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._visit = visit
        self._problem = ""
        self._entries = RowModel(EnteredRow, self)
        visit.appearance.languageChanged.connect(self._refresh)
        visit.stepChanged.connect(self._enter)
        visit.ended.connect(self._forget)

    @Property(QObject, constant=True)
    def entries(self) -> QObject:
        """What was entered."""
        return self._entries

    @Property(str, notify=entriesChanged)
    def warning(self) -> str:
        """What contradicts itself: worth a second look, no reason to refuse; "" when nothing does."""
        facts, catalogue = self._visit.facts, self._visit.appearance.catalogue
        if self._problem:
            return catalogue.text(f"resident.incomplete.{self._problem}")
        if self._visit.at is not Step.CHECK or facts.birth() is None:
            return ""
        identity = facts.identity()
        scan_warnings = facts.scan.warnings(identity) if facts.scan else ()
        sentences = [catalogue.text(f"resident.warning.{each}") for each in identity_warnings(identity) + scan_warnings]
        return "\n".join(dict.fromkeys(sentences))

    @Slot(str)
    def correct(self, act: str) -> None:
        """Go to the line to correct."""
        self._visit.is_correcting = True
        self._visit.take(Act(act))

    @Slot()
    def back(self) -> None:
        """Go back to the last line."""
        self._visit.take(Act.BACK)

    @Slot()
    def confirm(self) -> None:
        """Ask whether this person may enter."""
        kiosk, identity = self._visit.kiosk, self._visit.facts.identity()
        self._visit.ask(lambda: admit(kiosk, identity), self._admitted, self._incomplete)

    def _admitted(self, admission: Admission) -> None:
        if self._visit.at is not Step.CHECK:  # asked twice, or gone to correct something meanwhile
            return
        self._visit.facts.admission = admission
        match admission.decision:
            case "admitted":
                self._visit.take(Act.NEXT)
            case "guardian_needed":
                self._visit.take(Act.GUARDIAN_NEEDED)
            case _:
                self._visit.take(Act.REFUSE)
        self.entriesChanged.emit()

    def _incomplete(self, refused: Refused) -> None:
        if refused.code != "identity_incomplete":
            self._visit.report(refused)
            return
        self._problem = str(refused.facts["problem"])
        self.entriesChanged.emit()

    @Slot()
    def _enter(self) -> None:
        self._problem = ""
        if self._visit.at is Step.CHECK:
            self._refresh()

    @Slot()
    def _forget(self) -> None:
        self._problem = ""
        self._entries.show(())
        self.entriesChanged.emit()

    @Slot()
    def _refresh(self) -> None:
        facts, language = self._visit.facts, self._visit.appearance.language
        catalogue = self._visit.appearance.catalogue
        group = next(
            (each.name.in_language(language) for each in self._visit.kiosk.rules.groups if each.code == facts.group), ""
        )
        rows = [
            EnteredRow(catalogue.text(f"resident.check.{facts.papers}"), facts.number, Act.EDIT_NUMBER),
            EnteredRow(catalogue.text("resident.check.name"), normalise_name(facts.full_name), Act.EDIT_NAME),
            EnteredRow(catalogue.text("resident.check.birth"), facts.birth_text, Act.EDIT_BIRTH),
            EnteredRow(
                catalogue.text("resident.check.about"),
                " · ".join(
                    each for each in (catalogue.text(f"resident.sex.{facts.sex}") if facts.sex else "", group) if each
                ),
                Act.EDIT_ABOUT,
            ),
            EnteredRow(
                catalogue.text("resident.check.phone"),
                facts.phone or catalogue.text("resident.check.no_phone"),
                Act.EDIT_PHONE,
            ),
        ]
        if facts.papers == "none":
            rows[0] = EnteredRow(catalogue.text("resident.check.papers"), catalogue.text("resident.check.none"), "")
        if facts.papers == "passport":
            country = facts.nationality if catalogue.has(f"resident.country.{facts.nationality}") else "XXX"
            rows.insert(
                1,
                EnteredRow(
                    catalogue.text("resident.check.nationality"),
                    catalogue.text(f"resident.country.{country}"),
                    Act.EDIT_NATIONALITY,
                ),
            )
        self._entries.show(tuple(rows) if self._visit.at is Step.CHECK else ())
        self.entriesChanged.emit()
