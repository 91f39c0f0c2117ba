"""A window that stands again when its screens fail: made as the product makes it, with a hand at whichever is in front."""

import weakref
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, QTimer, Slot
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from kiosk.services.kiosk import Kiosk
from tests.helpers.qml import Hand, ports_of_a_place_without_devices
from ui.application import Front, WindowOptions, open_window, show_window
from ui.ports import Ports
from ui.restarting import Restarts, keep_standing

SIZE: Final = (1024, 640)


class Fault(QObject):
    """A slot of ours that fails as only a mistake of ours would."""

    def __init__(self, said: str = "of ours") -> None:
        super().__init__()
        self._said = said

    @Slot()
    def happen(self) -> None:
        """Fail."""
        raise ZeroDivisionError(self._said)


@dataclass(frozen=True, slots=True)
class Standing:
    """The window in front, and the exit codes its end was asked for with."""

    front: Front
    restarts: Restarts
    bot: QtBot
    ended: list[int]

    @property
    def hand(self) -> Hand:
        """The hand at the window in front now."""
        return Hand(self.front.window, self.bot)

    def fail(self, said: str = "of ours") -> Hand:
        """Let a slot fail, wait until new screens stand in the place of the old ones, and give the hand at them."""
        fault, before = Fault(said), weakref.ref(self.front.window.view)
        with self.bot.waitSignal(self.restarts.restarted):
            QTimer.singleShot(0, fault.happen)
        view = before()
        assert view is None or not isValid(view)
        self.hand.waits_for("leave")
        self.hand.picture()
        return self.hand


@contextmanager
def a_standing_window(
    kiosk: Kiosk, bot: QtBot, make_ports: Callable[[], Ports] | None = None, language: str = "vi"
) -> Iterator[Standing]:
    """Show the window of `kiosk` as the product does, and keep one standing; closed at the end."""
    options = WindowOptions(is_windowed=True, graphics="software", language=language, size=SIZE, is_still=True)
    front, ended = Front(open_window(kiosk, options)), list[int]()
    show_window(front.window, options)
    bot.waitUntil(front.window.view.isExposed)
    with ExitStack() as watch:
        ports = make_ports or (lambda: ports_of_a_place_without_devices(kiosk.folder / "papers"))
        restarts = keep_standing(front, options, ports, watch, ended.append)
        try:
            yield Standing(front, restarts, bot, ended)
        finally:
            front.window.close()
