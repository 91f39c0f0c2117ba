"""The guard against the references to `True` that PySide6 6.12.0 loses."""

import subprocess
import sys

_EMIT_OFTEN = """
import ui
from PySide6.QtCore import QObject, Signal

class Bell(QObject):
    rung = Signal(str)

bell = Bell()
for _ in range(20_000):
    bell.rung.emit("x")
"""


def test_a_program_that_emits_often_lives_on() -> None:
    """Twenty thousand signals, far more than `True` has references of its own, end no program."""
    done = subprocess.run([sys.executable, "-c", _EMIT_OFTEN], capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
