"""The one door to the time of day. Everything else gets its moments from a `Clock` or as arguments."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass

from kiosk.contest.moment import Moment

_NS_PER_US = 1000


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
    """Give the clock of this run of the program, its monotonic part counted from now."""
    began_ns = time.monotonic_ns()
    return Clock(
        wall_us=lambda: time.time_ns() // _NS_PER_US,
        monotonic_us=lambda: (time.monotonic_ns() - began_ns) // _NS_PER_US,
        boot=os.urandom(8),
    )
