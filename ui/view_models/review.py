"""The overview of all questions before handing in: what is open is said loudly."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from ui.essay_wording import essay_sentence, is_essay_good
from ui.flow import RUNNING, Act
from ui.list_model import RowModel
from ui.qt_types import Property, QmlUncreatable
from ui.view_models.visit import Visit
from ui.wording import written_number

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class TileRow:
    """One question of the overview."""

    number: str
    isAnswered: bool
    isFlagged: bool
    stateText: str


@QmlElement
@QmlUncreatable("Made by the window")
class ReviewModel(QObject):
    """The questions as tiles, and what is still open."""

    reviewChanged = Signal()

    def __init__(self, visit: Visit, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._visit = visit
        self._tiles = RowModel(TileRow, self)
        visit.stepChanged.connect(self._refresh)
        visit.attemptChanged.connect(self._refresh)
        visit.ended.connect(self._forget)
        visit.appearance.languageChanged.connect(self._refresh)

    @Property(QObject, constant=True)
    def tiles(self) -> QObject:
        """The questions."""
        return self._tiles

    @Property(int, notify=reviewChanged)
    def unansweredCount(self) -> int:
        """How many questions have no answer."""
        attempt = self._visit.facts.attempt
        return len(attempt.unanswered()) if attempt else 0

    @Property(str, notify=reviewChanged)
    def summary(self) -> str:
        """The same in words."""
        catalogue, unanswered = self._visit.appearance.catalogue, self.unansweredCount
        if unanswered:
            return catalogue.text("resident.review.unanswered", count=unanswered)
        return catalogue.text("resident.review.all_answered", count=len(self._tiles.rows))

    @Property(bool, notify=reviewChanged)
    def hasPrediction(self) -> bool:
        """Whether the rules ask for a prediction."""
        return self._visit.pack.rules.prediction is not None

    @Property(bool, notify=reviewChanged)
    def isPredicted(self) -> bool:
        """Whether the prediction is given."""
        attempt = self._visit.facts.attempt
        return attempt is not None and attempt.prediction is not None

    @Property(str, notify=reviewChanged)
    def predictionText(self) -> str:
        """The prediction, or that there is none yet."""
        attempt, appearance = self._visit.facts.attempt, self._visit.appearance
        if attempt is None or attempt.prediction is None:
            return appearance.catalogue.text("resident.review.not_predicted")
        number = written_number(attempt.prediction, appearance.language)
        return appearance.catalogue.text("resident.review.predicted", number=number)

    @Property(bool, notify=reviewChanged)
    def hasEssay(self) -> bool:
        """Whether the rules ask for an essay."""
        return self._visit.pack.rules.essay is not None

    @Property(bool, notify=reviewChanged)
    def isEssayGood(self) -> bool:
        """Whether an essay is given that is not too long."""
        attempt, rules = self._visit.facts.attempt, self._visit.pack.rules.essay
        return attempt is not None and rules is not None and is_essay_good(attempt.essay, rules)

    @Property(str, notify=reviewChanged)
    def essayText(self) -> str:
        """How much of an essay is saved, or on which sheet it is."""
        attempt, rules = self._visit.facts.attempt, self._visit.pack.rules.essay
        if attempt is None or rules is None:
            return ""
        catalogue = self._visit.appearance.catalogue
        if not attempt.essay.is_given:
            return catalogue.text("resident.essay.tile_nothing")
        return catalogue.text("resident.essay.tile", state=essay_sentence(attempt.essay, rules, catalogue))

    @Slot()
    def show_essay(self) -> None:
        """Go to the essay."""
        self._visit.take(Act.ESSAY)

    @Slot()
    def show_prediction(self) -> None:
        """Go to the prediction."""
        self._visit.take(Act.PREDICT)

    @Slot()
    def go_back(self) -> None:
        """Go back."""
        self._visit.take(Act.BACK)

    @Slot()
    def go_on(self) -> None:
        """Go to the screen that asks once more."""
        self._visit.take(Act.NEXT)

    @Slot()
    def _refresh(self) -> None:
        attempt, catalogue = self._visit.facts.attempt, self._visit.appearance.catalogue
        if attempt is None or self._visit.at not in RUNNING:
            return
        states = {True: catalogue.text("resident.review.answered"), False: catalogue.text("resident.review.open")}
        self._tiles.show(
            tuple(
                TileRow(
                    str(place),
                    each.question_id in attempt.answers,
                    each.question_id in attempt.flagged,
                    states[each.question_id in attempt.answers],
                )
                for place, each in enumerate(attempt.paper.questions, 1)
            )
        )
        self.reviewChanged.emit()

    @Slot()
    def _forget(self) -> None:
        self._tiles.show(())
        self.reviewChanged.emit()
