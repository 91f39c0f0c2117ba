"""The ports that are in use now, exchanged at once when staff set another printer, scanner or sound. What they do is their own."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot

from kiosk.contest.errors import Refused
from ui.devices.printer import Printer
from ui.papers import Papers
from ui.ports import Ports

_log = logging.getLogger(__name__)


class Wiring(QObject):
    """Outlives the screens, which ask it for `ports` whenever they need one. `rewired` tells that they are others now."""

    rewired = Signal()

    def __init__(self, make_ports: Callable[[], Ports], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._make_ports = make_ports
        self._ports = make_ports()
        self._former: list[Printer] = []

    @property
    def ports(self) -> Ports:
        """The ports of the settings as they were last taken."""
        return self._ports

    @Slot()
    def take_new(self) -> None:
        """Rewire because the district has set something; what fails is logged, and in force at the next start."""
        self.rewire()

    def rewire(self) -> bool:
        """Take the ports of the settings as they are stored now; tells whether they could be made, else the old ones stay in use.

        A printer that was replaced is held on to: papers may still be under way on it, and staff set one seldom.
        """
        try:
            ports = self._make_ports()
        except (Refused, OSError, ValueError):
            _log.exception("the devices could not be exchanged")
            return False
        self._former.append(self._ports.printer)
        self._ports = ports
        self.rewired.emit()
        return True


@dataclass(frozen=True, slots=True)
class Backstage:
    """What stands behind the screens and outlives them, besides the lanes: the ports, the papers on their way, the program."""

    wiring: Wiring
    papers: Papers
    end: Callable[[int], None]
    """Ends the program with an exit code, 0 or one of `kiosk.supervision`."""
