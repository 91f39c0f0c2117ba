"""What watches over the window: an error in a slot is told on the GUI thread, a stall leaves its trace."""

import sys
import threading
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from kiosk.services.kiosk import Kiosk
from tests.helpers.standing import Fault
from tests.helpers.waiting import COMES_WITHIN_S
from ui.watching import forget_errors, watched


def test_an_error_in_a_slot_is_told(kiosk: Kiosk, qtbot: QtBot) -> None:
    """Whole, once; and nothing keeps it afterwards."""
    told: list[Exception] = []
    fault = Fault()
    with watched(told.append, kiosk.folder):
        QTimer.singleShot(0, fault.happen)
        qtbot.waitUntil(lambda: bool(told))
    assert [str(each) for each in told] == ["of ours"]
    told.clear()
    forget_errors()
    assert not hasattr(sys, "last_value")


def test_an_error_on_another_thread_is_told_on_this_one(kiosk: Kiosk, qtbot: QtBot) -> None:
    """As when a picture is drawn elsewhere: what mends the screens may only run here."""
    idents: list[int] = []
    with watched(lambda _: idents.append(threading.get_ident()), kiosk.folder):
        thread = threading.Thread(target=lambda: sys.excepthook(ValueError, ValueError("there"), None))
        thread.start()
        thread.join()
        qtbot.waitUntil(lambda: bool(idents))
    assert idents == [threading.get_ident()]


def test_a_stall_leaves_the_lines_it_stands_at(qapp: object, kiosk: Kiosk) -> None:  # noqa: ARG001 - timers need it
    """No turn of the event loop for too long: every thread's place in the code is written down."""
    with watched(lambda _: None, kiosk.folder, stalled_s=0.1):
        written = _stand_still_until_written(kiosk.folder / "logs" / "stalls.log")
    assert "_stand_still_until_written" in written


def _stand_still_until_written(place: Path) -> str:
    deadline = time.monotonic() + COMES_WITHIN_S
    while not (written := place.read_text(encoding="utf-8")) and time.monotonic() < deadline:
        threading.Event().wait(0.01)  # the loop must not turn meanwhile: nothing of Qt's can wait here
    return written
