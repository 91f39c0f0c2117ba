"""Measures what must not grow with what a kiosk has seen: one with 100,000 attempts, half of them today, beside a new one.

The attempts are real ones by the product's own services (as `tramthi simulate --load` makes them): the journal verifies, and the
district takes it.
"""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from build_scripts.bench_console import console_figures
from build_scripts.bench_figures import Figure, figure_of
from build_scripts.bench_stall import stall_figure
from build_scripts.bench_start import start_s
from build_scripts.bench_sync import served, staffed_pair
from kiosk.services.kiosk import DATABASE_NAME, Kiosk
from kiosk.services.opening import close_kiosk, is_open, open_kiosk
from kiosk.simulation import simulate
from kiosk.upkeep import keep_up

_BY: Final = "bench"
_AT_ONCE: Final = 1_000
"""So many attempts in one commit: what is measured is not how they came there."""


def long_figures(folder: Path, attempts: int, repeats: int) -> Iterator[Figure]:
    """Measure start and console of a kiosk with so many attempts beside a new one, then its window while part of it is sent.

    Until then its district is away, so that none of it is.
    """
    (long, long_pin), (new, new_pin) = _grown(folder / "long", attempts), _grown(folder / "new", 0)
    yield _start(long, new, attempts, repeats)
    yield from console_figures(long.folder, new.folder, (long_pin, new_pin), repeats)
    with served(folder / "long" / "district", urlsplit(long.enrolment.url).port or 0):
        yield stall_figure(long.folder, attempts // 2)


def _grown(folder: Path, attempts: int) -> tuple[Kiosk, str]:
    """Give a kiosk with a day of attempts behind it and one under way, looked after as its window does; and its officer's PIN."""
    with staffed_pair(folder) as (kiosk, pin):
        for seed in (11, 12):
            if is_open(kiosk):
                close_kiosk(kiosk, _BY)
            open_kiosk(kiosk, _BY)
            steps = simulate(kiosk, attempts // 2, seed, is_load=True)
            for _ in range(-(-attempts // 2 // _AT_ONCE)):
                with kiosk.store.transaction():
                    list(islice(steps, _AT_ONCE))
        keep_up(kiosk)
        return kiosk, pin


def _start(long: Kiosk, new: Kiosk, attempts: int, repeats: int) -> Figure:
    """Cold start with a long journal, none of it sent, beside that of a new kiosk."""
    pairs = []
    for number in range(repeats + 1):
        times = [start_s("kiosk", str(each.folder)) for each in (long, new)]
        if number:  # the first start of each reads its database through
            pairs.append(times)
    return figure_of(
        f"cold start with {attempts} attempts, beside a new kiosk",
        [seconds for seconds, _ in pairs],
        [seconds for _, seconds in pairs],
        "<= 1.1x",
        holds=lambda figure: figure.ratio <= 1.1,  # noqa: PLR2004 - the target
        notes=f"database of {(long.folder / DATABASE_NAME).stat().st_size / 1024**2:.0f} MiB",
    )
