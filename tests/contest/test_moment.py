"""Two clocks in one moment."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from kiosk.contest.moment import Moment, moment_from_us, us_from_moment

NAMES = st.sampled_from([b"boot-one", b"boot-two"])
MOMENTS = st.builds(Moment, st.integers(0, 2**52), NAMES, st.integers(0, 2**50))


def test_the_day_is_vietnams() -> None:
    """At 17:00 UTC the next day has begun in Vietnam."""
    late = Moment(us_from_moment(datetime(2023, 8, 31, 17, 0, tzinfo=UTC)), b"boot-one", 0)
    assert late.day == date(2023, 9, 1)


@given(MOMENTS, MOMENTS)
def test_time_between_is_monotonic_within_a_boot_and_wall_time_across(one: Moment, other: Moment) -> None:
    """The wall clock counts only when the machine was restarted between; nothing is negative or shorter than this boot."""
    if one.boot == other.boot:
        assert other.us_since(one) == max(0, other.elapsed_us - one.elapsed_us)
    else:
        assert other.us_since(one) == max(other.at_us - one.at_us, other.elapsed_us)


@given(st.integers(-(2**50), 2**52))
def test_microseconds_survive_the_way_through_a_datetime(at_us: int) -> None:
    """No rounding in either direction."""
    assert us_from_moment(moment_from_us(at_us)) == at_us
