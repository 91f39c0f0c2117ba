"""Measures what people wait for, each figure beside its floor in the same run: the least that the machine itself needs.

`python3 build_scripts/bench.py --json` in the project's environment. Machines are noisy: compare ratios, not seconds. The
floors: an empty QML window, or one whose only rectangle changes; one committed row of bare sqlite3 with the same pragmas; those
of sync are told in `bench_sync.py`.
"""

import argparse
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import msgspec

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from build_scripts.bench_figures import Figure, figure_of  # noqa: E402 - found through the line above
from build_scripts.bench_idle import Idle, idle_figure  # noqa: E402
from build_scripts.bench_long import long_figures  # noqa: E402
from build_scripts.bench_start import start_s  # noqa: E402
from build_scripts.bench_sync import SYNC_SIZES, herd_figures, pair, sync_figure  # noqa: E402
from build_scripts.bench_window import Frames, Memory, Walk, window_figures  # noqa: E402 - found through the line above
from kiosk.services.attempts import answer, finish_attempt, start_attempt  # noqa: E402
from kiosk.services.kiosk import Kiosk  # noqa: E402
from kiosk.services.receipt_sheet import receipt_pdf  # noqa: E402
from kiosk.services.receipts import issue_receipt  # noqa: E402
from kiosk.simulation import invented_registration  # noqa: E402

_PARTS: Final = ("kiosk", "window", "long", "sync", "herd")
_PRAGMAS: Final = "PRAGMA journal_mode = wal; PRAGMA synchronous = full; PRAGMA secure_delete = 1;"


def main() -> int:
    """Measure everything and print it; exit code 0 whatever the figures: the machine may be busy."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.add_argument("--quick", action="store_true", help="fewer repeats, and no sync of 10,000")
    parser.add_argument("--parts", nargs="+", choices=_PARTS, default=_PARTS, help="only these")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tram-thi-bench-") as folder:
        for figure in _figures(Path(folder), options.parts, is_quick=options.quick):
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


def _figures(folder: Path, parts: Sequence[str], *, is_quick: bool) -> Iterator[Figure | Frames | Memory | Walk | Idle]:
    if "kiosk" in parts or "window" in parts:
        with pair(folder / "start") as kiosk:
            if "kiosk" in parts:
                yield _start(kiosk, repeats=3 if is_quick else 9)
                yield _tap(kiosk, taps=200 if is_quick else 1000)
                yield _receipt(kiosk, repeats=20 if is_quick else 50)
            if "window" in parts:
                yield from window_figures(kiosk.folder, visits=60 if is_quick else 500)
                yield idle_figure(kiosk.folder)
    if "long" in parts:
        yield from long_figures(folder, attempts=5_000 if is_quick else 100_000, repeats=3 if is_quick else 9)
    if "sync" in parts:
        for size in SYNC_SIZES[:-1] if is_quick else SYNC_SIZES:
            with pair(folder / f"sync-{size}") as kiosk:
                yield sync_figure(kiosk, size)
    if "herd" in parts:
        yield from herd_figures(folder, kiosks=50 if is_quick else 500)


def _start(kiosk: Kiosk, repeats: int) -> Figure:
    """Cold start of the program to its first interactive frame, beside an empty QML window."""
    start_s("kiosk", str(kiosk.folder))
    pairs = [(start_s("kiosk", str(kiosk.folder)), start_s("bare")) for _ in range(repeats)]
    return figure_of(
        "cold start to first interactive frame",
        [ours for ours, _ in pairs],
        [bare for _, bare in pairs],
        "<= 1.5x an empty window",
        holds=lambda figure: figure.ratio <= 1.5,  # noqa: PLR2004 - the target
    )


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
