"""The rules on one page, and the start of the attempt."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.contest.attempt import Attempt
from ui.flow import Act, Step
from ui.list_model import RowModel
from ui.parts import ACT_OF
from ui.qt_types import Property, QmlUncreatable
from ui.view_models.visit import Visit

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One paragraph of the rules."""

    paragraph: str


@QmlElement
@QmlUncreatable("Made by the window")
class RulesModel(QObject):
    """The pack's rules page with its three main numbers."""

    contentChanged = Signal()

    def __init__(self, visit: Visit, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._visit = visit
        self._paragraphs = RowModel(RuleRow, self)
        visit.appearance.languageChanged.connect(self._refresh)
        visit.stepChanged.connect(self._enter)
        self._refresh()

    @Property(str, notify=contentChanged)
    def title(self) -> str:
        """The page's title."""
        return self._visit.kiosk.pack.head.texts.rules_page.title.in_language(self._visit.appearance.language)

    @Property(QObject, constant=True)
    def paragraphs(self) -> QObject:
        """The page's paragraphs."""
        return self._paragraphs

    @Property(int, notify=contentChanged)
    def questionCount(self) -> int:
        """How many questions a paper has."""
        return self._visit.kiosk.rules.paper.question_count

    @Property(int, notify=contentChanged)
    def minutes(self) -> int:
        """How many minutes one has."""
        return self._visit.kiosk.rules.paper.limit_s // 60

    @Property(int, notify=contentChanged)
    def attemptsLeft(self) -> int:
        """How many attempts this person has, counting this one."""
        admission = self._visit.facts.admission
        return admission.attempts_left if admission is not None else self._visit.kiosk.rules.attempts.per_entrant

    @Slot()
    def back(self) -> None:
        """Go back, unless the attempt is being started: its time runs already."""
        if self._visit.isBusy:
            return
        if self._visit.facts.practice is not None:
            self._visit.leave()  # nothing comes before the rules of practice
        else:
            self._visit.take(Act.BACK)

    @Slot()
    def begin(self) -> None:
        """Start the attempt: from here the time runs."""
        if self._visit.isBusy:
            return
        kiosk, facts, desk = self._visit.kiosk, self._visit.facts, self._visit.desk
        language = self._visit.appearance.language
        self._visit.ask(lambda: desk.begin(kiosk, facts, language), self._started)

    def _started(self, attempt: Attempt) -> None:
        self._visit.facts.attempt = attempt
        self._visit.facts.pack = self._visit.kiosk.pack
        self._visit.facts.forget_identity()
        self._visit.take(ACT_OF[attempt.parts[0]])

    @Slot()
    def _enter(self) -> None:
        if self._visit.at is Step.RULES:
            self._refresh()

    @Slot()
    def _refresh(self) -> None:
        page = self._visit.kiosk.pack.head.texts.rules_page
        language = self._visit.appearance.language
        self._paragraphs.show(tuple(RuleRow(each.in_language(language)) for each in page.paragraphs))
        self.contentChanged.emit()
