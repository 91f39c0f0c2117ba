"""The questions, one at a time, and the time. An answer shows as saved only when it has been committed."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.contest.attempt import Attempt
from kiosk.contest.draw import PaperQuestion
from kiosk.contest.errors import Refused
from kiosk.contest.pack import Question
from ui.flow import RUNNING, Act, Step
from ui.handing_in import hand_in
from ui.list_model import RowModel
from ui.parts import act_after, act_before
from ui.qt_types import Property, QmlUncreatable
from ui.time_left import minutes_told
from ui.view_models.visit import Visit
from ui.wording import written_span

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

_LOOK_EVERY_MS: Final = 250
_NOTE_EVERY_US: Final = 10_000_000
"""How often it is stored that the attempt runs: what a power cut may cost a person at most."""
_HURRY_S: Final = 120
_LETTERS: Final = "ABCDEFGH"


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One answer as shown."""

    letter: str
    text: str
    isChosen: bool


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One question in the line of all."""

    isAnswered: bool
    isHere: bool


@QmlElement
@QmlUncreatable("Made by the window")
class QuizModel(QObject):
    """The running attempt as it is shown. `questionChanged`: another question, language or choice; `timeChanged`: each second."""

    questionChanged = Signal()
    timeChanged = Signal()

    def __init__(self, visit: Visit, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._visit = visit
        self._place = 0
        self._unsaved: dict[str, int] = {}
        self._shown_time = ""
        self._is_ending = False
        self._noted_us = 0
        self._answers = RowModel(AnswerRow, self)
        self._places = RowModel(PlaceRow, self)
        self._watch = QTimer(self, interval=_LOOK_EVERY_MS)
        self._watch.timeout.connect(self.look_at_time)
        visit.appearance.languageChanged.connect(self._refresh)
        visit.stepChanged.connect(self._enter)
        visit.attemptChanged.connect(self.look_at_time)
        visit.resumed.connect(self._find_place)
        visit.ended.connect(self._forget)

    @Property(int, notify=questionChanged)
    def place(self) -> int:
        """The question's place, counted from 0."""
        return self._place

    @Property(bool, notify=questionChanged)
    def hasBack(self) -> bool:
        """Whether there is something before this question."""
        return self._place > 0 or self._act_before() is not None

    @Property(str, notify=questionChanged)
    def placeText(self) -> str:
        """Where one is, in words."""
        return self._visit.appearance.catalogue.text("resident.quiz.place", number=self._place + 1, count=self._count())

    @Property(str, notify=questionChanged)
    def text(self) -> str:
        """The question's text."""
        asked = self._asked()
        if asked is None:
            return ""
        return self._pack_question(asked).text.in_language(self._visit.appearance.language)

    @Property(QObject, constant=True)
    def answers(self) -> QObject:
        """The answers in the order drawn."""
        return self._answers

    @Property(QObject, constant=True)
    def places(self) -> QObject:
        """All questions as a line."""
        return self._places

    @Property(bool, notify=questionChanged)
    def isFlagged(self) -> bool:
        """Whether the question is marked to be looked at again."""
        asked, attempt = self._asked(), self._visit.facts.attempt
        return asked is not None and attempt is not None and asked.question_id in attempt.flagged

    @Property(bool, notify=questionChanged)
    def isAnswered(self) -> bool:
        """Whether an answer is chosen."""
        return any(each.isChosen for each in self._answers.rows)

    @Property(bool, notify=questionChanged)
    def isSaved(self) -> bool:
        """Whether the answer chosen is on disk."""
        asked, attempt = self._asked(), self._visit.facts.attempt
        if asked is None or attempt is None:
            return False
        return asked.question_id in attempt.answers and asked.question_id not in self._unsaved

    @Property(str, notify=timeChanged)
    def timeText(self) -> str:
        """The time left, m:ss."""
        return self._shown_time

    @Property(bool, notify=timeChanged)
    def isTimeShort(self) -> bool:
        """Whether less than two minutes are left."""
        attempt = self._visit.facts.attempt
        return attempt is not None and attempt.left_s(self._visit.kiosk.clock.now()) <= _HURRY_S

    @Slot(int)
    def choose(self, index: int) -> None:
        """Choose the answer at a place, and save it."""
        asked, attempt, kiosk = self._asked(), self._visit.facts.attempt, self._visit.kiosk
        if asked is None or attempt is None or self._is_ending:
            return
        option, question_id = asked.options[index], asked.question_id
        self._unsaved[question_id] = option
        self._refresh()

        def saved(after: Attempt) -> None:
            if self._unsaved.get(question_id) == option:
                del self._unsaved[question_id]
            self._take(after)

        desk = self._visit.desk
        self._visit.ask(lambda: desk.answer(kiosk, attempt.id, question_id, option), saved, self._not_saved)

    @Slot()
    def switch_flag(self) -> None:
        """Mark the question to be looked at again, or take the mark away."""
        asked, attempt, kiosk = self._asked(), self._visit.facts.attempt, self._visit.kiosk
        if asked is None or attempt is None or self._is_ending:
            return
        wanted, question_id = not self.isFlagged, asked.question_id
        desk = self._visit.desk
        self._visit.ask(lambda: desk.flag(kiosk, attempt.id, question_id, flagged=wanted), self._take, self._not_saved)

    @Slot()
    def go_on(self) -> None:
        """Go to the next question; after the last one to the part that follows, or to the overview."""
        if self._place < self._count() - 1:
            self.show_question(self._place + 1)
            return
        attempt = self._visit.facts.attempt
        if attempt is not None:
            self._visit.take(act_after(attempt.parts, "quiz"))

    @Slot()
    def go_back(self) -> None:
        """Go to the question before; from the first one to the part before, if there is one."""
        act = self._act_before()
        if self._place == 0 and act is not None:
            self._visit.take(act)
        else:
            self.show_question(self._place - 1)

    @Slot()
    def review(self) -> None:
        """Go to the overview."""
        self._visit.take(Act.REVIEW)

    @Slot(int)
    def show_question(self, place: int) -> None:
        """Show a question by its place, counted from 0, also from the overview."""
        self._place = max(0, min(place, self._count() - 1))
        self._refresh()
        self._visit.take(Act.QUESTION)

    @Slot()
    def hand_in(self) -> None:
        """Hand in deliberately."""
        if not self._is_ending:
            self._is_ending = True
            hand_in(self._visit, "handed_in", self._go_on_again)

    @Slot()
    def look_at_time(self) -> None:
        """Show the time left; at zero the paper is handed in as it stands, once."""
        attempt = self._visit.facts.attempt
        if attempt is None or self._visit.at not in RUNNING:
            self._watch.stop()
            return
        now = self._visit.kiosk.clock.now()
        left_s = attempt.left_s(now)
        self._visit.bar.tell_minutes_left(minutes_told(left_s, attempt.limit_s))
        if now.elapsed_us - self._noted_us >= _NOTE_EVERY_US and not self._is_ending:
            self._noted_us = now.elapsed_us
            kiosk, attempt_id, desk = self._visit.kiosk, attempt.id, self._visit.desk
            self._visit.background(lambda: desk.note_time(kiosk, attempt_id))
        shown = written_span(left_s)
        if shown != self._shown_time:
            self._shown_time = shown
            self.timeChanged.emit()
        if left_s <= 0 and not self._is_ending:
            self._is_ending = True
            hand_in(self._visit, "timed_out", self._go_on_again)

    def _go_on_again(self) -> None:
        """It was not handed in after all: staff gave more time in the same moment."""
        self._is_ending = False
        self.look_at_time()

    def _not_saved(self, refused: Refused) -> None:
        """Tell why, unless it came too late: then the clock's own way ends the attempt, or has ended it already."""
        self._unsaved.clear()
        self._refresh()
        if refused.code != "time_is_up" and self._visit.at in RUNNING:
            self._visit.report(refused)

    def _take(self, attempt: Attempt) -> None:
        self._visit.set_attempt(attempt)
        self._refresh()

    def _count(self) -> int:
        attempt = self._visit.facts.attempt
        return len(attempt.paper.questions) if attempt else 0

    def _asked(self) -> PaperQuestion | None:
        attempt = self._visit.facts.attempt
        return attempt.paper.questions[self._place] if attempt else None

    def _pack_question(self, asked: PaperQuestion) -> Question:
        return self._visit.pack.question(asked.question_id)

    def _act_before(self) -> Act | None:
        attempt = self._visit.facts.attempt
        return None if attempt is None else act_before(attempt.parts, "quiz")

    @Slot()
    def _enter(self) -> None:
        if self._visit.at in RUNNING:
            self._watch.start()
            self.look_at_time()
        if self._visit.at is Step.QUIZ:
            self._refresh()

    @Slot()
    def _find_place(self) -> None:
        """Be at the first question without an answer: whoever goes on after an interruption or a fault was there.

        What a fault kept from being saved is chosen no more: the paper is as it is stored.
        """
        self._is_ending = False
        self._unsaved.clear()
        attempt = self._visit.facts.attempt
        if attempt is not None:
            open_ones = set(attempt.unanswered())
            places = (place for place, each in enumerate(attempt.paper.questions) if each.question_id in open_ones)
            self._place = next(places, 0)

    @Slot()
    def _forget(self) -> None:
        self._watch.stop()
        self._place, self._shown_time, self._is_ending = 0, "", False
        self._unsaved.clear()
        self._answers.show(())
        self._places.show(())
        self.questionChanged.emit()
        self.timeChanged.emit()

    @Slot()
    def _refresh(self) -> None:
        asked, attempt = self._asked(), self._visit.facts.attempt
        if asked is None or attempt is None:
            return
        question, language = self._pack_question(asked), self._visit.appearance.language
        chosen = self._unsaved.get(asked.question_id, attempt.answers.get(asked.question_id))
        self._answers.show(
            tuple(
                AnswerRow(_LETTERS[place], question.options[option].in_language(language), option == chosen)
                for place, option in enumerate(asked.options)
            )
        )
        self._places.show(
            tuple(
                PlaceRow(each.question_id in attempt.answers or each.question_id in self._unsaved, place == self._place)
                for place, each in enumerate(attempt.paper.questions)
            )
        )
        self.questionChanged.emit()
