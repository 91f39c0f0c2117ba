"""Where a picture that stands for days is put, so that no edge of it burns into the panel. Pure: a table over time."""

from typing import Final

_US_PER_S: Final = 1_000_000
STAYS_S: Final = 180
"""How long the picture stays in one place: a jump of a few pixels now and then is nothing that moves before one's eyes."""
PLACES: Final = ((0, 0), (4, 2), (8, 4), (4, 8), (0, 6), (-4, 8), (-8, 4), (-4, 2))
"""A round of places: how far to the right and down, in pixels of a screen of 1080 lines. None cuts the picture's top."""


def shift_at(elapsed_us: int) -> tuple[int, int]:
    """Give the place for a moment: microseconds since the program began."""
    return PLACES[elapsed_us // (STAYS_S * _US_PER_S) % len(PLACES)]
