"""The page of sessions: the attempts that run or were interrupted, and what staff may do to one. No answer is ever shown here."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeVar

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.contest.attempt import Attempt
from kiosk.contest.moment import VIETNAM
from kiosk.services.help import open_calls
from kiosk.services.kiosk import Kiosk
from kiosk.services.resuming import resume_attempt
from kiosk.services.sessions import Session, VoidReceipt, extend_time, mark_assisted, sessions, void_attempt
from kiosk.services.staff import Act
from kiosk.texts import Catalogue
from ui.flow import RUNNING, Step
from ui.in_front import look_again
from ui.list_model import RowModel
from ui.qt_types import Property, QmlUncreatable
from ui.staff_acts import Remark, StaffActs
from ui.staff_desk import StaffDesk
from ui.staff_papers import put_on_paper

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

_T = TypeVar("_T")
_ACT: Final = "act"
_PAPER: Final = "paper"
_EXTRA_S: Final = 300
_ID_SHOWN: Final = 8


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One attempt in words; `detail` says who (masked), since when, how far."""

    attempt: str
    label: str
    detail: str
    isChosen: bool


@QmlElement
@QmlUncreatable("Made by the window")
class SessionsModel(QObject):
    """One attempt is chosen first, then something is done to it; what cannot be done to it cannot be pressed.

    The attempt of the person in front, over whose visit the console lies, is the first one, and chosen from the start.
    """

    sessionsChanged = Signal()

    def __init__(self, desk: StaffDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._found: tuple[Session, ...] = ()
        self._help = 0
        self._chosen = ""
        self._is_read = False
        self._void: VoidReceipt | None = None
        self._acts = StaffActs(self.sessionsChanged.emit)
        self._rows = RowModel(SessionRow, self)
        desk.staff.stageChanged.connect(self._follow)
        desk.visit.stepChanged.connect(self._step_on)
        desk.visit.appearance.languageChanged.connect(self._say_again)

    @Property(QObject, constant=True)
    def rows(self) -> QObject:
        """The attempts."""
        return self._rows

    @Property(bool, notify=sessionsChanged)
    def isEmpty(self) -> bool:
        """Whether there are none."""
        return self._is_read and not self._found

    @property
    def is_in_front(self) -> bool:
        """Whether the attempt of somebody whose visit runs beneath is among those staff may do something to."""
        return self._desk.visit.at in RUNNING and bool(self._in_front())

    @Property(str, notify=sessionsChanged)
    def helpText(self) -> str:
        """How many calls for help are open, in words; "" without any."""
        return self._desk.catalogue.text("staff.sessions.help", count=self._help) if self._help else ""

    @Property(bool, notify=sessionsChanged)
    def canAct(self) -> bool:
        """Whether an attempt is chosen and nothing is under way."""
        return self._session() is not None and not self._acts.is_busy(_ACT)

    @Property(bool, notify=sessionsChanged)
    def canExtend(self) -> bool:
        """Whether time can still be added to it: not once it is up, which would be said only after a reason was written."""
        session = self._session()
        return session is not None and session.left_s > 0 and not self._acts.is_busy(_ACT)

    @Property(bool, notify=sessionsChanged)
    def canAssist(self) -> bool:
        """Whether help at the screen can still be noted for it."""
        session = self._session()
        return session is not None and not session.is_assisted and not self._acts.is_busy(_ACT)

    @Property(bool, notify=sessionsChanged)
    def canResume(self) -> bool:
        """Whether its person can go on now: interrupted, with time left, and nobody else in front."""
        session = self._session()
        return (
            session is not None
            and session.state == "interrupted"
            and session.left_s > 0
            and self._desk.staff.may_now("resume")
            and self._desk.visit.at is Step.ATTRACT
            and not self._acts.is_busy(_ACT)
        )

    @Property(bool, notify=sessionsChanged)
    def hasVoid(self) -> bool:
        """Whether an attempt was declared void by whoever is signed in: its paper can be printed once more."""
        return self._void is not None

    @Property(str, notify=sessionsChanged)
    def remark(self) -> str:
        """What came of the last act."""
        said = (self._acts.remark(each).say(self._desk.catalogue) for each in (_ACT, _PAPER))
        return " ".join(each for each in said if each)

    @Property(bool, notify=sessionsChanged)
    def isGood(self) -> bool:
        """Whether it was done."""
        return self._acts.remark(_ACT).is_good and self._acts.remark(_PAPER).is_good

    @Slot(str)
    def choose(self, attempt: str) -> None:
        """Choose one attempt."""
        self._desk.staff.stay()
        self._chosen = attempt
        self._say_again()

    @Slot()
    def assist(self) -> None:
        """Note that staff help this person at the screen."""
        self._do("assist", mark_assisted, lambda _: self._done("assisted"))

    @Slot()
    def extend(self) -> None:
        """Give the person five minutes more, with a written reason."""
        self._ask(
            "extend",
            lambda reason: self._do(
                "extend",
                lambda kiosk, chosen, by: extend_time(kiosk, chosen, _EXTRA_S, reason, by),
                lambda _: self._done("extended"),
            ),
        )

    @Slot()
    def void(self) -> None:
        """Declare the attempt void, with a written reason."""
        self._ask(
            "void",
            lambda reason: self._do(
                "void", lambda kiosk, chosen, by: void_attempt(kiosk, chosen, reason, by), self._voided
            ),
        )

    @Slot()
    def resume(self) -> None:
        """Let the person of the interrupted attempt go on: the corner closes, their own questions come back.

        Also where the corner was locked meanwhile: their time runs from here, and nobody could let them go on once more.
        """
        self._do("resume", resume_attempt, lambda _: None, self._resumed)

    @Slot()
    def refresh(self) -> None:
        """Read the attempts anew."""
        kiosk = self._desk.kiosk
        self._acts.read("read", self._desk.storage, lambda: (sessions(kiosk), len(open_calls(kiosk))), self._take)

    def _ask(self, act: Act, done: Callable[[str], None]) -> None:
        session = self._session()
        if session is not None and self._desk.staff.may(act):
            self._desk.reason.ask(act, done, label=session.label)

    def _do(
        self,
        act: Act,
        work: Callable[[Kiosk, str, str], _T],
        done: Callable[[_T], None],
        always: Callable[[_T], None] = lambda _: None,
    ) -> None:
        kiosk, chosen, by = self._desk.kiosk, self._chosen, self._desk.by
        self._desk.staff.stay()
        if chosen and self._desk.staff.may_now(act):
            self._acts.do(_ACT, self._desk.storage, lambda: work(kiosk, chosen, by), done, always=always)

    def _done(self, what: str) -> None:
        session = self._session()
        label = "" if session is None else session.label
        self._acts.say(_ACT, Remark(lambda catalogue: catalogue.text(f"staff.sessions.{what}", label=label)))
        look_again(self._desk.visit)
        self.refresh()

    def _voided(self, receipt: VoidReceipt) -> None:
        self._void = receipt
        self._acts.say(_ACT, Remark(lambda catalogue: catalogue.text("staff.sessions.voided", label=receipt.label)))
        look_again(self._desk.visit)
        self.print_void()
        self.refresh()

    @Slot()
    def print_void(self) -> None:
        """Print the paper about the attempt declared void last; once more where it did not come out."""
        receipt, kiosk, paper = self._void, self._desk.kiosk, self._desk.ports.printer.paper
        if receipt is None:
            return

        def make() -> bytes:
            from kiosk.services.void_sheet import void_pdf  # noqa: PLC0415 - it loads reportlab

            return void_pdf(kiosk, receipt, paper)

        # Each by a name of its own: without a printer they are kept as files, of which none may take another's place.
        put_on_paper(self._desk, self._acts, _PAPER, make, f"tramthi-void-{receipt.attempt_id[:_ID_SHOWN].upper()}")

    def _resumed(self, attempt: Attempt) -> None:
        self._desk.staff.leave()
        self._desk.visit.resume(attempt)

    def _take(self, found: tuple[tuple[Session, ...], int]) -> None:
        (attempts, self._help), in_front = found, self._in_front()
        self._found, self._is_read = tuple(sorted(attempts, key=lambda each: each.attempt_id != in_front)), True
        self._chosen = self._chosen or in_front
        self._say_again()

    def _in_front(self) -> str:
        """Give the attempt of the person whose visit runs beneath, "" without one."""
        facts = self._desk.visit.facts
        return "" if facts.attempt is None or facts.practice is not None else facts.attempt.id

    def _session(self) -> Session | None:
        return next((each for each in self._found if each.attempt_id == self._chosen), None)

    @Slot()
    def _follow(self) -> None:
        if not self._desk.staff.is_signed_in:
            self._found, self._help, self._chosen, self._is_read = (), 0, "", False
            self._void = None
            self._rows.show(())
            self._acts.forget()

    @Slot()
    def _step_on(self) -> None:
        """The person beneath is at another screen; their time may have run out."""
        if self._is_read:
            self.refresh()

    @Slot()
    def _say_again(self) -> None:
        catalogue, visit, in_front = self._desk.catalogue, self._desk.visit, self._in_front()
        here = visit.at if visit.at in RUNNING else None
        self._rows.show(
            tuple(
                SessionRow(
                    each.attempt_id,
                    each.label,
                    _in_words(each, catalogue, here if each.attempt_id == in_front else None),
                    each.attempt_id == self._chosen,
                )
                for each in self._found
            )
        )
        self.sessionsChanged.emit()


def _in_words(session: Session, catalogue: Catalogue, here: Step | None) -> str:
    """Say how far an attempt has come; `here`: the screen its person has in front of them now, beneath the console."""
    text = catalogue.text(
        f"staff.sessions.{session.state}",
        number=session.masked_number,
        time=f"{session.started_at.astimezone(VIETNAM):%H:%M}",
        step=catalogue.text(f"staff.step.{session.step if here is None else here}"),
        answered=session.answered,
        count=session.question_count,
        minutes=int(session.left_s // 60),
    )
    marks = [*(["is_assisted"] if session.is_assisted else []), *(["in_front"] if here is not None else [])]
    return " ".join((text, *(catalogue.text(f"staff.sessions.{each}") for each in marks)))
