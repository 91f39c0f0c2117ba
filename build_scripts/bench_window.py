"""Measures the window as people feel it: frames while tapping, memory after many visits, and a whole visit's own work.

Each figure is taken in a program of its own, offscreen and on the software renderer; `bench.py` asks for all of them. By hand:
`bench_window.py memory DIR 500` prints the resident memory after 20 and after 500 visits on the kiosk whose state lies in DIR;
`bench_window.py frames DIR` the times from a tap to its frame, `bench_window.py bare` the same for one rectangle.
"""

import gc
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec import Struct, json

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

if TYPE_CHECKING:
    from PySide6.QtQuick import QQuickWindow

    from kiosk.services.kiosk import Kiosk
    from sync.client.rounds import SyncReport
    from ui.application import KioskWindow

TAPS: Final = 300
SETTLED_AFTER: Final = 20
"""Visits after which caches are as full as they get: the memory that later ones are compared with."""
MOST_FRAME_S: Final = 0.033
MOST_GROWTH: Final = 1.10
MOST_WALK_S: Final = 15.0
SIZE: Final = (1920, 1080)
_REST_MS: Final = 30
_ANSWERED: Final = 2


class Frames(Struct, frozen=True):
    """From a tap to the frame that shows it, beside a bare window whose one rectangle changes."""

    name: str
    p50_seconds: float
    p95_seconds: float
    floor_p95_seconds: float
    ratio: float
    target: str
    holds: bool

    def sentence(self) -> str:
        """Say it in one line."""
        return (
            f"{self.name}: p50 {self.p50_seconds * 1000:.1f} ms, p95 {self.p95_seconds * 1000:.1f} ms; "
            f"floor p95 {self.floor_p95_seconds * 1000:.1f} ms, {self.ratio:.2f}x; target {self.target}"
        )


class Memory(Struct, frozen=True):
    """Resident memory of the whole program."""

    name: str
    settled_mib: float
    mib: float
    ratio: float
    target: str
    holds: bool

    def sentence(self) -> str:
        """Say it in one line."""
        return f"{self.name}: {self.settled_mib:.0f} -> {self.mib:.0f} MiB, {self.ratio:.2f}x; target {self.target}"


class Walk(Struct, frozen=True):
    """The walkthrough: everything from the first touch to the receipt, with a picture of each screen."""

    name: str
    seconds: float
    target: str
    holds: bool

    def sentence(self) -> str:
        """Say it in one line."""
        return f"{self.name}: {self.seconds:.1f} s; target {self.target}"


def window_figures(kiosk_folder: Path, visits: int) -> Iterator[Frames | Memory | Walk]:
    """Measure everything on the kiosk in a folder; `visits` is how many the memory is watched over."""
    yield _frames(kiosk_folder)
    yield _walk()
    yield _memory(kiosk_folder, visits)


def _frames(folder: Path) -> Frames:
    ours, bare = (json.decode(_child(*words), type=list[float]) for words in (("frames", str(folder)), ("bare",)))
    p95, floor = _p95(ours), _p95(bare)
    return Frames(
        "frame while tapping, 1920x1080, software renderer",
        statistics.median(ours),
        p95,
        floor,
        p95 / floor,
        f"p95 <= {MOST_FRAME_S * 1000:.0f} ms",
        p95 <= MOST_FRAME_S,
    )


def _memory(folder: Path, visits: int) -> Memory:
    settled, after = json.decode(_child("memory", str(folder), str(visits)), type=tuple[float, float])
    return Memory(
        f"resident memory after {visits} visits, beside that after {SETTLED_AFTER}",
        settled,
        after,
        after / settled,
        f"<= {MOST_GROWTH:.2f}x",
        after <= settled * MOST_GROWTH,
    )


def _walk() -> Walk:
    with tempfile.TemporaryDirectory(prefix="tram-thi-bench-") as folder:
        command = [sys.executable, "-m", "kiosk", "walkthrough", "--out", folder, "--data", f"{folder}/data"]
        began = time.monotonic()
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=120)
        seconds = time.monotonic() - began
    return Walk("walkthrough, district and pictures included", seconds, f"< {MOST_WALK_S:.0f} s", seconds < MOST_WALK_S)


def _child(*words: str) -> bytes:
    done = subprocess.run(
        [sys.executable, str(Path(__file__)), *words], cwd=ROOT, capture_output=True, check=False, timeout=3600
    )
    if done.returncode:
        raise SystemExit(f"the measured program failed: {done.stderr.decode()[-2000:]}")
    return done.stdout.splitlines()[-1]


def _p95(samples: list[float]) -> float:
    return statistics.quantiles(samples, n=100)[94]


def main(words: list[str]) -> None:
    """Measure one thing in this process and print it as JSON."""
    match words:
        case ["bare"]:
            measured: object = _bare_frames()
        case ["frames", folder]:
            measured = _kiosk_frames(Path(folder))
        case ["memory", folder, visits]:
            measured = _memory_over(Path(folder), int(visits))
        case _:
            raise SystemExit(__doc__)
    print(json.encode(measured).decode(), flush=True)
    os._exit(0)


def _bare_frames() -> list[float]:
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtQml import QQmlApplicationEngine
    from PySide6.QtQuick import QQuickWindow

    application = QGuiApplication(["bench"])
    engine = QQmlApplicationEngine()
    engine.loadData(
        b"import QtQuick\nWindow { id: w; visible: true; width: 1920; height: 1080\n property int taps: 0\n"
        b"Rectangle { anchors.centerIn: parent; width: 300; height: 100; color: w.taps % 2 ? 'navy' : 'teal' } }",
        QUrl("bare.qml"),
    )
    view = engine.rootObjects()[0]
    if not isinstance(view, QQuickWindow):
        raise SystemExit("no window")
    samples = _timed_frames(view, lambda number: view.setProperty("taps", number + 1))
    del application
    return samples


def _kiosk_frames(folder: Path) -> list[float]:
    with shown(folder) as visitor:
        visitor.walk_in()
        return _timed_frames(visitor.window.view, lambda number: visitor.hand.tap(f"answer-{number % 3}"))


def _timed_frames(view: "QQuickWindow", act: Callable[[int], object]) -> list[float]:
    """Act again and again and time each act's first frame; between two acts the window comes to rest."""
    from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer

    shown: list[float] = []
    view.frameSwapped.connect(lambda: shown.append(time.perf_counter()))
    samples = []
    for number in range(TAPS):
        resting = QTimer(singleShot=True, interval=_REST_MS)
        resting.start()
        while resting.isActive():
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        shown.clear()
        began = time.perf_counter()
        act(number)
        while not shown:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        samples.append(shown[0] - began)
    return samples


def _memory_over(folder: Path, visits: int) -> tuple[float, float]:
    settled = 0.0
    with shown(folder) as visitor:
        for number in range(1, visits + 1):
            visitor.visit()
            if number == SETTLED_AFTER:
                settled = _resident_mib()
    return settled, _resident_mib()


def _resident_mib() -> float:
    """Give the resident memory as the system counts it, nothing given back for the occasion but Python's own garbage."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024**2


class Visitor:
    """One person after another at a window, by touch, each another number."""

    def __init__(self, kiosk: "Kiosk", window: "KioskWindow", folder: Path) -> None:
        from kiosk.services.status import kiosk_status
        from ui.hand import Hand

        self.window: Final = window
        self.hand: Final = Hand(window.view, folder, self.is_idle)
        self.kiosk: Final = kiosk
        self._serial = kiosk_status(kiosk).attempts.started

    def visit(self) -> None:
        """Come, answer a few questions, hand in, take the receipt, go."""
        tap = self.hand.tap
        self.walk_in()
        for _ in range(_ANSWERED):
            tap("answer-1")
            tap("next")
        tap("review")
        tap("hand-in")
        tap("confirm-hand-in")
        self.hand.see("score")
        tap("continue")
        self.hand.see("receipt-code")
        tap("finish")
        tap("done")
        self.hand.see("start")

    def walk_in(self) -> None:
        """Go from the first screen to the first question."""
        hand, tap = self.hand, self.hand.tap
        self._serial += 1
        tap("start")
        hand.reach("consent-participate")
        tap("continue")
        tap("type-card")
        self._press("id-number", f"001185{self._serial:06d}")
        self._press("full-name", "anbinh")
        self._press("birth-date", "15081985")
        tap("sex-female")
        hand.reach(f"group-{self.kiosk.rules.groups[0].code}")
        tap("continue")
        self._press("phone", "0900000185")
        hand.see("correct-edit_name")
        tap("continue")
        hand.reach("unit-00343")
        tap("continue")
        tap("begin")
        hand.see("answer-0")

    def _press(self, line: str, keys: str) -> None:
        self.hand.see(line)
        for key in keys:
            self.hand.tap(f"key-{key}")
        self.hand.tap("continue")

    def is_idle(self) -> bool:
        """Tell whether everything asked for has been done."""
        window = self.window
        return not (window.storage.pending or window.devices.pending or window.visit.property("isBusy"))


@contextmanager
def shown(folder: Path) -> Iterator[Visitor]:
    """Show the window of the kiosk whose state lies in `folder`, its day open."""
    from PySide6.QtGui import QGuiApplication

    from kiosk.app import window_ports
    from kiosk.clock import system_clock
    from kiosk.services.kiosk import load_kiosk
    from kiosk.services.opening import is_open, open_kiosk
    from kiosk.settings import Settings
    from ui.application import WindowOptions, build_window, show_window
    from ui.collecting import collecting_here

    application = QGuiApplication(["bench"])
    kiosk = load_kiosk(folder, system_clock(), os.urandom)
    if not is_open(kiosk):
        open_kiosk(kiosk, "bench")
    options = WindowOptions(is_windowed=True, graphics="software", size=SIZE, is_still=True)
    window = build_window(kiosk, options, window_ports(kiosk, Settings(printer="file"), _without_district))
    show_window(window, options)
    with collecting_here(application):
        yield Visitor(kiosk, window, folder)
    window.close()
    kiosk.store.close()
    del application


def _without_district() -> "SyncReport":
    """Answer as a kiosk does that stands alone, as this one."""
    from kiosk.contest.errors import Refused

    raise Refused("district_unreachable")


if __name__ == "__main__":
    main(sys.argv[1:])
