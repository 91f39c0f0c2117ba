"""What programs that tests kill leave of their measurement: nothing that makes the end of a whole run noisy or wrong."""

import signal
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from build_scripts.test import drop_unwritten

_KILLED: Final = """
import os, signal, sqlite3
database = sqlite3.connect(".coverage.killed", isolation_level=None)
database.execute("begin exclusive")
os.kill(os.getpid(), signal.SIGKILL)
"""
"""Coverage writes its first table in a transaction; the program dies in it."""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no such end on Windows")
def test_only_what_holds_nothing_is_dropped(tmp_path: Path) -> None:
    """The file of a killed program goes, a measurement is combined, and what is neither is complained of."""
    coverage = [sys.executable, "-m", "coverage"]
    (tmp_path / "measured.py").write_text("print(1)\n", encoding="utf-8")
    subprocess.run([*coverage, "run", "--parallel-mode", "measured.py"], cwd=tmp_path, check=True, capture_output=True)
    assert subprocess.run([sys.executable, "-c", _KILLED], cwd=tmp_path, check=False).returncode == -signal.SIGKILL
    (tmp_path / ".coverage.junk").write_text("junk, and more than a few bytes of it", encoding="utf-8")
    assert (tmp_path / ".coverage.killed").exists()
    assert drop_unwritten(tmp_path) == 1
    done = subprocess.run([*coverage, "combine", "--quiet"], cwd=tmp_path, check=True, capture_output=True, text=True)
    assert ".coverage.junk" in done.stderr
    assert "killed" not in done.stderr
    assert sorted(each.name for each in tmp_path.glob(".coverage*")) == [".coverage", ".coverage.junk"]
