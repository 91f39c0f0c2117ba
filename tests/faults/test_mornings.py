"""What a machine may find in the morning: the real program begins all the same, or says calmly why not and begins once it can."""

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

import pytest

from kiosk.clock import system_clock
from kiosk.contest.errors import Refused
from kiosk.contest.events import ProgramEndedAbnormally, SettingsMended
from kiosk.journal.codec import decode_event
from kiosk.journal.entry import chain_fault
from kiosk.services.kiosk import DATABASE_NAME, load_kiosk
from kiosk.storage.database import open_store
from kiosk.storage.folder_lock import LOCK_NAME, folder_held
from kiosk.storage.journal_rows import all_entries
from tests.helpers.kiosks import a_kiosk

_RUN: Final = """
import sys, time
from pathlib import Path
from kiosk.contest.errors import Refused

folder, offset_s, shown_ms, end = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
clock_ns = time.time_ns
time.time_ns = lambda: clock_ns() + offset_s * 10**9

def started():
    from PySide6.QtGui import QGuiApplication
    print("started", flush=True)
    if end == "quits":
        QGuiApplication.quit()

from kiosk.app import run_kiosk
try:
    code = run_kiosk(folder, language="vi", is_windowed=True, graphics="auto", started=started, shown_ms=shown_ms)
except Refused as refused:
    print(refused.code)
    code = 1
sys.exit(code)
"""
"""The kiosk's window with a moved clock; after its first frame it ends, or goes on until it is told to."""
_LIMIT_S: Final = 60.0
_LONG_MS: Final = 50_000
_1970_S: Final = 5 - time.time_ns() // 10**9
_2099_S: Final = 2_300_000_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give the folder of a kiosk that was left in order."""
    a_kiosk(tmp_path / "kiosk").store.close()
    return tmp_path / "kiosk"


def _environment(**changes: str | None) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    changed = {**kept, "QT_QPA_PLATFORM": "offscreen", **changes}
    return {name: value for name, value in changed.items() if value is not None}


def _command(folder: Path, offset_s: int = 0, shown_ms: int = _LONG_MS, end: str = "quits") -> list[str]:
    return [sys.executable, "-c", _RUN, str(folder), str(offset_s), str(shown_ms), end]


def _run(command: list[str], **environment: str | None) -> tuple[int, str]:
    done = subprocess.run(
        command, env=_environment(**environment), capture_output=True, text=True, timeout=_LIMIT_S, check=False
    )
    return done.returncode, done.stdout.strip()


def _log(folder: Path) -> str:
    place = folder / "logs" / "kiosk.log"
    return place.read_text(encoding="utf-8") if place.is_file() else ""


def _told(folder: Path, kind: type) -> int:
    """Count events of a kind in a journal whose chain holds."""
    kiosk = load_kiosk(folder, system_clock(), os.urandom)
    entries = list(all_entries(kiosk.store, 1))
    kiosk.store.close()
    assert chain_fault(entries) is None
    events = (decode_event(each.kind, each.version, each.payload) for each in entries if each.payload is not None)
    return sum(isinstance(each, kind) for each in events)


def _until(is_so: Callable[[], bool]) -> None:
    began_s, waiting = time.monotonic(), threading.Event()
    while not is_so():
        assert time.monotonic() - began_s < _LIMIT_S
        waiting.wait(0.05)


def test_whatever_stands_in_the_way_of_its_files_it_begins(folder: Path) -> None:
    """Files where folders belong and the other way round, settings cut off: none of it is lost, and the log says what is where."""
    for name in ("logs", "backups", "receipts", "settings.json.2"):
        (folder / name).write_text("in the way", encoding="utf-8")
    for name in ("integrity.json", "kiosk.sqlite-end"):
        (folder / name).mkdir()
    (folder / "settings.json").write_bytes(b'{"paper": "ro')
    assert _run(_command(folder)) == (0, "started")
    assert (folder / "logs.other-1").read_text(encoding="utf-8") == "in the way"
    assert "kept as logs.other-1" in _log(folder)
    assert "the settings were found reset" in _log(folder)
    assert (_told(folder, SettingsMended), _told(folder, ProgramEndedAbnormally)) == (1, 0)
    (folder / "logs" / "kiosk.log").unlink()
    (folder / "logs" / "kiosk.log").mkdir()
    assert _run(_command(folder)) == (0, "started")
    assert "kept as kiosk.log.other-1" in _log(folder)


def test_a_printer_no_address_leads_to_holds_up_nothing(folder: Path) -> None:
    """One value that cannot be a printer: the screens of a visit are there, and the system's own printer is set."""
    (folder / "settings.json").write_text('{"printer": "escpos://10.0.0.9:99999", "paper": "roll80"}', encoding="utf-8")
    assert _run(_command(folder)) == (0, "started")
    assert "could not be made" not in _log(folder)
    assert _told(folder, SettingsMended) == 1


def test_the_surroundings_of_the_process_do_not_matter(folder: Path) -> None:
    """No home, no language, a time zone that is none."""
    strange = {
        "HOME": None,
        "LANG": None,
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "TZ": "Nowhere/Land",
        "XDG_RUNTIME_DIR": None,
    }
    assert _run(_command(folder), **strange) == (0, "started")


@pytest.mark.parametrize("offset_s", [_1970_S, _2099_S], ids=["1970", "2099"])
def test_a_clock_that_is_far_off_stops_no_start_and_loses_nothing(folder: Path, offset_s: int) -> None:
    """Nor does one that is right again afterwards."""
    assert _run(_command(folder, offset_s)) == (0, "started")
    assert _run(_command(folder)) == (0, "started")
    assert _told(folder, ProgramEndedAbnormally) == 0


def test_a_second_start_leaves_the_first_one_alone(folder: Path) -> None:
    """It ends at once with its reason, and covers nothing."""
    with _running(_command(folder, end="waits")) as first:
        assert _read_line(first) == "started"
        assert _run(_command(folder)) == (1, "kiosk_running")
        assert first.poll() is None
    assert first.returncode == 0


def test_a_database_that_is_held_by_a_program_left_over_is_waited_for(folder: Path) -> None:
    """It begins once that is gone; the run counts as one, not as many that were cut off."""
    with closing(sqlite3.connect(folder / DATABASE_NAME, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = wal")
        other.execute("BEGIN IMMEDIATE")
        with _running(_command(folder, end="waits")) as run:
            _until(lambda: "cannot be begun: database_busy" in _log(folder))
            other.execute("ROLLBACK")
            assert _read_line(run) == "started"
    assert run.returncode == 0
    assert _told(folder, ProgramEndedAbnormally) == 0


def test_what_hinders_it_for_long_ends_it_with_its_code(folder: Path) -> None:
    """For whoever starts it anew; nothing is held afterwards."""
    (folder / LOCK_NAME).mkdir()
    assert _run(_command(folder, shown_ms=100)) == (1, "folder_unusable")
    (folder / LOCK_NAME).rmdir()
    assert _run(_command(folder)) == (0, "started")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen")
def test_a_screen_that_comes_late_makes_no_incidents(folder: Path) -> None:
    """Each try ends before it is noted that the program runs."""
    for _ in range(2):
        code, said = _run(_command(folder), QT_QPA_PLATFORM="xcb")
        assert code != 0
        assert said == ""
    assert _run(_command(folder)) == (0, "started")
    assert _told(folder, ProgramEndedAbnormally) == 0


@pytest.mark.skipif(sys.platform != "linux", reason="no such folder elsewhere")
def test_a_folder_nothing_can_be_written_in_is_said_by_its_code(tmp_path: Path) -> None:
    """One that the system keeps for itself stands for it, and a file where a folder belongs."""
    with pytest.raises(Refused, match="disk_read_only"), folder_held(Path("/sys")):
        pass
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(Refused, match="folder_unusable"), folder_held(tmp_path / "file" / "kiosk"):
        pass


def test_a_full_disk_is_called_full_as_the_database_is_opened(folder: Path, tmp_path: Path) -> None:
    """SQLite itself calls it a failing disk: staff would do the wrong thing. On a small file system of its own."""
    place = tmp_path / "small"
    place.mkdir()
    script = (
        f"mount -t tmpfs -o size=400k none {place} && cp {folder / DATABASE_NAME} {place} || exit 42;"
        f"dd if=/dev/zero of={place}/rest bs=1k 2> /dev/null; exec {sys.executable} -c '{_OPEN}' {place / DATABASE_NAME}"
    )
    if shutil.which("unshare") is None:
        pytest.skip("there is no unshare here")
    done = subprocess.run(["unshare", "--mount", "sh", "-c", script], capture_output=True, text=True, check=False)  # noqa: S607 - where the system has it
    if "unshare failed" in done.stderr or done.returncode == 42:
        pytest.skip("whoever runs the tests may not mount here")
    assert done.stdout.strip() == "disk_full"
    open_store(folder / DATABASE_NAME).close()


_OPEN: Final = """
import sys
from pathlib import Path
from kiosk.contest.errors import Refused
from kiosk.storage.database import open_store
try:
    open_store(Path(sys.argv[1]))
except Refused as refused:
    print(refused.code)
"""


@contextmanager
def _running(command: list[str]) -> Iterator[subprocess.Popen[str]]:
    """Run the kiosk beside the block; it is told to end in order afterwards."""
    with subprocess.Popen(
        command, env=_environment(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as run:
        try:
            yield run
            run.terminate()
            run.wait(_LIMIT_S)
        finally:
            run.kill()


def _read_line(run: "subprocess.Popen[str]") -> str:
    assert run.stdout is not None
    return run.stdout.readline().strip()
