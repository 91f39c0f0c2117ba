"""The result as far as the rules show it now, and what to learn from it: each missed question with its right answer."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.services.results import MissedQuestion, Result, Shown
from ui.flow import Act, Step
from ui.qt_types import Property, QmlUncreatable
from ui.view_models.visit import Visit
from ui.wording import written_day

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("Made by the window")
class ResultModel(QObject):
    """Score and missed questions, one question a page."""

    resultChanged = Signal()

    def __init__(self, visit: Visit, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._visit = visit
        self._page = 0
        visit.stepChanged.connect(self._follow)
        visit.ended.connect(self._forget)
        visit.appearance.languageChanged.connect(self.resultChanged)

    @Property(bool, notify=resultChanged)
    def isPractice(self) -> bool:
        """Whether this was practice: no receipt follows."""
        return self._visit.facts.practice is not None

    @Property(bool, notify=resultChanged)
    def isTimedOut(self) -> bool:
        """Whether the time ran out, so that the paper was handed in as it stood."""
        return self._visit.facts.is_timed_out

    @Property(bool, notify=resultChanged)
    def hasScore(self) -> bool:
        """Whether the rules show the score now."""
        result = self._visit.facts.result
        return result is not None and result.correct is not None

    @Property(str, notify=resultChanged)
    def scoreText(self) -> str:
        """Right answers of all questions, 17/20."""
        result = self._visit.facts.result
        return "" if result is None or result.correct is None else f"{result.correct}/{result.question_count}"

    @Property(str, notify=resultChanged)
    def pointsText(self) -> str:
        """The points, in words."""
        result = self._visit.facts.result
        if result is None or result.points is None:
            return ""
        return self._visit.appearance.catalogue.text("resident.result.points", points=result.points)

    @Property(str, notify=resultChanged)
    def scoreRemark(self) -> str:
        """When the score is told, "" when it stands here."""
        result = self._visit.facts.result
        return "" if result is None else self._told_later("score", result.score_shown, result)

    @Property(str, notify=resultChanged)
    def answersRemark(self) -> str:
        """When the right answers are told, "" when they stand here."""
        result = self._visit.facts.result
        return "" if result is None else self._told_later("answers", result.answers_shown, result)

    @Property(str, notify=resultChanged)
    def praise(self) -> str:
        """A sentence that fits the score."""
        result = self._visit.facts.result
        if result is None or result.correct is None:
            return ""
        catalogue = self._visit.appearance.catalogue
        return catalogue.text(
            "resident.result.all_right" if result.correct == result.question_count else "resident.result.thanks"
        )

    @Property(int, notify=resultChanged)
    def missedCount(self) -> int:
        """How many questions there are to learn from."""
        result = self._visit.facts.result
        return 0 if result is None else len(result.missed)

    @Property(int, notify=resultChanged)
    def page(self) -> int:
        """Which of them is shown, counted from 0."""
        return self._page

    @Property(str, notify=resultChanged)
    def missedTitle(self) -> str:
        """Which question of the missed ones this is, in words."""
        return self._visit.appearance.catalogue.text(
            "resident.result.missed", number=self._page + 1, count=self.missedCount
        )

    @Property(str, notify=resultChanged)
    def question(self) -> str:
        """The missed question."""
        missed = self._missed()
        return "" if missed is None else missed.question.text.in_language(self._visit.appearance.language)

    @Property(str, notify=resultChanged)
    def chosen(self) -> str:
        """What was answered."""
        missed = self._missed()
        if missed is None:
            return ""
        if missed.chosen is None:
            return self._visit.appearance.catalogue.text("resident.result.not_answered")
        return missed.question.options[missed.chosen].in_language(self._visit.appearance.language)

    @Property(str, notify=resultChanged)
    def right(self) -> str:
        """The right answer."""
        missed = self._missed()
        if missed is None:
            return ""
        return missed.question.options[missed.question.correct].in_language(self._visit.appearance.language)

    @Property(str, notify=resultChanged)
    def citation(self) -> str:
        """Where the law says so."""
        missed = self._missed()
        return "" if missed is None else missed.question.citation.in_language(self._visit.appearance.language)

    @Slot(int)
    def show_page(self, page: int) -> None:
        """Show another missed question."""
        self._page = min(max(0, page), max(0, self.missedCount - 1))
        self.resultChanged.emit()

    @Slot()
    def go_on(self) -> None:
        """Go to the receipt, or after practice to the page in its place."""
        self._visit.take(Act.NEXT)

    def _told_later(self, what: str, shown: Shown, result: Result) -> str:
        if shown == "now" or result.closes_on is None:
            return ""
        appearance = self._visit.appearance
        day = written_day(result.closes_on, appearance.language)
        return appearance.catalogue.text(f"resident.result.{what}_{shown}", day=day)

    def _missed(self) -> MissedQuestion | None:
        result = self._visit.facts.result
        return None if result is None or not result.missed else result.missed[self._page]

    @Slot()
    def _follow(self) -> None:
        if self._visit.at is Step.RESULT:
            self.resultChanged.emit()

    @Slot()
    def _forget(self) -> None:
        self._page = 0
        self.resultChanged.emit()
