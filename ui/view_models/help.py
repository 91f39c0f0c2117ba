"""The page that calls staff: asked first, noted in the journal, taken back when it was not needed.

It says no more than is true: the call is written down and shown here, and rings nowhere. The visit goes on below it.
While staff have the screen it steps aside: they are there.
"""

import logging
from typing import Final, Literal

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.contest.moment import VIETNAM
from kiosk.services.help import HelpCall, call_help, open_calls, take_back_help
from ui.flow import RUNNING
from ui.qt_types import Property, QmlUncreatable
from ui.tasks import Tasks
from ui.view_models.visit import Visit

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

Page = Literal["", "ask", "called", "failed"]
_TITLES: Final[dict[Page, str]] = {
    "": "",
    "ask": "help.ask.title",
    "called": "help.called.title",
    "failed": "help.failed.title",
}
_TEXTS: Final[dict[Page, str]] = {
    "": "",
    "ask": "help.ask.text",
    "called": "help.called.text",
    "failed": "help.failed.text",
}
_log = logging.getLogger(__name__)


@QmlElement
@QmlUncreatable("Made by the window")
class HelpModel(QObject):
    """`page`: "" = nothing is shown, "ask" = whether to call, "called" = staff were called, "failed" = it could not be noted."""

    helpChanged = Signal()

    def __init__(self, visit: Visit, storage: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._visit = visit
        self._storage = storage
        self._page: Page = ""
        self._is_busy = False
        visit.bar.helpAsked.connect(self.show)
        visit.bar.helpChanged.connect(self._follow)
        visit.stepChanged.connect(self.close)
        visit.coverChanged.connect(self.helpChanged)
        visit.appearance.languageChanged.connect(self.helpChanged)
        kiosk = visit.kiosk
        storage.run(
            lambda: open_calls(kiosk), lambda calls: visit.bar.tell_help(calls[-1] if calls else None), _only_logged
        )

    @Property(str, notify=helpChanged)
    def page(self) -> str:
        """What is shown."""
        return "" if self._visit.isCovered else self._page

    @Property(bool, notify=helpChanged)
    def isBusy(self) -> bool:
        """Whether a call is being noted or taken back."""
        return self._is_busy

    @Property(str, notify=helpChanged)
    def title(self) -> str:
        """What the page is about."""
        return self._say(_TITLES)

    @Property(str, notify=helpChanged)
    def text(self) -> str:
        """What happens, or has happened, and what else one can do."""
        return self._say(_TEXTS)

    @Property(bool, notify=helpChanged)
    def isRunning(self) -> bool:
        """Whether the time of an attempt goes on meanwhile."""
        return self._visit.at in RUNNING

    @Slot()
    def show(self) -> None:
        """Show the page: whether to call, or that staff were called already."""
        if self._visit.isCovered:
            return
        self._turn("called" if self._visit.bar.help_call is not None else "ask")

    @Slot()
    def close(self) -> None:
        """Go back to the screen; a call stays open."""
        self._turn("")

    @Slot()
    def call(self) -> None:
        """Call staff."""
        kiosk, step, attempt = self._visit.kiosk, self._visit.at.value, self._visit.facts.attempt
        is_real = attempt is not None and self._visit.facts.practice is None
        attempt_id = attempt.id if attempt is not None and is_real else ""

        def called(call: HelpCall) -> None:
            self._is_busy = False
            if self._page:
                self._page = "called"
            self._visit.bar.tell_help(call)

        self._start()
        self._storage.run(lambda: call_help(kiosk, step, attempt_id), called, self._not_noted)

    @Slot()
    def take_back(self) -> None:
        """Nobody need come any more."""
        kiosk = self._visit.kiosk

        def taken(_count: int) -> None:
            self._is_busy = False
            self._page = ""
            self._visit.bar.tell_help(None)

        self._start()
        self._storage.run(lambda: take_back_help(kiosk), taken, self._not_noted)

    def _start(self) -> None:
        self._is_busy = True
        self.helpChanged.emit()

    def _not_noted(self, failure: Exception) -> None:
        _only_logged(failure)
        self._is_busy = False
        self._turn("failed")

    def _turn(self, page: Page) -> None:
        if page != self._page or page:
            self._page = page
            self.helpChanged.emit()

    def _say(self, keys: dict[Page, str]) -> str:
        call, key = self._visit.bar.help_call, keys[self._page]
        if not key:
            return ""
        at = "" if call is None else f"{call.called_at.astimezone(VIETNAM):%H:%M}"
        return self._visit.appearance.catalogue.text(key, time=at)

    @Slot()
    def _follow(self) -> None:
        """Staff answered: there is nothing left to take back."""
        if self._visit.bar.help_call is None and self._page == "called":
            self._page = ""
        self.helpChanged.emit()


def _only_logged(failure: Exception) -> None:
    _log.warning("a call for help could not be noted or read: %r", failure)
