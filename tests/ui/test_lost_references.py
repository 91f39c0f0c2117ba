"""The guard against the references to `True` and `None` that PySide6 6.12.0 loses."""

import subprocess
import sys

import pytest

from tests.helpers.waiting import ENDS_WITHIN_S

_BEGIN = """
import ui
from PySide6.QtCore import QObject, QTimer, Signal

class Bell(QObject):
    rung = Signal(str)

bell, timer = Bell(), QTimer()
for _ in range(50_000):
"""


@pytest.mark.parametrize("call", ['bell.rung.emit("x")', "timer.stop()"])
def test_a_program_that_calls_qt_often_lives_on(call: str) -> None:
    """Fifty thousand calls, far more than `True` or `None` has references of its own, end no program."""
    done = subprocess.run(
        [sys.executable, "-c", f"{_BEGIN}    {call}"], capture_output=True, timeout=ENDS_WITHIN_S, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
