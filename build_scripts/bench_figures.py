"""One measured figure, beside its floor in the same run and the target it is held to."""

import statistics
from collections.abc import Callable

from msgspec import Struct, structs

ENOUGH_FOR_P99 = 100


class Figure(Struct, frozen=True, kw_only=True):
    """One figure: its median and (where there are enough samples) 99th percentile, its floor, and the target it is held to."""

    name: str
    seconds: float
    p99_seconds: float | None = None
    floor_seconds: float
    ratio: float
    target: str
    holds: bool
    notes: str = ""


def figure_of(
    name: str,
    samples: list[float],
    floors: list[float],
    target: str,
    *,
    holds: Callable[[Figure], bool],
    notes: str = "",
) -> Figure:
    """Sum samples and floors up."""
    seconds, floor = statistics.median(samples), statistics.median(floors)
    p99 = statistics.quantiles(samples, n=100)[98] if len(samples) >= ENOUGH_FOR_P99 else None
    figure = Figure(
        name=name,
        seconds=seconds,
        p99_seconds=p99,
        floor_seconds=floor,
        ratio=seconds / floor,
        target=target,
        holds=False,
        notes=notes,
    )
    return structs.replace(figure, holds=holds(figure))
