"""What stopped a visit, said twice: to the resident, large, and to the staff who are called, small and with a code to read out.

From here a person goes on where the paper stands, or to the first screen; nothing of what went wrong decides what was kept.
"""

from datetime import datetime
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.contest.errors import Refused
from kiosk.texts import refusal_sentence
from ui.qt_types import Property, QmlUncreatable
from ui.view_models.visit import Visit
from ui.wording import written_start

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

_OVER: Final = frozenset({"attempt_over", "attempt_unknown", "attempt_interrupted", "resume_too_late", "practice_on"})
"""Refusals after which there is no paper on this screen to go on with."""


@QmlElement
@QmlUncreatable("Made by the window")
class ProblemModel(QObject):
    """The failure that was reported last, in words."""

    problemChanged = Signal()

    def __init__(self, visit: Visit, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._visit = visit
        self._stopped_at: datetime | None = None
        visit.problemChanged.connect(self._note)
        visit.attemptChanged.connect(self.problemChanged)
        visit.appearance.languageChanged.connect(self.problemChanged)
        self._note()

    @Property(str, notify=problemChanged)
    def text(self) -> str:
        """What happened, for the resident; "" when nothing did."""
        return self._say("resident")

    @Property(str, notify=problemChanged)
    def remark(self) -> str:
        """That the paper is kept and can be gone on with; "" where there is none."""
        return self._visit.appearance.catalogue.text("errors.screen.kept") if self.canGoOn else ""

    @Property(str, notify=problemChanged)
    def staffTitle(self) -> str:
        """Whom the small part is for, the code, and the time of day under which the program's log has the rest."""
        refused = self._refused()
        if refused is None or self._stopped_at is None:
            return ""
        _, hour = written_start(self._stopped_at, self._visit.appearance.language)
        return self._visit.appearance.catalogue.text("errors.screen.staff", code=refused.code, hour=hour)

    @Property(str, notify=problemChanged)
    def staffText(self) -> str:
        """What happened, what was kept and what to do, for staff."""
        return self._say("staff")

    @Property(bool, notify=problemChanged)
    def canGoOn(self) -> bool:
        """Whether there is a paper in front to go on with, or its result to see."""
        refused, facts = self._refused(), self._visit.facts
        if refused is None or facts.attempt is None:
            return False
        return facts.result is not None or refused.code not in _OVER

    @Property(str, notify=problemChanged)
    def goOnText(self) -> str:
        """Where going on leads."""
        key = "errors.screen.go_on" if self._visit.facts.result is None else "errors.screen.result"
        return self._visit.appearance.catalogue.text(key)

    @Slot()
    def go_on(self) -> None:
        """Return to the paper as it is stored, once everything under way is, or to its result."""
        if self.canGoOn:
            self._visit.ask(_nothing, lambda _: self._visit.return_to_paper())

    @Slot()
    def _note(self) -> None:
        self._stopped_at = None if self._visit.problem is None else self._visit.kiosk.clock.now().at
        self.problemChanged.emit()

    def _refused(self) -> Refused | None:
        problem = self._visit.problem
        return problem if problem is None or isinstance(problem, Refused) else Refused("unknown")

    def _say(self, audience: str) -> str:
        refused = self._refused()
        return "" if refused is None else refusal_sentence(refused, audience, self._visit.appearance.language)


def _nothing() -> None:
    pass
