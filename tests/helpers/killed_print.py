"""A program of its own: a kiosk in the folder named, killed while the receipt of its person is on its way to a printer.

`python -m tests.helpers.killed_print FOLDER ADDRESS STATE` prints "there" once the paper is in that state, and is killed.
"""

import os
import signal
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

from PySide6.QtGui import QGuiApplication

from kiosk.services.opening import open_kiosk
from kiosk.services.running import begin_run
from tests.helpers.killed_visit import Patience
from tests.helpers.kiosks import a_kiosk
from tests.helpers.print_faults import Watched
from tests.helpers.qml import a_window, ports_of_a_place_without_devices
from tests.helpers.visits import stand_at
from ui.devices.escpos_printer import EscposPrinter
from ui.flow import Step

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def main(folder: Path, address: str, state: str) -> None:
    """Print, and be killed."""
    application = QGuiApplication(["killed-print"])
    kiosk, bot = a_kiosk(folder), Patience()
    begin_run(kiosk)
    open_kiosk(kiosk, "officer-1")
    printer = Watched(EscposPrinter(address))
    ports = replace(ports_of_a_place_without_devices(folder), printer=printer)
    with a_window(kiosk, cast("QtBot", bot), ports=ports) as hand:
        stand_at(hand, kiosk, Step.RECEIPT)
        bot.waitUntil(lambda: bool(printer.jobs) and printer.jobs[0].state.value == state)
        bot.waitUntil(lambda: not hand.window.storage.pending)
        print("there", flush=True)  # noqa: T201 - told to the test
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
    del application


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
