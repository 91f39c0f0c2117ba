"""The essay: read the topic, write here or note a sheet of paper. A text shows as saved only when it has been committed.

The text lives here, in clear, until the visit ends; what is stored is sealed (`kiosk.services.essays`). It is saved after a pause
of typing, at the latest some seconds after a letter, and whenever the person leaves the screen.
"""

from typing import Final, Literal

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.contest.attempt import Attempt
from kiosk.contest.errors import Refused
from kiosk.contest.essay import PAPER_DIGITS, count_words, longest_essay
from kiosk.contest.rules import EssayRules
from ui.essay_wording import essay_sentence, is_essay_good
from ui.flow import RUNNING, Act, Step
from ui.parts import act_after, act_before
from ui.qt_types import Property, QmlUncreatable
from ui.view_models.visit import Visit
from ui.wording import digits_of

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

Page = Literal["topic", "writing", "sheet"]
PAUSE_MS: Final = 1_000
LATEST_MS: Final = 5_000
_LAST_S: Final = 6
"""From here on each letter is saved at once: nothing typed before zero may be lost to the wait."""


@QmlElement
@QmlUncreatable("Made by the window")
class EssayModel(QObject):
    """Three pages of one screen: "topic", "writing", "sheet". `essayChanged`: a page, a word count, whether it is saved."""

    essayChanged = Signal()
    textChanged = Signal()

    def __init__(self, visit: Visit, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._visit = visit
        self._page: Page = "topic"
        self._text = ""
        self._given: str | None = ""
        self._saved = ""
        self._is_owed = False
        self._tried_again: str | None = None
        self._part: int | None = None
        self._digits = ""
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self.save)
        self._latest = QTimer(self, interval=LATEST_MS, singleShot=True)
        self._latest.timeout.connect(self.save)
        visit.stepChanged.connect(self._follow)
        visit.resumed.connect(self._save_again)
        visit.ended.connect(self._forget)
        visit.appearance.languageChanged.connect(self.essayChanged)

    @Property(str, notify=essayChanged)
    def page(self) -> str:
        """Which page is shown."""
        return self._page

    @Property(str, notify=essayChanged)
    def topic(self) -> str:
        """What to write about."""
        rules = self._rules()
        return "" if rules is None else rules.topic.in_language(self._visit.appearance.language)

    @Property(str, notify=essayChanged)
    def limitText(self) -> str:
        """How many words, and what they may earn."""
        rules = self._rules()
        return "" if rules is None else self._say("limit", words=rules.max_words, points=rules.max_points)

    @Property(str, notify=essayChanged)
    def stateText(self) -> str:
        """What is saved so far, or which sheet it is on."""
        attempt, rules = self._visit.facts.attempt, self._rules()
        if attempt is None or rules is None:
            return ""
        return essay_sentence(attempt.essay, rules, self._visit.appearance.catalogue)

    @Property(bool, notify=essayChanged)
    def isGood(self) -> bool:
        """Whether an essay is given that is not too long."""
        attempt, rules = self._visit.facts.attempt, self._rules()
        return attempt is not None and rules is not None and is_essay_good(attempt.essay, rules)

    @Property(str, notify=textChanged)
    def text(self) -> str:
        """The text as it stands in the field."""
        return self._text

    @Property(str, notify=essayChanged)
    def countText(self) -> str:
        """How many words there are, and how many too many."""
        rules = self._rules()
        if rules is None:
            return ""
        words = self._words()
        key = "count" if words <= rules.max_words else "over"
        return self._say(key, words=words, limit=rules.max_words, over=words - rules.max_words)

    @Property(bool, notify=essayChanged)
    def isOver(self) -> bool:
        """Whether there are more words than the rules allow."""
        rules = self._rules()
        return rules is not None and self._words() > rules.max_words

    @Property(str, notify=essayChanged)
    def savedText(self) -> str:
        """Whether what stands in the field is on disk, in words; "" while nothing was typed."""
        if self._text == self._saved:
            return self._visit.appearance.catalogue.text("resident.quiz.saved") if self._text else ""
        is_asked = self._text == self._given and self._visit.isBusy
        return self._visit.appearance.catalogue.text("resident.quiz.saving") if is_asked else self._say("unsaved")

    @Property(bool, notify=essayChanged)
    def isSaved(self) -> bool:
        """Whether what stands in the field is on disk."""
        return self._text == self._saved

    @Property(str, notify=essayChanged)
    def earlierText(self) -> str:
        """That there is a part from before an interruption, which cannot be shown; "" when there is none."""
        words = self._earlier_words()
        return self._say("earlier", words=words) if words else ""

    @Property(str, notify=essayChanged)
    def digits(self) -> str:
        """The number of the sheet as typed."""
        return self._digits

    @Property(int, constant=True)
    def longestNumber(self) -> int:
        """How many digits a sheet's number has at most."""
        return PAPER_DIGITS

    @Property(bool, notify=essayChanged)
    def hasBack(self) -> bool:
        """Whether something comes before the essay's first page."""
        return self._page != "topic" or self._act_before() is not None

    @Property(bool, notify=essayChanged)
    def isLast(self) -> bool:
        """Whether the overview follows."""
        return self._act_after() is Act.REVIEW

    @Slot(str)
    def show_page(self, page: str) -> None:
        """Show another page; what was typed is saved first."""
        self.save()
        self._page = "writing" if page == "writing" else "sheet" if page == "sheet" else "topic"
        self.essayChanged.emit()

    @Slot(str)
    def edit(self, text: str) -> None:
        """Take what stands in the field; it is saved after a pause."""
        rules = self._rules()
        if rules is None or text == self._text:
            return
        self._text = text[: longest_essay(rules)]
        if self._text != text:
            self.textChanged.emit()
        attempt = self._visit.facts.attempt
        self._pause.start()
        if not self._latest.isActive():
            self._latest.start()
        if attempt is not None and attempt.left_s(self._visit.kiosk.clock.now()) <= _LAST_S:
            self.save()
        self.essayChanged.emit()

    @Slot()
    def save(self) -> None:
        """Save what was typed since the last saving, if anything."""
        self._pause.stop()
        self._latest.stop()
        attempt, kiosk, text, part = self._visit.facts.attempt, self._visit.kiosk, self._text, self._part
        if attempt is None or part is None or text == self._given:
            return
        self._given, self._is_owed = text, True

        def saved(after: Attempt) -> None:
            self._saved, self._is_owed = text, self._given != text
            self._take(after)

        desk = self._visit.desk
        self._visit.ask(lambda: desk.save_essay(kiosk, attempt.id, part, text), saved, self._not_saved)
        self.essayChanged.emit()

    @Slot()
    def begin_anew(self) -> None:
        """Drop what was written before an interruption: what is written now is the whole essay."""
        self._part, self._given = 0, None
        self.save()

    @Slot(str)
    def edit_sheet(self, text: str) -> None:
        """Take the number of the sheet; only digits count."""
        self._digits = digits_of(text)[:PAPER_DIGITS]
        self.essayChanged.emit()

    @Slot()
    def note_sheet(self) -> None:
        """Store the number of the sheet ("" takes it back) and show the topic again."""
        attempt, kiosk, number = self._visit.facts.attempt, self._visit.kiosk, self._digits
        if attempt is not None:
            desk = self._visit.desk
            self._visit.ask(lambda: desk.note_essay_paper(kiosk, attempt.id, number), self._noted, self._not_saved)

    @Slot()
    def go_on(self) -> None:
        """Go to what follows the essay."""
        self._visit.take(self._act_after())

    @Slot()
    def go_back(self) -> None:
        """Go back to the topic, and from there to what comes before."""
        act = self._act_before()
        if self._page != "topic":
            self.show_page("topic")
        elif act is not None:
            self._visit.take(act)

    def _say(self, key: str, **fields: object) -> str:
        return self._visit.appearance.catalogue.text(f"resident.essay.{key}", **fields)

    def _rules(self) -> EssayRules | None:
        return self._visit.pack.rules.essay

    def _earlier_words(self) -> int:
        attempt = self._visit.facts.attempt
        return 0 if attempt is None or self._part is None else sum(attempt.essay.parts[: self._part])

    def _words(self) -> int:
        return self._earlier_words() + count_words(self._text)

    def _act_after(self) -> Act:
        attempt = self._visit.facts.attempt
        has_part = attempt is not None and "essay" in attempt.parts
        return act_after(attempt.parts, "essay") if attempt is not None and has_part else Act.REVIEW

    def _act_before(self) -> Act | None:
        attempt = self._visit.facts.attempt
        has_part = attempt is not None and "essay" in attempt.parts
        return act_before(attempt.parts, "essay") if attempt is not None and has_part else Act.QUESTION

    def _take(self, attempt: Attempt) -> None:
        self._visit.set_attempt(attempt)
        self.essayChanged.emit()

    def _noted(self, attempt: Attempt) -> None:
        self._take(attempt)
        self.show_page("topic")

    def _not_saved(self, refused: Refused) -> None:
        """Tell why, unless it came too late: then the clock's own way ends the attempt, or has ended it already."""
        if refused.code not in {"time_is_up", "attempt_over"} and self._visit.at in RUNNING:
            self._visit.report(refused)

    @Slot()
    def _save_again(self) -> None:
        """Save what a fault kept from being saved, as its person goes on; once, for who cannot have it saved must still get on."""
        if self._is_owed and self._text != self._tried_again:
            self._tried_again, self._given = self._text, None
            self.save()

    @Slot()
    def _follow(self) -> None:
        attempt = self._visit.facts.attempt
        if self._visit.at is not Step.ESSAY:
            if self._visit.at in RUNNING:
                self.save()
            return
        self._page = "topic"
        if attempt is not None:
            self._part = len(attempt.essay.parts) if self._part is None else self._part
            self._digits = attempt.essay.paper_number
        self.textChanged.emit()
        self.essayChanged.emit()

    @Slot()
    def _forget(self) -> None:
        self._pause.stop()
        self._latest.stop()
        self._page, self._part = "topic", None
        self._text = self._given = self._saved = self._digits = ""
        self._is_owed, self._tried_again = False, None
        self.textChanged.emit()
        self.essayChanged.emit()
