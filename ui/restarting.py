"""The screens made anew after an error nobody expected, in the same place and the same process.

The calm screen is shown at once, then everything drawn and every model of it is thrown away and made again; the calm screen stands
on the new screens until its person goes on or leaves. What outlives them: the kiosk and its store, the lanes with their work, the
ports, the receipts on their way to paper, and of the visit its paper as it is stored. Nothing that says who somebody is does.
"""

import logging
import traceback
from collections import deque
from collections.abc import Callable
from contextlib import ExitStack
from typing import TYPE_CHECKING, Final

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication

from kiosk.contest.attempt import Attempt, State
from kiosk.services.attempts import read_attempt_now
from kiosk.services.receipts import Receipt
from kiosk.services.results import Result
from kiosk.supervision import SCREENS_FAILED
from ui.application import FirstFrame, Front, KioskWindow, Lanes, WindowOptions, complete, lose_graphics, show_visit
from ui.collecting import collect_all
from ui.completion import complete_window
from ui.last_page import LastPage, show_last_page
from ui.listening import Listening
from ui.view_models.staff import StaffModel
from ui.view_models.visit import Visit
from ui.watching import forget_errors, watched

if TYPE_CHECKING:
    from ui.ports import Ports
    from ui.wiring import Backstage

RESTARTS: Final = 3
"""So often within `WITHIN_S` screens are made anew; then the whole program is for whoever started it."""
WITHIN_S: Final = 60
_US_PER_S: Final = 1_000_000
_FIRST_FRAME_WITHIN_MS: Final = 5_000
"""So long the old view stays behind a new one that draws nothing, as when the screen is off."""
_log = logging.getLogger(__name__)


class ScreensFailedError(Exception):
    """What the calm screen on new screens stands for. The error itself is logged, and gone with all that it holds."""


def keep_standing(
    front: Front,
    options: WindowOptions,
    make_ports: "Callable[[], Ports]",
    watch: ExitStack,
    end: Callable[[int], None] = QGuiApplication.exit,
) -> "Restarts":
    """Complete the opened window and keep screens in front from now on, until `watch` is closed."""
    restarts = Restarts(front, options, end)
    watch.enter_context(watched(restarts.fail, front.window.kiosk.folder))
    restarts.begin(make_ports)
    return restarts


class Restarts(QObject):
    """Exchanges the window in front. `end` is called with the exit code when screens can no longer be made."""

    restarted = Signal()

    def __init__(self, front: Front, options: WindowOptions, end: Callable[[int], None]) -> None:
        super().__init__()
        self._front = front
        self._options = options
        self._end = end
        self._backstage: Backstage | None = None
        self._failure: Exception | None = None
        self._failed_us: deque[int] = deque(maxlen=RESTARTS)
        self._before: KioskWindow | None = None
        self._last_page: LastPage | None = None

    def begin(self, make_ports: "Callable[[], Ports]") -> None:
        """Complete the window; where that cannot be done, the last page is shown and the program ends."""
        try:
            self._backstage = complete(self._front.window, make_ports, self._end)
        except Exception:  # noqa: BLE001 - as below
            _log.exception("the screens of a visit could not be made")
            self._last_page = show_last_page(lambda: self._end(SCREENS_FAILED))

    @Slot(object)
    def fail(self, failure: Exception) -> None:
        """Take an error nobody expected; others that come up before the screens are made anew are only logged."""
        if self._failure is None:
            self._failure = failure
            QTimer.singleShot(0, self, self._recover)
        else:
            self._log("while the screens failed", failure)

    @Slot()
    def _recover(self) -> None:
        failure, backstage = self._failure, self._backstage
        if failure is None or backstage is None:
            return
        try:
            self._front.window.visit.report(failure)
            if self._is_often():
                _log.error("the screens failed more than %d times within %d s: the program ends", RESTARTS, WITHIN_S)
                self._end(SCREENS_FAILED)
            else:
                self._make_anew(backstage)
        except Exception as fault:  # noqa: BLE001 - nothing is left that could show a screen
            self._log("as the screens were made anew", fault)
            self._end(SCREENS_FAILED)

    def _is_often(self) -> bool:
        """Note that the screens failed now, and tell whether they do so time and again."""
        now_us = self._front.window.kiosk.clock.now().elapsed_us
        is_often = len(self._failed_us) == RESTARTS and now_us - self._failed_us[0] < WITHIN_S * _US_PER_S
        self._failed_us.append(now_us)
        return is_often

    def _make_anew(self, backstage: "Backstage") -> None:
        before = self._front.window
        visit, measures = _successor(before), _measures(before)
        _put_aside(before)
        self._failure = None
        lanes = Lanes(before.storage, before.devices, before.speech)
        self._front.window = show_visit(visit, lanes, before.width_px, measures)
        complete_window(self._front.window, backstage)
        _read_again(visit)
        self._show(before)

    def _show(self, before: KioskWindow) -> None:
        """Put the new view exactly where the old one is, which goes only once the new one is drawn: nothing else flashes up."""
        self._throw_away()  # one that a failure of the failure left behind
        self._before = before
        new, kiosk, options = self._front.window.view, self._front.window.kiosk, self._options
        new.sceneGraphError.connect(lambda _error, message: lose_graphics(kiosk, options, message))
        new.setScreen(before.view.screen())
        new.setGeometry(before.view.geometry())
        FirstFrame(new, lambda: QTimer.singleShot(0, self, self._throw_away))
        QTimer.singleShot(_FIRST_FRAME_WITHIN_MS, new, self._throw_away)
        new.setVisibility(before.view.visibility())
        new.requestActivate()

    @Slot()
    def _throw_away(self) -> None:
        before, self._before = self._before, None
        if before is None:
            return
        before.take_down()
        for model in reversed(before.models.values()):
            if shiboken6.isValid(model):
                shiboken6.delete(model)
        before.models.clear()
        forget_errors()
        del before
        collect_all()
        _log.info("the screens were made anew")
        self.restarted.emit()

    def _log(self, when: str, failure: Exception) -> None:
        trace = self._front.window.visit.facts.without_personal("".join(traceback.format_exception(failure)))
        _log.error("%s\n%s", when, trace)


def _successor(before: KioskWindow) -> Visit:
    """Give the visit of the new screens: at the calm screen, with the paper of the person in front, looking the same to them."""
    old = before.visit
    visit = Visit(old.kiosk, before.storage, before.appearance.successor())
    visit.begin_at_problem(ScreensFailedError(), old.facts.after_failure())
    return visit


def _measures(before: KioskWindow) -> dict[str, float]:
    view = before.view
    return {"width": view.width(), "height": view.height(), "pixelsPerMm": float(view.property("pixelsPerMm"))}


def _put_aside(before: KioskWindow) -> None:
    """Let the old screens hear, do and know nothing any more; their picture stays until the new one is drawn."""
    before.view.contentItem().setEnabled(False)
    before.fall_silent()
    for model in tuple(before.models.values()):
        if isinstance(model, Listening):
            model.stop()
        elif isinstance(model, StaffModel):
            model.leave()
    before.visit.forget()
    for lane in (before.storage, before.devices, before.speech):
        lane.drop()


def _read_again(visit: Visit) -> None:
    """Take the paper in front as it is stored: what was under way as the screens failed has been done by then."""
    facts, kiosk = visit.facts, visit.kiosk
    attempt, desk = facts.attempt, visit.desk
    if attempt is None or facts.practice is not None or facts.result is not None:
        return

    def stored() -> tuple[Attempt | None, Result | None, Receipt | None]:
        now = read_attempt_now(kiosk, attempt.id)
        if now.state is State.FINISHED:
            return desk.end(kiosk, attempt.id, "handed_in")
        return (now if now.state is State.RUNNING else None), None, None

    def take(found: tuple[Attempt | None, Result | None, Receipt | None]) -> None:
        facts.attempt, facts.result, facts.receipt = found
        visit.attemptChanged.emit()

    visit.ask(stored, take)
