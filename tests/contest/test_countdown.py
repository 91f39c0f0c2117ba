"""Days left, counted as people count them: by the calendar of Vietnam, to the edge of a microsecond."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.contest.countdown import Countdown, count_down
from kiosk.contest.moment import VIETNAM
from kiosk.contest.rules import Round
from tests.helpers.builders import a_text

US = timedelta(microseconds=1)


def _at(day: int, hour: int = 0, minute: int = 0, month: int = 8) -> datetime:
    return datetime(2023, month, day, hour, minute, tzinfo=VIETNAM)


def _round(starts_at: datetime, ends_at: datetime) -> Round:
    return Round("r", a_text(), starts_at, ends_at)


ONE = (_round(_at(1), _at(31, 17)),)
TWO = (_round(_at(1), _at(8)), _round(_at(15, 8), _at(22)))


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (_at(30, 23, 59, 7) - US, Countdown("before", _at(1), 2)),
        (_at(31, 0, 0, 7) - US, Countdown("before", _at(1), 2)),
        (_at(31, 0, 0, 7), Countdown("before", _at(1), 1)),
        (_at(1) - US, Countdown("before", _at(1), 1)),
        (_at(1), Countdown("running", _at(31, 17), 30)),
        (_at(20) - US, Countdown("running", _at(31, 17), 12)),
        (_at(20), Countdown("running", _at(31, 17), 11)),
        (_at(31) - US, Countdown("running", _at(31, 17), 1)),
        (_at(31), Countdown("running", _at(31, 17), 0)),
        (_at(31, 17) - US, Countdown("running", _at(31, 17), 0)),
        (_at(31, 17), Countdown("over", _at(31, 17), 0)),
        (_at(1, month=12), Countdown("over", _at(31, 17), 0)),
    ],
)
def test_each_edge_of_a_contest_is_exact(at: datetime, expected: Countdown) -> None:
    """The last moment before and the first moment after each turn, in whichever time zone the moment is told."""
    assert count_down(ONE, at) == expected
    assert count_down(ONE, at.astimezone(UTC)) == expected


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (_at(7, 23, 59), Countdown("running", _at(8), 0)),
        (_at(8), Countdown("between", _at(15, 8), 7)),
        (_at(15, 7, 59), Countdown("between", _at(15, 8), 0)),
        (_at(15, 8), Countdown("running", _at(22), 6)),
        (_at(22), Countdown("over", _at(22), 0)),
    ],
)
def test_between_rounds_the_next_one_is_told(at: datetime, expected: Countdown) -> None:
    """A round that ends at midnight has its last day before that midnight; then the next round's first day is what counts."""
    assert count_down(TWO, at) == expected
    assert count_down(tuple(reversed(TWO)), at) == expected


def test_rounds_without_a_gap_are_one() -> None:
    """Weekly rounds one after the other: a person is told until when entries are taken at all."""
    weeks = tuple(_round(_at(1 + 7 * week), _at(8 + 7 * week)) for week in range(3))
    assert count_down(weeks, _at(8)) == Countdown("running", _at(22), 13)


def test_a_contest_without_time_is_refused() -> None:
    """No round, or one that ends before it begins, is a fault of the pack and not a contest that is over."""
    for rounds in ((), (_round(_at(2), _at(1)),)):
        with pytest.raises(ValueError, match="rounds_none"):
            count_down(rounds, _at(1))


@given(
    first=st.dates(date(2023, 1, 1), date(2030, 1, 1)),
    length=st.integers(1, 400),
    before=st.integers(-500, 500),
    clock=st.times(),
)
def test_the_days_left_are_the_nights_to_sleep(first: date, length: int, before: int, clock: time) -> None:
    """For whole days, at any hour: as many days are left as midnights lie between now and the last (or first) day."""
    starts_at = datetime.combine(first, time(), VIETNAM)
    rounds = (_round(starts_at, starts_at + timedelta(days=length)),)
    today = first + timedelta(days=before)
    found = count_down(rounds, datetime.combine(today, clock, VIETNAM))
    last = first + timedelta(days=length - 1)
    if today < first:
        assert (found.phase, found.days) == ("before", (first - today).days)
    elif today <= last:
        assert (found.phase, found.days) == ("running", (last - today).days)
    else:
        assert (found.phase, found.days) == ("over", 0)
