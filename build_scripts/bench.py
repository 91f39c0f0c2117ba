"""Measures what people wait for, each figure beside its floor in the same run: the least that the machine itself needs.

`python3 build_scripts/bench.py --json` in the project's environment. Machines are noisy: compare ratios, not seconds. The
floors: an empty QML window, or one whose only rectangle changes; one committed row of bare sqlite3 with the same pragmas; those
of sync are told in `bench_sync.py`.
"""

import argparse
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import msgspec

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from build_scripts.bench_figures import Figure, figure_of  # noqa: E402 - found through the line above
from build_scripts.bench_idle import Idle, idle_figure  # noqa: E402
from build_scripts.bench_sync import SYNC_SIZES, herd_figures, pair, sync_figure  # noqa: E402
from build_scripts.bench_window import Frames, Memory, Walk, window_figures  # noqa: E402 - found through the line above
from kiosk.services.attempts import answer, finish_attempt, start_attempt  # noqa: E402
from kiosk.services.kiosk import DATABASE_NAME, Kiosk  # noqa: E402
from kiosk.services.opening import is_open, open_kiosk  # noqa: E402
from kiosk.services.receipt_sheet import receipt_pdf  # noqa: E402
from kiosk.services.receipts import issue_receipt  # noqa: E402
from kiosk.simulation import invented_registration, simulate  # noqa: E402
from kiosk.upkeep import keep_up  # noqa: E402

_PRAGMAS: Final = "PRAGMA journal_mode = wal; PRAGMA synchronous = full; PRAGMA secure_delete = 1;"


def main() -> int:
    """Measure everything and print it; exit code 0 whatever the figures: the machine may be busy."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.add_argument("--quick", action="store_true", help="fewer repeats, and no sync of 10,000")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tram-thi-bench-") as folder:
        for figure in _figures(Path(folder), is_quick=options.quick):
            if options.json:
                print(msgspec.json.encode(figure).decode(), flush=True)
            elif not isinstance(figure, Figure):
                print(f"{'ok  ' if figure.holds else 'MISS'} {figure.sentence()}", flush=True)
            else:
                p99 = "" if figure.p99_seconds is None else f", p99 {figure.p99_seconds * 1000:.1f} ms"
                mark = "ok  " if figure.holds else "MISS"
                print(
                    f"{mark} {figure.name}: {figure.seconds * 1000:.1f} ms{p99}; "
                    f"floor {figure.floor_seconds * 1000:.1f} ms, {figure.ratio:.2f}x; target {figure.target}"
                    + (f"; {figure.notes}" if figure.notes else ""),
                    flush=True,
                )
    return 0


def _figures(folder: Path, *, is_quick: bool) -> Iterator[Figure | Frames | Memory | Walk | Idle]:
    with pair(folder / "start") as kiosk:
        yield _start(kiosk, repeats=3 if is_quick else 9)
        yield _tap(kiosk, taps=200 if is_quick else 1000)
        yield _receipt(kiosk, repeats=20 if is_quick else 50)
        yield from window_figures(kiosk.folder, visits=60 if is_quick else 500)
        yield idle_figure(kiosk.folder)
        yield _long_start(kiosk, folder, attempts=5_000 if is_quick else 100_000, repeats=3 if is_quick else 9)
    for size in SYNC_SIZES[:-1] if is_quick else SYNC_SIZES:
        with pair(folder / f"sync-{size}") as kiosk:
            yield sync_figure(kiosk, size)
    yield from herd_figures(folder, kiosks=50 if is_quick else 500)


def _start(kiosk: Kiosk, repeats: int) -> Figure:
    """Cold start of the program to its first interactive frame, beside an empty QML window."""
    child = str(ROOT / "build_scripts" / "bench_start.py")
    data = str(kiosk.folder)
    _timed_child([sys.executable, child, "kiosk", data])
    pairs = [
        (_timed_child([sys.executable, child, "kiosk", data]), _timed_child([sys.executable, child, "bare"]))
        for _ in range(repeats)
    ]
    return figure_of(
        "cold start to first interactive frame",
        [ours for ours, _ in pairs],
        [bare for _, bare in pairs],
        "<= 1.5x an empty window",
        holds=lambda figure: figure.ratio <= 1.5,  # noqa: PLR2004 - the target
    )


def _long_start(kiosk: Kiosk, folder: Path, attempts: int, repeats: int) -> Figure:
    """Cold start of a kiosk with a long journal, none of it sent, beside one that is new: what a start reads must not grow."""
    child = str(ROOT / "build_scripts" / "bench_start.py")
    with pair(folder / "new") as new:
        for each in (kiosk, new):
            if not is_open(each):
                open_kiosk(each, "bench")
    for _ in simulate(kiosk, attempts, 11, is_load=True):
        pass
    keep_up(kiosk)
    kiosk.store.close()
    pairs = []
    for number in range(repeats + 1):
        times = [_timed_child([sys.executable, child, "kiosk", str(each.folder)]) for each in (kiosk, new)]
        if number:  # the first start of each makes its day's copy and reads its database through
            pairs.append(times)
    return figure_of(
        f"cold start with {attempts} attempts, beside a new kiosk",
        [long for long, _ in pairs],
        [short for _, short in pairs],
        "<= 1.1x",
        holds=lambda figure: figure.ratio <= 1.1,  # noqa: PLR2004 - the target
        notes=f"database of {(kiosk.folder / DATABASE_NAME).stat().st_size / 1024**2:.0f} MiB",
    )


def _timed_child(command: list[str]) -> float:
    # A kiosk has its modules compiled, as an installed program does, also where the caller asked Python to write none.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    began = time.monotonic()
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=60)
    if done.returncode:
        raise SystemExit(f"the measured program failed: {done.stderr[-2000:]}")
    return float(done.stdout.split()[-1]) - began


def _tap(kiosk: Kiosk, taps: int) -> Figure:
    """From the call behind a tap to the answer on disk, beside one committed row of bare sqlite3."""
    attempt = start_attempt(kiosk, invented_registration(kiosk, 1))
    floor = sqlite3.connect(kiosk.folder / "floor.sqlite", isolation_level=None)
    floor.executescript(
        _PRAGMAS + "CREATE TABLE answer (id INTEGER PRIMARY KEY, attempt TEXT, question TEXT, choice INTEGER)"
    )
    ours: list[float] = []
    bare: list[float] = []
    for tap in range(taps):
        question = attempt.paper.questions[tap % len(attempt.paper.questions)]
        began = time.perf_counter()
        answer(kiosk, attempt.id, question.question_id, question.options[tap % 4])
        ours.append(time.perf_counter() - began)
        began = time.perf_counter()
        floor.execute(
            "INSERT INTO answer (attempt, question, choice) VALUES (?, ?, ?)", (attempt.id, question.question_id, 1)
        )
        bare.append(time.perf_counter() - began)
    floor.close()
    finish_attempt(kiosk, attempt.id)
    return figure_of(
        "tap to durable",
        ours,
        bare,
        "p99 <= 50 ms",
        holds=lambda figure: figure.p99_seconds is not None and figure.p99_seconds <= 0.05,  # noqa: PLR2004 - the target
    )


def _receipt(kiosk: Kiosk, repeats: int) -> Figure:
    """A receipt's PDF, warm, beside an empty page by the same library."""
    from io import BytesIO

    from reportlab.lib.pagesizes import A5
    from reportlab.pdfgen.canvas import Canvas

    attempt = start_attempt(kiosk, invented_registration(kiosk, 2))
    finish_attempt(kiosk, attempt.id)
    receipt = issue_receipt(kiosk, attempt.id)
    receipt_pdf(kiosk, receipt, "a5")
    ours: list[float] = []
    bare: list[float] = []
    for _ in range(repeats):
        began = time.perf_counter()
        receipt_pdf(kiosk, receipt, "a5")
        ours.append(time.perf_counter() - began)
        began = time.perf_counter()
        page = Canvas(BytesIO(), pagesize=A5)
        page.showPage()
        page.save()
        bare.append(time.perf_counter() - began)
    return figure_of("receipt PDF, warm", ours, bare, "<= 40 ms", holds=lambda figure: figure.seconds <= 0.04)  # noqa: PLR2004


if __name__ == "__main__":
    sys.exit(main())
