"""What the bar at the top tells on every screen: how far one has come, that time runs out, who is called, that staff were.

It says what others have found out; nothing is looked for, timed or stored here.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from ui.flow import PART_OF, PARTS, Step
from ui.qt_types import Property, QmlUncreatable

if TYPE_CHECKING:  # the first screen need not wait for what only a later one holds
    from kiosk.services.help import HelpCall
    from ui.view_models.visit import Visit

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("Made by the visit")
class BarModel(QObject):
    """One for the whole run of the window. What is told of time ends with the visit; a call for help outlives it."""

    partChanged = Signal()
    noticeChanged = Signal()
    calledChanged = Signal()
    helpChanged = Signal()
    helpAsked = Signal()

    def __init__(self, visit: "Visit") -> None:
        super().__init__(visit)
        self._visit = visit
        self._minutes_left: int | None = None
        self._called: int | None = None
        self._help_call: HelpCall | None = None
        visit.appearance.languageChanged.connect(self.partChanged)
        visit.appearance.languageChanged.connect(self.noticeChanged)
        visit.appearance.languageChanged.connect(self.calledChanged)
        visit.stepChanged.connect(self.calledChanged)
        visit.stepChanged.connect(self.partChanged)
        visit.ended.connect(self._forget)

    @Property(int, notify=partChanged)
    def part(self) -> int:
        """The part of the way, counted from 1; 0 outside of it and in practice, whose way is another."""
        return 0 if self._visit.facts.practice is not None else PART_OF.get(self._visit.at, 0)

    @Property(int, constant=True)
    def partCount(self) -> int:
        """How many parts the way has."""
        return PARTS

    @Property(str, notify=partChanged)
    def partText(self) -> str:
        """The part in words."""
        part = self.part
        if not part:
            return ""
        catalogue = self._visit.appearance.catalogue
        return catalogue.text("resident.bar.part", part=part, count=PARTS, name=catalogue.text(f"resident.part.{part}"))

    @Property(str, notify=noticeChanged)
    def noticeText(self) -> str:
        """That time runs out, in words; "" while nobody need be told."""
        if self._minutes_left is None or self._visit.isPractice:
            return ""
        return self._visit.appearance.catalogue.text("resident.bar.minutes_left", minutes=self._minutes_left)

    @Property(str, notify=calledChanged)
    def calledText(self) -> str:
        """Which number of the queue may come, in words; "" where nobody waits to read it."""
        if self._called is None or self._visit.at is not Step.ATTRACT:
            return ""
        return self._visit.appearance.catalogue.text("resident.bar.called", number=self._called)

    @property
    def help_call(self) -> "HelpCall | None":
        """The call for help nobody has answered, None for none; it outlives the visit it was made in."""
        return self._help_call

    @Property(bool, notify=helpChanged)
    def isHelpCalled(self) -> bool:
        """Whether such a call is open."""
        return self._help_call is not None

    def tell_help(self, call: "HelpCall | None") -> None:
        """Take note of an open call for help, or that there is none."""
        if call != self._help_call:
            self._help_call = call
            self.helpChanged.emit()

    @Slot()
    def ask_for_help(self) -> None:
        """The person wants staff; whoever can call them answers `helpAsked`."""
        self.helpAsked.emit()

    def tell_called(self, number: int | None) -> None:
        """Tell which number of the queue is called, None for none."""
        if number != self._called:
            self._called = number
            self.calledChanged.emit()

    def tell_minutes_left(self, minutes: int | None) -> None:
        """Tell that so many minutes are left, or stop telling."""
        if minutes != self._minutes_left:
            self._minutes_left = minutes
            self.noticeChanged.emit()

    @Slot()
    def _forget(self) -> None:
        self.tell_minutes_left(None)
