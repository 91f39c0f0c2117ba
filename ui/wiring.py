"""The ports that are in use now, exchanged at once when staff set another printer, scanner or sound. What they do is their own."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from ui.devices.printer import Printer
from ui.ports import Ports
from ui.receipt_papers import ReceiptPapers


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

    def rewire(self) -> None:
        """Take the ports of the settings as they are stored now. Whatever making them raises leaves the old ones in use.

        A printer that was replaced is held on to: papers may still be under way on it, and staff set one seldom.
        """
        before, self._ports = self._ports, self._make_ports()
        self._former.append(before.printer)
        self.rewired.emit()


@dataclass(frozen=True, slots=True)
class Backstage:
    """What stands behind the screens and outlives them, besides the lanes: the ports, the receipts on their way, the program."""

    wiring: Wiring
    papers: ReceiptPapers
    end: Callable[[int], None]
    """Ends the program with an exit code, 0 or one of `kiosk.supervision`."""
