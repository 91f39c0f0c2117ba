"""Measures how long the window ever stands still while a long journal goes to the district: the real window, agent and HTTP.

`bench.py` asks for it, with the district in a process of its own. By hand: `bench_stall.py DIR ENTRIES` shows the window of the
kiosk whose state lies in DIR, sends until the district has so many entries more, then rests as long; it prints how late the
beats of a clock of the window were, meanwhile and at rest.
"""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from msgspec import Struct, json

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

from build_scripts.bench_figures import Figure, figure_of  # noqa: E402 - found through the line above
from build_scripts.bench_window import shown  # noqa: E402 - as above

MOST_S: Final = 0.05
_BEAT_MS: Final = 2
_LONGEST_REST_S: Final = 30.0
_LOOKS_EVERY: Final = 100
_MOST_S: Final = 300.0


class Lateness(Struct, frozen=True):
    """How late each beat was, in seconds: while so many entries were sent, and with nothing to do; and how long sending took."""

    sending: list[float]
    at_rest: list[float]
    entries: int
    seconds: float


def stall_figure(folder: Path, entries: int) -> Figure:
    """Give the longest standstill of the window while so many entries are sent, beside the longest in as much time at rest."""
    command = [sys.executable, str(Path(__file__)), str(folder), str(entries)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, timeout=600)
    if done.returncode:
        raise SystemExit(f"the measured program failed: {done.stderr.decode()[-2000:]}")
    late = json.decode(done.stdout.splitlines()[-1], type=Lateness)
    p99 = statistics.quantiles(late.sending, n=100)[98]
    return figure_of(
        f"longest standstill of the window while {late.entries} entries are sent",
        [max(late.sending)],
        [max(late.at_rest)],
        f"<= {MOST_S * 1000:.0f} ms",
        holds=lambda figure: figure.seconds <= MOST_S,
        notes=f"sent in {late.seconds:.1f} s; p99 {p99 * 1000:.1f} ms",
    )


def main(words: list[str]) -> None:
    """Measure in this process and print it as JSON."""
    folder, entries = words
    print(json.encode(_lateness(Path(folder), int(entries))).decode(), flush=True)
    os._exit(0)


def _lateness(folder: Path, wanted: int) -> Lateness:
    from kiosk.app import BackgroundSync
    from kiosk.storage.journal_rows import count_entries

    with shown(folder) as visitor:
        visitor.hand.see("start")
        store = visitor.kiosk.store
        _, held = count_entries(store)
        sync = BackgroundSync(visitor.kiosk)
        began_s = time.monotonic()
        sync.start()
        sending = _beats(lambda: count_entries(store)[1] - held >= wanted or time.monotonic() - began_s > _MOST_S)
        seconds = time.monotonic() - began_s
        sync.stop()
        entries = count_entries(store)[1] - held
        rested_at_s = time.monotonic() + min(seconds, _LONGEST_REST_S)
        at_rest = _beats(lambda: time.monotonic() >= rested_at_s)
    if entries < wanted:
        raise SystemExit(f"only {entries} of {wanted} entries were sent")
    return Lateness(sending, at_rest, entries, seconds)


def _beats(is_over: Callable[[], bool]) -> list[float]:
    """Let the window live, and give how late each beat of a clock on its thread came, until it is over."""
    from PySide6.QtCore import QEventLoop, Qt, QTimer

    late: list[float] = []
    loop = QEventLoop()
    beat = QTimer(interval=_BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
    last_s = time.perf_counter()

    def take() -> None:
        nonlocal last_s
        now_s = time.perf_counter()
        late.append(max(0.0, now_s - last_s - _BEAT_MS / 1000))
        last_s = now_s
        if len(late) % _LOOKS_EVERY == 0 and is_over():
            loop.quit()

    beat.timeout.connect(take)
    beat.start()
    loop.exec()
    return late


if __name__ == "__main__":
    main(sys.argv[1:])
