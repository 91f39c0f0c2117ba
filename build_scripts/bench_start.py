"""A program of its own for `bench.py`: shows a window and prints when its first frame was on the screen.

`bench_start.py bare` shows an empty QML window, `bench_start.py kiosk DIR` the kiosk whose state lies in DIR, through the
same steps as `tramthi kiosk`. The time printed is `time.monotonic()`, which all programs of a machine share.
"""

import gc
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")


def start_s(*words: str) -> float:
    """Start this program with these words and give the seconds to its first frame."""
    # A kiosk has its modules compiled, as an installed program does, also where the caller asked Python to write none.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, str(Path(__file__)), *words]
    began = time.monotonic()
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=60)
    if done.returncode:
        raise SystemExit(f"the measured program failed: {done.stderr[-2000:]}")
    return float(done.stdout.split()[-1]) - began


def main() -> None:
    """Show what is asked for until its first frame."""
    if sys.argv[1] == "bare":
        _bare()
    else:
        _kiosk(Path(sys.argv[2]))


def _bare() -> None:
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtQml import QQmlApplicationEngine

    application = QGuiApplication(sys.argv)
    engine = QQmlApplicationEngine()
    engine.loadData(b"import QtQuick\nWindow { visible: true; width: 1366; height: 768 }")
    engine.rootObjects()[0].frameSwapped.connect(_tell)  # type: ignore[attr-defined]  # a Window has it
    application.exec()
    del engine


def _kiosk(folder: Path) -> None:
    gc.disable()
    from kiosk.__main__ import spare_server_driver

    spare_server_driver()
    from kiosk.cli import command_parser
    from kiosk.commands import kiosk as _commands  # noqa: F401 - what the command line loads

    gc.enable()
    command_parser(["kiosk"])
    from kiosk.app import run_kiosk

    run_kiosk(folder, language="vi", is_windowed=True, graphics="software", started=_tell)


def _tell() -> None:
    """Tell the moment and end the program in order: one that is cut leaves a log, and the next start would read it all."""
    from PySide6.QtCore import QCoreApplication, QTimer

    print(time.monotonic(), flush=True)
    QTimer.singleShot(0, QCoreApplication.quit)


if __name__ == "__main__":
    main()
