"""The door of the staff corner: the hidden place to press, the PIN, and the lock that falls by itself.

How to get in: press and hold the mark at the top left for three seconds, on any screen, then type the PIN; or let the scanner
read a staff card where it waits for nothing else and no line is typed. Somebody's visit stays beneath as it is, and is back when
staff leave. It locks itself two minutes after the last touch. What an officer may do inside is in the neighbours' models.
"""

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.contest.errors import Refused
from kiosk.services.staff import PIN_LENGTH, Act, SignIn, may, sign_in, sign_in_by_card
from kiosk.texts import Catalogue
from ui.flow import BETWEEN, SCANS, TYPED
from ui.in_front import look_again
from ui.qt_types import Property, QmlUncreatable
from ui.staff_acts import Remark, StaffActs
from ui.staff_limits import BESIDE_VISIT
from ui.tasks import Tasks
from ui.view_models.visit import Visit

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

LOCK_AFTER_MS: Final = 120_000
_PIN: Final = "pin"
_US_PER_MS: Final = 1_000
_TOLD_IN_S: Final = 90
"""Waits up to this long are told in seconds, longer ones in minutes, rounded up."""


@QmlElement
@QmlUncreatable("Made by the window")
class StaffModel(QObject):
    """`stage`: "" = nothing is shown, "pin" = the pad, "desk" = an officer has signed in."""

    stageChanged = Signal()
    pinChanged = Signal()

    def __init__(
        self, visit: Visit, storage: Tasks, parent: QObject | None = None, *, lock_after_ms: int = LOCK_AFTER_MS
    ) -> None:
        super().__init__(parent)
        self._visit = visit
        self._storage = storage
        self._stage = ""
        self._pin = ""
        self._acts = StaffActs(self.pinChanged.emit)
        self.officer_id = ""
        self._signed_in: SignIn | None = None
        self._locking = QTimer(self, singleShot=True, interval=lock_after_ms)
        self._locking.timeout.connect(self.leave)
        self._stayed_us = 0
        visit.stepChanged.connect(self.stageChanged)
        visit.appearance.languageChanged.connect(self.pinChanged)

    @Property(str, notify=stageChanged)
    def stage(self) -> str:
        """What is shown of the corner."""
        return self._stage

    @Property(bool, notify=stageChanged)
    def isReachable(self) -> bool:
        """Whether the hidden place listens: on every screen but the corner's own."""
        return not self._stage

    @Property(bool, notify=stageChanged)
    def isVisited(self) -> bool:
        """Whether somebody's visit runs, beneath the corner or without it."""
        return self._visit.at not in BETWEEN

    @property
    def is_signed_in(self) -> bool:
        """Whether an officer has signed in."""
        return self._stage == "desk"

    def may(self, act: Act) -> bool:
        """Tell whether whoever is signed in may do that; nobody may do nothing."""
        member = None if self._signed_in is None else self._signed_in.member
        return member is not None and may(member, act)

    def may_now(self, act: Act) -> bool:
        """Tell whether they may do it at this moment: some acts wait until the visit beneath has ended."""
        return self.may(act) and not (self.isVisited and BESIDE_VISIT[act] == "wait")

    @Property(int, notify=pinChanged)
    def pinCount(self) -> int:
        """How many digits of the PIN are typed."""
        return len(self._pin)

    @Property(int, constant=True)
    def pinLength(self) -> int:
        """How many digits a PIN has."""
        return PIN_LENGTH

    @Property(str, notify=pinChanged)
    def pinText(self) -> str:
        """The same in words, for those who hear the screen."""
        return self._visit.appearance.catalogue.text("staff.pin.count", count=len(self._pin), length=PIN_LENGTH)

    @Property(str, notify=pinChanged)
    def pinRemark(self) -> str:
        """Why the last try was not taken."""
        return self._acts.remark(_PIN).say(self._visit.appearance.catalogue)

    @Slot()
    def enter(self) -> None:
        """Show the pad for the PIN."""
        if not self._stage:
            self._show("pin")

    @Slot(str)
    def press(self, digit: str) -> None:
        """Type one digit of the PIN; the last one sends it."""
        if self._stage != "pin" or self._acts.is_busy(_PIN) or len(self._pin) >= PIN_LENGTH:
            return
        self.stay()
        self._pin += digit
        self.pinChanged.emit()
        if len(self._pin) == PIN_LENGTH:
            kiosk, pin = self._visit.kiosk, self._pin
            self._acts.do(_PIN, self._storage, lambda: sign_in(kiosk, pin), self._answer)

    @property
    def wants_scan(self) -> bool:
        """Whether a staff card would be taken now: no staff are in, and the screen beneath wants no scan and no typing."""
        return self._stage == "pin" or (not self._stage and self._visit.at not in SCANS | TYPED)

    def take_scan(self, scan: bytes) -> None:
        """Try a scan as a staff card; anything else that was held in front of the scanner means nothing here."""
        if not self.wants_scan:
            return
        kiosk, text = self._visit.kiosk, scan.decode("ascii", errors="replace")

        def refused(fault: Refused) -> bool:
            if fault.code == "staff_card_damaged" and not self._stage:
                return True
            self.enter()
            return False

        self._acts.do(_PIN, self._storage, lambda: sign_in_by_card(kiosk, text), self._answer, refused)

    @Slot()
    def erase(self) -> None:
        """Take back the last digit."""
        self.stay()
        if not self._acts.is_busy(_PIN):
            self._pin = self._pin[:-1]
            self.pinChanged.emit()

    @Slot()
    def leave(self) -> None:
        """Lock the corner: the visit beneath is there again, with what staff did to its attempt; who wants in types a PIN."""
        if not self._stage:
            return
        self._show("")
        if self.isVisited:
            look_again(self._visit)
        else:
            self._visit.appearance.reset()

    @Slot()
    def stay(self) -> None:
        """Somebody is at work: the lock falls later."""
        if self._stage:
            self._stayed_us = self._visit.kiosk.clock.now().elapsed_us
            self._locking.start()

    @Slot()
    def touch(self) -> None:
        """Take a touch or a key for somebody at work; lock instead where the machine slept, which the timer does not count."""
        away_us = self._visit.kiosk.clock.now().elapsed_us - self._stayed_us
        if self.is_signed_in and away_us > self._locking.interval() * _US_PER_MS:
            self.leave()
        else:
            self.stay()

    def _answer(self, answer: SignIn) -> None:
        self._pin = ""
        if answer.member is None:
            self._acts.say(_PIN, Remark(lambda catalogue: _not_taken(answer, catalogue), is_good=False))
            return
        self._signed_in, self.officer_id = answer, answer.member.id
        self._show("desk")

    def _show(self, stage: str) -> None:
        self._stage, self._pin = stage, ""
        self._acts.forget()
        if stage != "desk":
            self._signed_in, self.officer_id = None, ""
        if stage:
            self.stay()
        else:
            self._locking.stop()
        self._visit.cover(is_covered=bool(stage))
        self.stageChanged.emit()


def _not_taken(answer: SignIn, catalogue: Catalogue) -> str:
    """Say why a PIN was not taken, and how long to wait, in the unit one waits in."""
    if answer.is_locked:
        return catalogue.text("staff.pin.locked")
    if answer.wait_s > _TOLD_IN_S:
        return catalogue.text("staff.pin.wait_minutes", minutes=-(-answer.wait_s // 60))
    return catalogue.text("staff.pin.wait" if answer.wait_s else "staff.pin.wrong", seconds=answer.wait_s)
