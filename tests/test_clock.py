"""The system's clock as the kiosk counts by it: moments of one run, whatever becomes of the machine meanwhile."""

import sys
import time

import pytest

from kiosk.clock import system_clock

_HOUR_S = 3600
_US_PER_S = 1_000_000


def test_a_run_begins_at_zero_and_has_a_name_of_its_own() -> None:
    """Two runs never share a name, so that nobody takes the time of one for that of the other."""
    first, second = system_clock(), system_clock()
    assert first.now().boot != second.now().boot
    assert 0 <= second.now().elapsed_us < _HOUR_S * _US_PER_S
    assert first.now().elapsed_us <= first.now().elapsed_us


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the monotonic clock goes on by itself")
def test_a_machine_that_slept_has_lost_no_time() -> None:
    """An hour asleep is told by the system in one of its clocks alone: that is the one by which attempts and countdowns end."""
    slept_ns = 0

    def told_ns(which: int) -> int:
        return time.clock_gettime_ns(which) + (slept_ns if which == time.CLOCK_BOOTTIME else 0)

    clock = system_clock(told_ns)
    before = clock.now()
    slept_ns = _HOUR_S * 1_000_000_000
    assert clock.now().us_since(before) >= _HOUR_S * _US_PER_S
