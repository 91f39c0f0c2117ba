"""The parent that starts the window again: in order, slower and slower, and with an end."""

import os
import subprocess
import sys
from collections.abc import Sequence

import pytest

from kiosk.supervision import LONGEST_WAIT_S, START_AGAIN, STARTS, YOUNG_S, supervise, waits_s


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


@pytest.mark.expects_log("the window ended with code 1")
def test_one_that_asks_to_begin_anew_is_back_at_once() -> None:
    """It is no death, and what died before is forgotten."""
    deaths = Deaths((1, 1), (1, START_AGAIN), (1, 1), (60, 0))
    assert (deaths.supervised(), deaths.starts, deaths.slept_s) == (0, 4, [1.0, 1.0])


_ASK = "import sys; from kiosk.supervision import is_started_again; sys.exit(0 if is_started_again() else 3)"


def test_a_program_knows_whether_somebody_starts_it_anew() -> None:
    """Our own parent, and systemd where it ran the program itself; not where it only ran what ran the program."""
    ask = [sys.executable, "-c", _ASK]
    bare = {name: value for name, value in os.environ.items() if name != "SYSTEMD_EXEC_PID"}
    assert supervise(ask, wait=lambda _: None) == 0
    assert subprocess.run(ask, env=bare, check=False).returncode == 3
    assert subprocess.run(ask, env={**bare, "SYSTEMD_EXEC_PID": "1"}, check=False).returncode == 3
    by_systemd = f"import os; os.environ['SYSTEMD_EXEC_PID'] = str(os.getpid()); {_ASK}"
    assert subprocess.run([sys.executable, "-c", by_systemd], env=bare, check=False).returncode == 0
