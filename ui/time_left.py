"""When a person is told that their time runs out: in words, calmly, and not all the time. Pure."""

from typing import Final

_S_PER_MIN: Final = 60
WARNINGS_MIN: Final = (5, 1)
"""Minutes left at which a notice appears, those of a limit that is longer only."""
SHOWN_S: Final = 30
"""How long a notice stays. The last one stays to the end."""


def minutes_told(left_s: float, limit_s: int) -> int | None:
    """Give the minutes that the notice in force tells of, None while there is none."""
    for minutes in WARNINGS_MIN:
        begins_s = minutes * _S_PER_MIN
        ends_s = 0 if minutes == WARNINGS_MIN[-1] else begins_s - SHOWN_S
        if begins_s < limit_s and ends_s < left_s <= begins_s:
            return minutes
    return None
