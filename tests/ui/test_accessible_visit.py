"""Someone who sees nothing takes the quiz: the real program on a display, used through the accessibility tree alone."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from kiosk.clock import system_clock
from kiosk.services.kiosk import load_kiosk
from kiosk.services.receipts import find_receipt
from tests.helpers.kiosks import counted_bytes
from tests.helpers.waiting import ENDS_WITHIN_S

ROOT: Final = Path(__file__).parents[2]
SYSTEM_PYTHON: Final = "/usr/bin/python3"
"""The system's Python has the bindings, the project's environment has not."""


@pytest.fixture
def display() -> Iterator[str]:
    """Give a display that nobody sees."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1366x768x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=(writing,), stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        assert number, "Xvfb did not start"
        yield f":{number}"
        server.terminate()


@pytest.mark.needs("xvfb", "at-spi")
@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_visit_by_what_a_screen_reader_knows(tmp_path: Path, display: str, language: str) -> None:
    """From the first screen to a receipt that the kiosk knows: every part found by its name, each name once, and pressed."""
    kiosk = [sys.executable, "-m", "kiosk", "demo", "--data", str(tmp_path), "--language", language, "--windowed"]
    reader = [SYSTEM_PYTHON, str(ROOT / "tests" / "helpers" / "accessible_visit.py"), str(ROOT), language, *kiosk]
    environment = {
        **{name: value for name, value in os.environ.items() if name not in ("DBUS_SESSION_BUS_ADDRESS", "PYTHONPATH")},
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
    }
    done = subprocess.run(
        [shutil.which("dbus-run-session") or "", "--", *reader],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=ENDS_WITHIN_S,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    here = load_kiosk(tmp_path / "kiosk", system_clock(), counted_bytes())
    receipt = find_receipt(here, done.stdout.split()[-1])
    here.store.close()
    assert receipt.number == 1
