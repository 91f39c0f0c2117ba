"""Measures what the first screen costs while nobody is there: the share of one core that the kiosk's own program uses.

`bench.py` asks for it; by hand, `bench_idle.py kiosk DIR` is the program measured, on the kiosk whose state lies in DIR and
through the same steps as `tramthi kiosk`, its cards turning; `bench_idle.py bare` is the floor, a QML window with one rectangle.
Offscreen and on the software renderer; read from the system's own count (/proc), so on Linux alone.
"""

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

from msgspec import Struct

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

SETTLES_S: Final = 10
WATCHED_S: Final = 20
"""Two cards are turned in it."""
MOST_SHARE: Final = 0.02


class Idle(Struct, frozen=True):
    """The share of one core used while nobody is there, beside a bare window that nobody touches."""

    name: str
    share: float
    floor_share: float
    target: str
    holds: bool

    def sentence(self) -> str:
        """Say it in one line."""
        return f"{self.name}: {self.share:.2%} of one core; floor {self.floor_share:.2%}; target {self.target}"


def idle_figure(folder: Path) -> Idle:
    """Watch the kiosk of a folder at its first screen, then a bare window."""
    ours, bare = _share("kiosk", str(folder)), _share("bare")
    return Idle(
        f"first screen with nobody there, over {WATCHED_S} s", ours, bare, f"< {MOST_SHARE:.0%}", ours < MOST_SHARE
    )


def _share(*words: str) -> float:
    with subprocess.Popen([sys.executable, str(Path(__file__)), *words], cwd=ROOT) as program:
        try:
            _let_run(program, SETTLES_S)
            before_s = _used_s(program.pid)
            _let_run(program, WATCHED_S)
            return (_used_s(program.pid) - before_s) / WATCHED_S
        finally:
            program.kill()


def _let_run(program: "subprocess.Popen[bytes]", seconds: float) -> None:
    try:
        code = program.wait(seconds)
    except subprocess.TimeoutExpired:
        return
    raise SystemExit(f"the measured program ended with {code}")


def _used_s(pid: int) -> float:
    """Give the seconds of processor time a program has used, in user mode and in the kernel (proc_pid_stat(5), 14 and 15)."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main(words: list[str]) -> None:
    """Show a window until the program is ended."""
    match words:
        case ["bare"]:
            _bare()
        case ["kiosk", folder]:
            _kiosk(Path(folder))
        case _:
            raise SystemExit(__doc__)


def _bare() -> None:
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtQml import QQmlApplicationEngine

    application = QGuiApplication(sys.argv)
    engine = QQmlApplicationEngine()
    engine.loadData(
        b"import QtQuick\nWindow { visible: true; width: 1366; height: 768; Rectangle { width: 300; height: 100 } }"
    )
    application.exec()
    del engine


def _kiosk(folder: Path) -> None:
    from kiosk.app import run_kiosk
    from kiosk.clock import system_clock
    from kiosk.services.kiosk import load_kiosk
    from kiosk.services.opening import is_open, open_kiosk

    kiosk = load_kiosk(folder, system_clock(), os.urandom)
    if not is_open(kiosk):
        open_kiosk(kiosk, "bench")
    kiosk.store.close()
    run_kiosk(folder, language="vi", is_windowed=True, graphics="software")


if __name__ == "__main__":
    main(sys.argv[1:])
