"""The parent that starts the window again: in order, slower and slower, and with an end."""

from collections.abc import Sequence

import pytest

from kiosk.supervision import LONGEST_WAIT_S, STARTS, YOUNG_S, supervise, waits_s


class Deaths:
    """A window that ends as told: seconds it lived and its code, one after another; the last one again and again."""

    def __init__(self, *lives: tuple[float, int]) -> None:
        self.lives = list(lives)
        self.now_s = 0.0
        self.starts = 0
        self.slept_s: list[float] = []

    def run(self, _command: Sequence[str]) -> int:
        """Live and end."""
        lived_s, code = self.lives[min(self.starts, len(self.lives) - 1)]
        self.starts += 1
        self.now_s += lived_s
        return code

    def supervised(self) -> int:
        """Give what the parent ends with."""
        return supervise(["tramthi"], self.run, self.slept_s.append, lambda: self.now_s)


def test_a_window_that_staff_left_is_not_started_again() -> None:
    """Code 0 is an end in order."""
    deaths = Deaths((3600, 0))
    assert (deaths.supervised(), deaths.starts, deaths.slept_s) == (0, 1, [])


@pytest.mark.expects_log("the window ended with code -9")
def test_a_window_that_was_killed_is_started_again() -> None:
    """However it was cut off; having lived long, it is back after a second each time."""
    deaths = Deaths((3600, -9), (3600, -9), (3600, -9), (60, 0))
    assert (deaths.supervised(), deaths.starts, deaths.slept_s) == (0, 4, [1.0, 1.0, 1.0])


@pytest.mark.expects_log("the window ended with code 1")
def test_one_that_dies_young_comes_back_more_slowly_and_is_given_up() -> None:
    """Ten early deaths in a row are for a person to look at."""
    deaths = Deaths((YOUNG_S / 2, 1))
    assert (deaths.supervised(), deaths.starts) == (1, STARTS)
    assert deaths.slept_s == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    assert waits_s(1000) == LONGEST_WAIT_S
