"""The district's orders and settings obeyed between visits, and the day as it is stored: looked for while nobody is in front."""

import logging
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kiosk.services.kiosk import Kiosk
from kiosk.services.opening import is_open
from kiosk.services.orders import Answer, district_settings, obey_newest_order
from kiosk.services.practice_mode import is_in_practice
from ui.flow import Act, Step
from ui.tasks import Tasks
from ui.view_models.visit import Visit

_LOOK_EVERY_MS: Final = 10_000
_BETWEEN: Final = frozenset({Step.ATTRACT, Step.CLOSED})
"""Screens on which no visit runs."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Found:
    """What became of the newest order (None: there was none to obey), who may start, the text size, the paper."""

    answer: Answer | None
    is_open: bool
    is_in_practice: bool
    text_step: int | None
    paper: str


class OrdersModel(QObject):
    """Looks at each end of a visit and every few seconds between two; the screens follow what the day became.

    `paperChanged`: the district has set another paper since it was looked for first, or leaves it to the kiosk again.
    """

    paperChanged = Signal()

    def __init__(self, visit: Visit, storage: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._visit = visit
        self._storage = storage
        self._paper: str | None = None
        self._looking = QTimer(self, interval=_LOOK_EVERY_MS)
        self._looking.timeout.connect(self.look)
        visit.stepChanged.connect(self._follow)
        self._follow()

    @Slot()
    def look(self) -> None:
        """Obey what came, unless somebody is about to begin or staff have the screen."""
        visit = self._visit
        if visit.at in _BETWEEN and not visit.isBusy and not visit.isCovered:
            kiosk = visit.kiosk
            self._storage.run(lambda: _obeyed(kiosk), self._told, _left_undone)

    @Slot()
    def _follow(self) -> None:
        if self._visit.at not in _BETWEEN:
            self._looking.stop()
        elif not self._looking.isActive():
            self._looking.start()
            self.look()

    def _told(self, found: _Found) -> None:
        if found.text_step is not None:
            self._visit.appearance.begin_with(found.text_step)
        if self._visit.at in _BETWEEN and found.paper != self._paper:
            is_news, self._paper = self._paper is not None, found.paper
            if is_news:
                self.paperChanged.emit()
        if found.answer is not None and self._visit.at in _BETWEEN:
            self._visit.take(Act.OPEN if found.is_open else Act.CLOSE)
        elif self._visit.at is Step.ATTRACT:
            self._invite_truly(found)

    def _invite_truly(self, found: _Found) -> None:
        """Every visit ends at the first screen, one that a fault cut off too: it may not invite where nobody can start."""
        if found.is_in_practice:
            self._visit.tell_practice(is_on=True)
        elif not found.is_open and not self._visit.isKioskInPractice:
            self._visit.take(Act.CLOSE)


def _obeyed(kiosk: Kiosk) -> _Found:
    answer = obey_newest_order(kiosk)
    settings = district_settings(kiosk)
    text_step, paper = (None, "") if settings is None else (settings.text_step, settings.paper)
    return _Found(answer, is_open(kiosk), is_in_practice(kiosk), text_step, paper)


def _left_undone(failure: Exception) -> None:
    _log.warning("an order waits: %r", failure)
