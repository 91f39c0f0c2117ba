"""Garbage that belongs to the window is deleted on the window's thread, whichever thread makes the next one."""

import gc
import threading
import weakref

from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from ui.collecting import collect_all, collecting_here


class Circle(QObject):
    """An object with a timer that stands in a cycle, as models and devices do."""

    def __init__(self) -> None:
        super().__init__()
        self.itself = self
        QTimer(self, interval=5).start()


def test_only_the_windows_thread_deletes_what_stands_in_cycles(qtbot: QtBot) -> None:
    """A thread that makes any number of objects collects none; the window's does, and an object of its own is gone in time."""
    where: list[bool] = []
    gc.enable()
    with collecting_here(parent := QObject()):
        circle = Circle()
        main = threading.get_ident()
        weakref.finalize(circle, lambda: where.append(threading.get_ident() == main))
        del circle
        made: list[list[int]] = []
        worker = threading.Thread(target=lambda: made.extend([each] for each in range(200_000)))
        worker.start()
        worker.join()
        assert where == []
        qtbot.waitUntil(lambda: where == [True])
    assert gc.isenabled()
    del parent
    gc.disable()


def test_what_a_start_leaves_behind_is_looked_through_once(qtbot: QtBot) -> None:
    """Once all is loaded it is set aside; nothing is lost by that: what goes later is found when everything is collected."""
    gone: list[bool] = []
    with collecting_here(parent := QObject()):
        circle = Circle()
        weakref.finalize(circle, gone.append, True)  # noqa: FBT003 - what it is called with
        qtbot.waitUntil(lambda: gc.get_freeze_count() > 0)
        assert not any(each is circle for each in gc.get_objects())
        del circle
        gc.collect()
        assert gone == []
        collect_all()
        assert gone == [True]
        assert gc.get_freeze_count() == 0
    del parent
    gc.disable()
