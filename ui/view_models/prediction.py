"""The question whose answer is known only after the contest; it breaks ties."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.contest.attempt import Attempt
from kiosk.contest.errors import Refused
from ui.flow import RUNNING, Act, Step
from ui.parts import act_after, act_before
from ui.qt_types import Property, QmlUncreatable
from ui.view_models.visit import Visit
from ui.wording import digits_of, written_number

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("Made by the window")
class PredictionModel(QObject):
    """The number being typed; it is stored when the person goes on."""

    predictionChanged = Signal()

    def __init__(self, visit: Visit, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._visit = visit
        self._digits = ""
        visit.stepChanged.connect(self._follow)
        visit.ended.connect(self._forget)
        visit.appearance.languageChanged.connect(self.predictionChanged)

    @Property(str, notify=predictionChanged)
    def question(self) -> str:
        """What is asked."""
        rules = self._visit.pack.rules.prediction
        return "" if rules is None else rules.question.in_language(self._visit.appearance.language)

    @Property(str, notify=predictionChanged)
    def digits(self) -> str:
        """The number as typed."""
        return self._digits

    @Property(str, notify=predictionChanged)
    def remark(self) -> str:
        """What is wrong with the number, "" when nothing is."""
        rules = self._visit.pack.rules.prediction
        if rules is None or not self._digits or rules.lowest <= int(self._digits) <= rules.highest:
            return ""
        language = self._visit.appearance.language
        return self._visit.appearance.catalogue.text(
            "resident.prediction.out_of_range",
            lowest=written_number(rules.lowest, language),
            highest=written_number(rules.highest, language),
        )

    @Property(bool, notify=predictionChanged)
    def isReady(self) -> bool:
        """Whether one may go on."""
        return bool(self._digits) and not self.remark

    @Property(bool, notify=predictionChanged)
    def isLast(self) -> bool:
        """Whether the overview follows."""
        return self._act_after() is Act.REVIEW

    @Property(bool, notify=predictionChanged)
    def isAfterQuiz(self) -> bool:
        """Whether the questions come before."""
        return self._act_before() is Act.QUESTION

    @Property(bool, notify=predictionChanged)
    def hasBack(self) -> bool:
        """Whether something comes before."""
        return self._act_before() is not None

    @Property(int, notify=predictionChanged)
    def longest(self) -> int:
        """How many digits the largest number has."""
        rules = self._visit.pack.rules.prediction
        return 1 if rules is None else len(str(rules.highest))

    @Slot(str)
    def edit(self, text: str) -> None:
        """Take what was typed; only digits count."""
        self._digits = digits_of(text)[: self.longest]
        self.predictionChanged.emit()

    @Slot()
    def go_on(self) -> None:
        """Store the number, then go on."""
        attempt = self._visit.facts.attempt
        if attempt is None or not self.isReady:
            return
        kiosk, attempt_id, number = self._visit.kiosk, attempt.id, int(self._digits)
        desk = self._visit.desk
        self._visit.ask(lambda: desk.predict(kiosk, attempt_id, number), self._take_attempt, self._take_back)

    @Slot()
    def go_back(self) -> None:
        """Go back to what comes before."""
        act = self._act_before()
        if act is not None:
            self._visit.take(act)

    def _take_attempt(self, attempt: Attempt) -> None:
        self._visit.set_attempt(attempt)
        if self._visit.at is Step.PREDICTION:
            self._visit.take(self._act_after())

    def _act_after(self) -> Act:
        attempt = self._visit.facts.attempt
        return Act.REVIEW if attempt is None else act_after(attempt.parts, "prediction")

    def _act_before(self) -> Act | None:
        attempt = self._visit.facts.attempt
        return None if attempt is None else act_before(attempt.parts, "prediction")

    def _take_back(self, refused: Refused) -> None:
        """Tell why, unless it came too late: then the clock's own way ends the attempt, or has ended it already."""
        if refused.code != "time_is_up" and self._visit.at in RUNNING:
            self._visit.report(refused)

    @Slot()
    def _follow(self) -> None:
        attempt = self._visit.facts.attempt
        if self._visit.at is Step.PREDICTION and attempt is not None:
            self._digits = "" if attempt.prediction is None else str(attempt.prediction)
            self.predictionChanged.emit()

    @Slot()
    def _forget(self) -> None:
        self._digits = ""
        self.predictionChanged.emit()
