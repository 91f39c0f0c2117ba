"""How a run of the whole program ends when its screens cannot go on: by a code to be started again, and seen at the next start."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from kiosk.clock import system_clock
from kiosk.contest.events import Event, ProgramEndedAbnormally, SettingsChanged
from kiosk.journal.codec import decode_event
from kiosk.services.kiosk import load_kiosk
from kiosk.settings import read_settings
from kiosk.storage.journal_rows import all_entries
from kiosk.supervision import SCREENS_FAILED
from tests.helpers.kiosks import a_kiosk
from tests.helpers.waiting import ENDS_WITHIN_S

_RUN: Final = """
import sys
from functools import partial
from pathlib import Path
import ui
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
import ui.application
import ui.last_page
from kiosk.app import run_kiosk

def fail_again_and_again():
    failing = QTimer(QGuiApplication.instance(), interval=20)
    failing.timeout.connect(lambda: 1 // 0)
    failing.start()

folder, end, *qml = sys.argv[1:]
ui.application.QML = Path(*qml) if qml else ui.application.QML
ui.last_page.show_last_page = partial(ui.last_page.show_last_page, shown_ms=200)
started = {"quits": QGuiApplication.quit, "fails": fail_again_and_again, "": lambda: None}[end]
sys.exit(run_kiosk(Path(folder), language="vi", is_windowed=True, graphics="auto", started=started))
"""
"""The kiosk's window; what comes after its first frame is said by the second argument."""
_QML: Final = Path(__file__).parents[2] / "ui" / "qml"


def _run(folder: Path, end: str, *qml: str, **places: str) -> int:
    kept = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    done = subprocess.run(
        [sys.executable, "-c", _RUN, str(folder), end, *qml],
        env={**kept, **places},
        capture_output=True,
        timeout=ENDS_WITHIN_S,
        check=False,
    )
    return done.returncode


def _events(folder: Path) -> list[Event]:
    kiosk = load_kiosk(folder, system_clock(), os.urandom)
    entries = all_entries(kiosk.store, 1)
    events = [decode_event(each.kind, each.version, each.payload) for each in entries if each.payload is not None]
    kiosk.store.close()
    return events


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give the folder of a kiosk."""
    a_kiosk(tmp_path / "kiosk").store.close()
    return tmp_path / "kiosk"


def _cuts(folder: Path) -> int:
    """Count what the journal says of runs that were cut off, once another one has begun and ended in order."""
    assert _run(folder, "quits") == 0
    return len([each for each in _events(folder) if isinstance(each, ProgramEndedAbnormally)])


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there may be OpenGL without a screen")
def test_graphics_that_fail_are_replaced_by_software_at_the_next_start(folder: Path) -> None:
    """Where there is no OpenGL, and nothing else to draw with: the second run draws; the journal says who changed the setting."""
    places = {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "rhi", "QSG_RHI_BACKEND": "opengl"}
    assert _run(folder, "quits", **places) == SCREENS_FAILED
    assert read_settings(folder).graphics == "software"
    assert _run(folder, "quits", **places) == 0
    assert SettingsChanged("K-1", ("graphics",)) in _events(folder)
    assert _cuts(folder) == 1


def test_screens_that_go_on_failing_end_the_program(folder: Path) -> None:
    """Each time they are made anew, until it has been too often; the log has each error whole, the journal that it was cut off."""
    assert _run(folder, "fails") == SCREENS_FAILED
    log = (folder / "logs" / "kiosk.log").read_text(encoding="utf-8")
    assert "ZeroDivisionError" in log
    assert log.count("the screens were made anew") >= 1
    assert "the program ends" in log
    assert _cuts(folder) == 1


@pytest.mark.parametrize("missing", ["Main.qml", "VisitScreens.qml"])
def test_screens_that_cannot_be_made_end_the_program(folder: Path, tmp_path: Path, missing: str) -> None:
    """A file of them is gone: said in the log and on the last page, and ended by the code to try anew, whichever it is."""
    shutil.copytree(_QML, tmp_path / "qml")
    (tmp_path / "qml" / "Kiosk" / "Screens" / missing).unlink()
    assert _run(folder, "", str(tmp_path / "qml")) == SCREENS_FAILED
    log = (folder / "logs" / "kiosk.log").read_text(encoding="utf-8")
    assert "could not be made" in log
    assert missing in log
    assert _cuts(folder) == 1
