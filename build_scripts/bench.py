"""Measures what people wait for, each figure beside its floor in the same run: the least that the machine itself needs.

`python3 build_scripts/bench.py --json` in the project's environment. Machines are noisy: compare ratios, not seconds. The
floors: an empty QML window, or one whose only rectangle changes; one committed row of bare sqlite3 with the same pragmas; the
same entries inserted by bare sqlite3 in the same transactions, an acknowledged row for each, and the same bytes over a bare
loopback socket.
"""

import argparse
import os
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from build_scripts.bench_window import Frames, Memory, Walk, window_figures  # noqa: E402 - found through the line above
from kiosk.clock import system_clock  # noqa: E402 - found through the line above
from kiosk.paths import SAMPLE_PACK  # noqa: E402
from kiosk.services.attempts import answer, finish_attempt, start_attempt  # noqa: E402
from kiosk.services.kiosk import DATABASE_NAME, Kiosk  # noqa: E402
from kiosk.services.opening import open_kiosk  # noqa: E402
from kiosk.services.receipt_sheet import receipt_pdf  # noqa: E402
from kiosk.services.receipts import issue_receipt  # noqa: E402
from kiosk.simulation import invented_registration, simulate  # noqa: E402
from sync.client.enrolment import enrol  # noqa: E402
from sync.client.rounds import sync_once  # noqa: E402
from sync.client.transport import http_send, open_client  # noqa: E402
from sync.district.district import open_district  # noqa: E402
from sync.district.founding import init_district  # noqa: E402
from sync.district.tickets import issue_ticket  # noqa: E402
from sync.protocol.messages import MAX_ENTRIES  # noqa: E402
from sync.protocol.ticket import read_ticket  # noqa: E402

SYNC_SIZES: Final = (0, 10, 1_000, 10_000)
_PRAGMAS: Final = "PRAGMA journal_mode = wal; PRAGMA synchronous = full; PRAGMA secure_delete = 1;"


class Figure(Struct, frozen=True, kw_only=True):
    """One figure: its median and (where there are enough samples) 99th percentile, its floor, and the target it is held to."""

    name: str
    seconds: float
    p99_seconds: float | None = None
    floor_seconds: float
    ratio: float
    target: str
    holds: bool


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
                    f"floor {figure.floor_seconds * 1000:.1f} ms, {figure.ratio:.2f}x; target {figure.target}",
                    flush=True,
                )
    return 0


def _figures(folder: Path, *, is_quick: bool) -> Iterator[Figure | Frames | Memory | Walk]:
    with _pair(folder / "start") as kiosk:
        yield _start(kiosk, repeats=3 if is_quick else 9)
        yield _tap(kiosk, taps=200 if is_quick else 1000)
        yield _receipt(kiosk, repeats=20 if is_quick else 50)
        yield from window_figures(kiosk.folder, visits=60 if is_quick else 500)
    for size in SYNC_SIZES[:-1] if is_quick else SYNC_SIZES:
        with _pair(folder / f"sync-{size}") as kiosk:
            yield _sync(kiosk, size)


def _figure(
    name: str, samples: list[float], floors: list[float], target: str, *, holds: Callable[[Figure], bool]
) -> Figure:
    seconds, floor = statistics.median(samples), statistics.median(floors)
    p99 = statistics.quantiles(samples, n=100)[98] if len(samples) >= 100 else None  # noqa: PLR2004 - what a p99 needs
    figure = Figure(
        name=name,
        seconds=seconds,
        p99_seconds=p99,
        floor_seconds=floor,
        ratio=seconds / floor,
        target=target,
        holds=False,
    )
    return msgspec.structs.replace(figure, holds=holds(figure))


@contextmanager
def _pair(folder: Path) -> Iterator[Kiosk]:
    """Give a kiosk enrolled with a district that is served by a process of its own."""
    clock = system_clock()
    init_district(folder / "district", SAMPLE_PACK, clock.now().at)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "kiosk",
        "district",
        "serve",
        "--data",
        str(folder / "district"),
        "--port",
        str(port),
    ]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None  # noqa: S101 - asked for above
        url = server.stdout.readline().strip()
        try:
            with open_district(folder / "district") as district:
                ticket = read_ticket(issue_ticket(district, "00343", url, clock.now().at).ticket)
            with open_client(url) as client:
                kiosk = enrol(folder / "kiosk", ticket, http_send(client), clock, os.urandom)
            yield kiosk
            kiosk.store.close()
        finally:
            server.terminate()


def _start(kiosk: Kiosk, repeats: int) -> Figure:
    """Cold start of the program to its first interactive frame, beside an empty QML window."""
    child = str(ROOT / "build_scripts" / "bench_start.py")
    data = str(kiosk.folder)
    _timed_child([sys.executable, child, "kiosk", data])
    pairs = [
        (_timed_child([sys.executable, child, "kiosk", data]), _timed_child([sys.executable, child, "bare"]))
        for _ in range(repeats)
    ]
    return _figure(
        "cold start to first interactive frame",
        [ours for ours, _ in pairs],
        [bare for _, bare in pairs],
        "<= 1.5x an empty window",
        holds=lambda figure: figure.ratio <= 1.5,  # noqa: PLR2004 - the target
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
    return _figure(
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
    return _figure("receipt PDF, warm", ours, bare, "<= 40 ms", holds=lambda figure: figure.seconds <= 0.04)  # noqa: PLR2004


def _sync(kiosk: Kiosk, size: int) -> Figure:
    """One round that brings `size` finished attempts to the district, fsync on both sides."""
    limits = {0: 0.1, 10: 0.3, 1_000: 1.5, 10_000: 8.0}
    with open_client(kiosk.enrolment.url) as client:
        send = http_send(client)
        open_kiosk(kiosk, "bench")
        sync_once(kiosk, send)
        for _ in simulate(kiosk, size, 7, is_load=True):
            pass
        began = time.perf_counter()
        report = sync_once(kiosk, send)
        seconds = time.perf_counter() - began
    if report.waiting:
        raise SystemExit(f"{report.waiting} entries did not arrive")
    floor = _sync_floor(kiosk, report.sent)
    return _figure(
        f"sync of {size} attempts ({report.sent} entries)",
        [seconds],
        [floor],
        f"<= {limits[size]} s",
        holds=lambda figure: figure.seconds <= limits[size],
    )


def _sync_floor(kiosk: Kiosk, entries: int) -> float:
    """The same rows in the same transactions by bare sqlite3, on both sides, and the same bytes over a loopback socket."""
    with sqlite3.connect(kiosk.folder / DATABASE_NAME) as source:
        rows = source.execute("SELECT * FROM entry ORDER BY epoch, seq DESC LIMIT ?", (entries,)).fetchall()
    source.close()
    batches = [rows[start : start + MAX_ENTRIES] for start in range(0, len(rows), MAX_ENTRIES)] or [[]]
    places = ", ".join("?" * 11)
    floor = sqlite3.connect(kiosk.folder / "district-floor.sqlite", isolation_level=None)
    floor.executescript(
        _PRAGMAS
        + "CREATE TABLE entry (epoch, seq, kind, version, at_us, boot, elapsed_us, payload, payload_digest, previous,"
        " digest, PRIMARY KEY (epoch, seq)); CREATE TABLE acknowledged (epoch INTEGER PRIMARY KEY, seq INTEGER)"
    )
    mine, theirs = socket.socketpair()
    echo = threading.Thread(target=_answer_each, args=(theirs, len(batches)))
    echo.start()
    began = time.perf_counter()
    for batch in batches:
        data = b"".join(row[7] or b"" for row in batch) or b"\0"
        mine.sendall(len(data).to_bytes(4, "big") + data)
        mine.recv(1)
        if batch:
            floor.execute("BEGIN IMMEDIATE")
            floor.executemany(f"INSERT INTO entry VALUES ({places})", batch)  # noqa: S608 - only question marks
            floor.execute("COMMIT")
        floor.execute("INSERT OR REPLACE INTO acknowledged VALUES (1, ?)", (len(batch),))
    seconds = time.perf_counter() - began
    echo.join()
    mine.close()
    theirs.close()
    floor.close()
    return seconds


def _answer_each(link: socket.socket, count: int) -> None:
    for _ in range(count):
        size = int.from_bytes(link.recv(4, socket.MSG_WAITALL), "big")
        link.recv(size, socket.MSG_WAITALL)
        link.sendall(b"\0")


if __name__ == "__main__":
    sys.exit(main())
