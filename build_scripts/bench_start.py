"""A program of its own for `bench.py`: shows a window and prints when its first frame was on the screen.

`bench_start.py bare` shows an empty QML window, `bench_start.py kiosk DIR` the kiosk whose state lies in DIR, through the
same steps as `tramthi kiosk`. The time printed is `time.monotonic()`, which all programs of a machine share.
"""

import os
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")


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
    from kiosk.app import window_ports
    from kiosk.cli import command_parser
    from kiosk.clock import system_clock
    from kiosk.services.attempts import settle_interrupted
    from kiosk.services.kiosk import load_kiosk
    from kiosk.settings import Settings

    command_parser()
    kiosk = load_kiosk(folder, system_clock(), os.urandom)
    settle_interrupted(kiosk)
    from ui.application import WindowOptions, run

    def never() -> None:
        raise AssertionError("nothing syncs before the first frame")

    options = WindowOptions(is_windowed=True, graphics="software", size=(1366, 768))
    run(kiosk, options, lambda: window_ports(kiosk, Settings(), never), _tell)  # type: ignore[arg-type]  # never called


def _tell() -> None:
    print(time.monotonic(), flush=True)
    from PySide6.QtGui import QGuiApplication

    QGuiApplication.exit(0)


if __name__ == "__main__":
    main()
