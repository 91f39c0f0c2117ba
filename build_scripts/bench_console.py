"""Measures how soon the staff's console is there: its first page with its counts after the PIN, and each page turned to.

`bench.py` asks for it, on a kiosk that has seen much and on a new one. By hand: `bench_console.py console DIR PIN REPEATS` prints
the seconds of each page of the kiosk whose state lies in DIR and whose officer has that PIN; `bench_console.py bare REPEATS` is
the floor, an empty item of the whole window put in. A page is there at its last frame, after which nothing is under way any more.
"""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from msgspec import json

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

from build_scripts.bench_figures import Figure, figure_of  # noqa: E402 - found through the line above
from build_scripts.bench_window import SIZE, shown  # noqa: E402 - as above

if TYPE_CHECKING:
    from PySide6.QtQuick import QQuickWindow

    from build_scripts.bench_window import Visitor
    from ui.view_models.staff import StaffModel

MOST_S: Final = 0.1
OPENING: Final = "opening"
_PAGES: Final = ("sessions", "receipts", "devices", "sync", "journal", "handbook", "today")
"""Those of an officer; the first one, today, is turned to again at the end."""
_LOOKS: Final = {"journal-group": "journal, another kind", "journal-day-before": "journal, the day before"}
"""What narrows the journal: pressed until every group of kinds, and some days, were looked through."""
_PRESSES: Final = 6
_RESTS_S: Final = 0.1
"""So long without a frame and with nothing under way, a page is there."""
_US: Final = 1_000_000

Times = dict[str, list[float]]


def console_figures(long_folder: Path, new_folder: Path, pins: tuple[str, str], repeats: int) -> Iterator[Figure]:
    """Measure the console of a kiosk that has seen much beside that of a new one; `pins`: their officers'."""
    bare = statistics.median(json.decode(_child("bare", str(repeats)), type=list[float]))
    long, new = (
        json.decode(_child("console", str(folder), pin, str(repeats)), type=Times)
        for folder, pin in zip((long_folder, new_folder), pins, strict=True)
    )
    for name, samples in long.items():
        yield figure_of(
            "console, from the PIN to today with its counts" if name == OPENING else f"console, {name}",
            samples,
            new[name],
            f"<= {MOST_S * 1000:.0f} ms",
            holds=lambda figure: figure.seconds <= MOST_S,
            notes=f"longest {max(samples) * 1000:.0f} ms; an empty item {bare * 1000:.1f} ms",
        )


def _child(*words: str) -> bytes:
    done = subprocess.run(
        [sys.executable, str(Path(__file__)), *words], cwd=ROOT, capture_output=True, check=False, timeout=600
    )
    if done.returncode:
        raise SystemExit(f"the measured program failed: {done.stderr.decode()[-2000:]}")
    return done.stdout.splitlines()[-1]


def main(words: list[str]) -> None:
    """Measure one thing in this process and print it as JSON."""
    match words:
        case ["bare", repeats]:
            measured: object = _bare(int(repeats))
        case ["console", folder, pin, repeats]:
            measured = _console(Path(folder), pin, int(repeats))
        case _:
            raise SystemExit(__doc__)
    print(json.encode(measured).decode(), flush=True)
    os._exit(0)


def _console(folder: Path, pin: str, repeats: int) -> Times:
    """Sign in and turn to every page, again and again."""
    times: Times = {}
    with shown(folder) as visitor:
        visitor.hand.see("start")
        for _ in range(repeats):
            times.setdefault(OPENING, []).append(_opened(visitor, pin))
            for page in _PAGES:
                times.setdefault(page, []).append(_turned(visitor, f"tab-{page}"))
                for name, said in _LOOKS.items() if page == "journal" else ():
                    times.setdefault(said, []).extend(_turned(visitor, name) for _ in range(_PRESSES))
            visitor.hand.tap("staff-leave")
            visitor.hand.see("start")
    return times


def _opened(visitor: "Visitor", pin: str) -> float:
    """Type the PIN and give the seconds from its being taken, as the journal has it, to the page."""
    staff = cast("StaffModel", visitor.window.models["staff"])
    staff.enter()
    for digit in pin[:-1]:
        visitor.hand.tap(f"pin-{digit}")
    _, there_us = _to_its_last_frame(visitor, f"pin-{pin[-1]}", lambda: staff.is_signed_in)
    taken_us = visitor.kiosk.store.rows(
        "SELECT elapsed_us FROM entry WHERE kind = 'staff_signed_in' ORDER BY epoch DESC, seq DESC LIMIT 1"
    )[0][0]
    return float(there_us - taken_us) / _US


def _turned(visitor: "Visitor", name: str) -> float:
    """Touch a part and give the seconds from the finger's leaving it to the page."""
    touched_us, there_us = _to_its_last_frame(visitor, name, lambda: True)
    return (there_us - touched_us) / _US


def _to_its_last_frame(visitor: "Visitor", name: str, is_there: Callable[[], bool]) -> tuple[int, int]:
    """Touch a part; give when the finger left it, and when the last frame was drawn, in microseconds of the kiosk's own clock."""
    from PySide6.QtCore import QEvent, QObject

    frames, touches = list[int](), list[int]()
    view, hand = visitor.window.view, visitor.hand

    class Touches(QObject):
        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
            if event.type() == QEvent.Type.MouseButtonRelease:
                touches.append(visitor.kiosk.clock.now().elapsed_us)
            return False

    watching = Touches()
    view.installEventFilter(watching)
    drawn = view.frameSwapped.connect(lambda: frames.append(visitor.kiosk.clock.now().elapsed_us))
    hand.tap(name)
    hand.wait(lambda: is_there() and visitor.is_idle(), name)
    rested_since, count = time.monotonic(), len(frames)
    while time.monotonic() - rested_since < _RESTS_S:
        hand.pass_ms(10)
        if len(frames) != count or not visitor.is_idle():
            rested_since, count = time.monotonic(), len(frames)
    QObject.disconnect(drawn)
    view.removeEventFilter(watching)
    return touches[-1], frames[-1]


def _bare(repeats: int) -> list[float]:
    """Put an empty item into a bare window of the same size, and take it out again."""
    from PySide6.QtCore import QCoreApplication, QEventLoop, QUrl
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtQml import QQmlApplicationEngine

    application = QGuiApplication(["bench"])
    engine = QQmlApplicationEngine()
    width, height = SIZE
    engine.loadData(
        f"import QtQuick\nWindow {{ id: w; visible: true; width: {width}; height: {height}; property bool isIn: false\n"
        "Loader { anchors.fill: parent; active: w.isIn; sourceComponent: Component { Item {} } }\n"
        "Rectangle { width: 9; height: 9; color: w.isIn ? 'navy' : 'teal' } }".encode(),
        QUrl("bare.qml"),
    )
    view = cast("QQuickWindow", engine.rootObjects()[0])
    drawn: list[float] = []
    view.frameSwapped.connect(lambda: drawn.append(time.perf_counter()))
    samples = []
    for number in range(2 * repeats + 1):
        drawn.clear()
        began = time.perf_counter()
        view.setProperty("isIn", number % 2 == 1)
        while not drawn:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        samples.append(drawn[0] - began)
    del application
    return samples[1:]


if __name__ == "__main__":
    main(sys.argv[1:])
