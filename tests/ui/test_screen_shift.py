"""The first screen does not burn in: it moves, by little, and comes round."""

from itertools import pairwise

from ui.screen_shift import PLACES, STAYS_S, shift_at

US = 1_000_000


def test_the_picture_stays_and_then_jumps() -> None:
    """The first place is the one drawn; it changes every three minutes, to the microsecond, and after the round begins anew."""
    assert shift_at(0) == (0, 0)
    assert shift_at(STAYS_S * US - 1) == (0, 0)
    assert shift_at(STAYS_S * US) == PLACES[1]
    assert shift_at(STAYS_S * US * len(PLACES)) == PLACES[0]


def test_each_jump_is_small_and_no_place_comes_twice() -> None:
    """Nobody sees more than a few pixels change, and an edge lies in as many places as the table has."""
    assert len(set(PLACES)) == len(PLACES)
    for (x, y), (next_x, next_y) in pairwise((*PLACES, PLACES[0])):
        assert 0 < abs(next_x - x) + abs(next_y - y) <= 8
    assert min(y for _, y in PLACES) == 0
