"""The one door to the time of day. Everything else gets its moments from a `Clock` or as arguments."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from kiosk.contest.moment import Moment

_NS_PER_US: Final = 1000
_WITH_SLEEP: Final[int] = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", 0))
"""Linux's own monotonic clock stands still while the machine sleeps: an attempt would last longer by it, and a countdown that
keeps a person's result from the next one too. This one goes on, as the one of Windows does by itself."""


def _told_ns(which: int) -> int:
    """Give what one of the system's clocks tells; Windows has but one that never goes back."""
    return time.clock_gettime_ns(which) if hasattr(time, "clock_gettime_ns") else time.monotonic_ns()


@dataclass(frozen=True, slots=True)
class Clock:
    """`wall_us`: microseconds since 1970 UTC. `monotonic_us`: never goes back within one run. `boot`: names the run."""

    wall_us: Callable[[], int]
    monotonic_us: Callable[[], int]
    boot: bytes

    def now(self) -> Moment:
        """Give the present moment."""
        return Moment(self.wall_us(), self.boot, self.monotonic_us())


def system_clock(told_ns: Callable[[int], int] = _told_ns) -> Clock:
    """Give the clock of this run of the program, its monotonic part counted from now, with the time the machine sleeps.

    `told_ns` gives the nanoseconds that one of the system's clocks tells, by the number the system gives that clock.
    """
    began_ns = told_ns(_WITH_SLEEP)
    return Clock(
        wall_us=lambda: time.time_ns() // _NS_PER_US,
        monotonic_us=lambda: (told_ns(_WITH_SLEEP) - began_ns) // _NS_PER_US,
        boot=os.urandom(8),
    )
