"""Where a person is on their way, and the one door to everything they have entered.

Steps are taken by the table of `ui.flow`; only a scan, which fills several lines at once, and a fault show a screen by themselves.
At the end of a visit the facts are replaced by empty ones, and every screen's model hears `ended`.
"""

import logging
import traceback
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, TypeVar

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.contest.errors import Refused
from kiosk.services.kiosk import Kiosk
from ui.flow import FLOW, PRACTICE_FLOW, Act, Step
from ui.qt_types import Property, QmlUncreatable
from ui.tasks import Tasks
from ui.view_models.appearance import Appearance
from ui.view_models.bar import BarModel
from ui.visit_facts import VisitFacts

if TYPE_CHECKING:  # the first screen need not wait for what only a later one holds
    from kiosk.contest.attempt import Attempt
    from kiosk.contest.pack import ContestPack
    from ui.attempt_desk import AttemptDesk

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

_DAY: Final = frozenset({Act.OPEN, Act.CLOSE})
"""Acts on the day, each of which ends the kiosk's practice. Whoever is in front goes on; what they change is found afterwards."""
_T = TypeVar("_T")
_log = logging.getLogger(__name__)


@QmlElement
@QmlUncreatable("Made by the window")
class Visit(QObject):
    """One resident after another. `stepChanged` moves the screens; `ended` means: drop what this person entered.

    `left`: they have gone, too. `resumed`: a person goes on with an attempt that was interrupted.
    """

    stepChanged = Signal()
    busyChanged = Signal()
    problemChanged = Signal()
    coverChanged = Signal()
    attemptChanged = Signal()
    resumed = Signal()
    practiceChanged = Signal()
    ended = Signal()
    left = Signal()

    def __init__(self, kiosk: Kiosk, storage: Tasks, appearance: Appearance, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.kiosk = kiosk
        self.appearance = appearance
        self.facts = VisitFacts()
        self.is_correcting = False
        self._storage = storage
        self._step = Step.ATTRACT
        self._asking = 0
        self._is_covered = False
        self._is_closed = False
        self._problem: Exception | None = None
        self._is_in_practice = False
        self._bar = BarModel(self)

    @Property(BarModel, constant=True)
    def bar(self) -> BarModel:
        """What the bar at the top tells."""
        return self._bar

    @property
    def pack(self) -> "ContestPack":
        """The pack of the attempt in front: the one it was drawn from, whatever came since; before that, the one in force."""
        return self.facts.pack or self.kiosk.pack

    @property
    def desk(self) -> "AttemptDesk":
        """Where the attempt in front is kept: on disk, or in memory for somebody who practises."""
        if self.facts.practice is not None:
            return self.facts.practice
        from ui.attempt_desk import ON_DISK  # noqa: PLC0415 - not needed before the first screen

        return ON_DISK

    @Property(bool, notify=practiceChanged)
    def isPractice(self) -> bool:
        """Whether what happens on the screen counts for nothing: the kiosk is in practice, or this visit is one."""
        return self._is_in_practice or self.facts.practice is not None

    @Property(bool, notify=practiceChanged)
    def isKioskInPractice(self) -> bool:
        """Whether staff have put the kiosk into practice, so that nobody can take part."""
        return self._is_in_practice

    def tell_practice(self, *, is_on: bool) -> None:
        """Take note that the kiosk is in practice, or is not."""
        if is_on != self._is_in_practice:
            self._is_in_practice = is_on
            self.practiceChanged.emit()

    def practise(self, desk: "AttemptDesk") -> None:
        """Begin a visit for practice, if nobody else is in front."""
        if self._step is Step.ATTRACT:
            self.facts.practice = desk
            self.practiceChanged.emit()
            self.take(Act.PRACTISE)

    @property
    def at(self) -> Step:
        """The screen shown."""
        return self._step

    @Property(str, notify=stepChanged)
    def step(self) -> str:
        """The screen shown, by name."""
        return self._step.value

    @Property(bool, notify=busyChanged)
    def isBusy(self) -> bool:
        """Whether something is being done that must end first."""
        return self._asking > 0

    @Property(bool, notify=coverChanged)
    def isCovered(self) -> bool:
        """Whether staff have put their own page over the screens."""
        return self._is_covered

    @property
    def problem(self) -> Exception | None:
        """What stopped the visit, None when nothing did."""
        return self._problem

    def cover(self, *, is_covered: bool) -> None:
        """Put the staff's page over the screens, or take it away: then everything looks as the person had it."""
        if is_covered != self._is_covered:
            self._is_covered = is_covered
            if is_covered:
                self.appearance.lend()
            else:
                self.appearance.take_back()
            self.coverChanged.emit()

    def take(self, act: Act) -> None:
        """Go where the table says; an act that means nothing here (a second tap, a late scan) changes nothing."""
        if act in _DAY:
            self._is_closed = act is Act.CLOSE
            self.tell_practice(is_on=False)
        step = self._after(act)
        if step is not None:
            self.show(step)

    def set_attempt(self, attempt: "Attempt") -> None:
        """Take the running attempt as it was just stored: every screen that tells of it hears it, also after the screen changed."""
        self.facts.attempt = attempt
        self.attemptChanged.emit()

    def resume(self, attempt: "Attempt") -> None:
        """Go on with an attempt that `resume_attempt` gave back: its questions, in its language, everything as it was.

        Only while nobody else is in front; the attempt is then that person's until the visit ends, as any other.
        """
        if self._step is not Step.ATTRACT or self.isPractice:
            return
        kiosk = self.kiosk

        def opened(pack: "ContestPack") -> None:
            if self._step is Step.ATTRACT and not self.isPractice:
                self.facts = VisitFacts(attempt=attempt, pack=pack)
                self.resumed.emit()
                self.appearance.choose_language(attempt.language)
                self.take(Act.RESUME)

        self.ask(lambda: kiosk.pack_numbered(attempt.pack_id, attempt.pack_version), opened)

    def show(self, step: Step) -> None:
        """Show a screen."""
        self._step = step
        self.stepChanged.emit()

    def typed(self) -> None:
        """Go on from a line that was typed: to the next one, or back to the overview that sent the person here."""
        act = Act.CORRECTED if self.is_correcting else Act.NEXT
        self.is_correcting = False
        self.take(act)

    def ask(
        self, work: Callable[[], _T], done: Callable[[_T], None], refused: Callable[[Refused], None] | None = None
    ) -> None:
        """Do `work` on the storage thread; what it gives is dropped when the visit has ended meanwhile.

        A refusal goes to `refused`, or with any other failure to the screen that says calmly what happened.
        """
        facts = self.facts
        self._count_asking(1)

        def finish(value: _T) -> None:
            self._count_asking(-1)
            if self.facts is facts:
                done(value)

        def fail(failure: Exception) -> None:
            self._count_asking(-1)
            if self.facts is not facts:
                return
            if refused is not None and isinstance(failure, Refused):
                refused(failure)
            else:
                self.report(failure)

        self._storage.run(work, finish, fail)

    def report(self, failure: Exception) -> None:
        """Show the calm screen for what was not expected, and log it; personal values are in neither."""
        if isinstance(failure, Refused):
            _log.info("the visit stopped: %s", failure.code)
        else:
            trace = self.facts.without_personal("".join(traceback.format_exception(failure)))
            _log.error("the visit stopped at %s\n%s", self._step.value, trace)
        self._problem = failure
        self.problemChanged.emit()
        self.show(Step.PROBLEM)

    def begin_at_problem(self, failure: Exception, facts: VisitFacts) -> None:
        """Stand at the calm screen from the start, on screens made anew: what happened was told and logged on those before."""
        self.facts = facts
        self._problem = failure
        self.show(Step.PROBLEM)

    def return_to_paper(self) -> None:
        """Leave the calm screen for the paper as it is stored, or for its result; it is as if nothing had gone wrong."""
        after = self._after(Act.RESUME if self.facts.result is None else Act.HANDED_IN)
        if self._step is Step.PROBLEM and self.facts.attempt is not None and after is not None:
            self._problem = None
            self.problemChanged.emit()
            self.resumed.emit()
            self.show(after)

    def background(self, work: Callable[[], Any]) -> None:
        """Do `work` on the storage thread after the person has gone; a failure is only logged."""
        self._storage.run(work, _ignore, lambda failure: _log.warning("left undone: %r", failure))

    @Slot()
    def leave(self) -> None:
        """End the visit: everything personal is dropped, and the next person finds the first screen, or that nobody can start."""
        after = self._after(Act.LEAVE)
        if after is None:
            return
        if self._is_closed:  # paused while the person was in front
            after = FLOW[(after, Act.CLOSE)]
        attempt, result, desk = self.facts.attempt, self.facts.result, self.desk
        # What a fault of ours cut off is kept: staff may let its person go on.
        is_kept = self._problem is not None and not isinstance(self._problem, Refused)
        self.forget()
        self.show(after)
        if attempt is not None and result is None and not is_kept:
            kiosk, attempt_id = self.kiosk, attempt.id
            self.background(lambda: desk.give_up(kiosk, attempt_id, "idle"))

    def end_paper(self, act: Act) -> None:
        """End the paper of a person who is still there: what they entered is dropped; the screen of the act tells them."""
        after = self._after(act)
        if after is not None:
            self._drop()
            self.show(after)

    def forget(self) -> None:
        """Drop everything about the person, who has gone."""
        self._drop()
        self.left.emit()
        self.appearance.reset()

    def _drop(self) -> None:
        self.facts = VisitFacts()
        self.practiceChanged.emit()
        self.is_correcting = False
        self._problem = None
        self.ended.emit()
        self.problemChanged.emit()

    def _after(self, act: Act) -> Step | None:
        """Give where an act leads by the table of this visit, None where it means nothing."""
        return (FLOW if self.facts.practice is None else PRACTICE_FLOW).get((self._step, act))

    def _count_asking(self, change: int) -> None:
        self._asking += change
        self.busyChanged.emit()


def _ignore(_value: object) -> None:
    pass
