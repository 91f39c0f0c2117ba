"""The one door to the time of day. Everything else gets its moments from a `Clock` or as arguments."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from kiosk.contest.moment import Moment

_NS_PER_US: Final = 1000
_WITH_SLEEP: Final[int | None] = getattr(time, "CLOCK_BOOTTIME", None)
"""Linux's own monotonic clock stands still while the machine sleeps: an attempt would last longer by it, and a countdown that
keeps a person's result from the next one too. This one goes on, as the one of Windows does by itself."""


@dataclass(frozen=True, slots=True)
class Clock:
    """`wall_us`: microseconds since 1970 UTC. `monotonic_us`: never goes back within one run. `boot`: names the run."""

    wall_us: Callable[[], int]
    monotonic_us: Callable[[], int]
    boot: bytes

    def now(self) -> Moment:
        """Give the present moment."""
        return Moment(self.wall_us(), self.boot, self.monotonic_us())


def system_clock() -> Clock:
    """Give the clock of this run of the program, its monotonic part counted from now, with the time the machine sleeps."""
    began_ns = _monotonic_ns()
    return Clock(
        wall_us=lambda: time.time_ns() // _NS_PER_US,
        monotonic_us=lambda: (_monotonic_ns() - began_ns) // _NS_PER_US,
        boot=os.urandom(8),
    )


def _monotonic_ns() -> int:
    return time.monotonic_ns() if _WITH_SLEEP is None else time.clock_gettime_ns(_WITH_SLEEP)
