"""How far the district's clock is ahead of a kiosk's, learnt from each round over the network."""

from dataclasses import replace

import pytest

from kiosk.contest.errors import Refused
from kiosk.contest.moment import Moment
from kiosk.storage.readiness_rows import read_offset
from sync.client.rounds import clock_offset, sync_once
from tests.helpers.pair import Pair

_HOUR_US = 3_600_000_000


def test_the_way_is_taken_off() -> None:
    """The district answered half way between asking and hearing, however long that took."""
    asked, answered = Moment(1_000_000, b"b", 0), Moment(5_000_000, b"b", 4_000_000)
    offset = clock_offset(asked, answered, 3_000_000)
    assert (offset.offset_us, offset.at_us) == (0, 5_000_000)


def test_a_wall_clock_moved_meanwhile_counts_as_it_is_now() -> None:
    """The clock was put an hour forward while the answer was on its way: it is an hour ahead now."""
    asked, answered = Moment(1_000_000, b"b", 0), Moment(5_000_000 + _HOUR_US, b"b", 4_000_000)
    assert clock_offset(asked, answered, 3_000_000).offset_us == -_HOUR_US


@pytest.mark.parametrize("wrong_us", [0, 5 * _HOUR_US, -30 * 24 * _HOUR_US])
def test_a_round_notes_how_wrong_the_clock_is(pair: Pair, wrong_us: int) -> None:
    """A kiosk whose clock is ahead or a month behind learns it from the district, to a second."""
    clock = pair.kiosk.clock
    wrong = replace(pair.kiosk, clock=replace(clock, wall_us=lambda: clock.wall_us() + wrong_us))
    sync_once(wrong, pair.send)
    row = read_offset(wrong.store)
    assert row is not None
    assert row.offset_us == pytest.approx(-wrong_us, abs=5_000_000)


def test_a_round_that_fails_notes_nothing(pair: Pair) -> None:
    """No answer of the district, no word about its clock."""

    def unreachable(*_: object) -> bytes:
        raise Refused("district_unreachable")

    with pytest.raises(Refused, match="district_unreachable"):
        sync_once(pair.kiosk, unreachable)
    assert read_offset(pair.kiosk.store) is None
