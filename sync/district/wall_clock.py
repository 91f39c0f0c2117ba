"""Moments that a kiosk says: within what every calendar here can hold, so that no clock, however wrong, breaks a page."""

from typing import Final

EARLIEST_US: Final = 0
LATEST_US: Final = 221_845_392_000_000_000
"""1970-01-01 and 9000-01-01 UTC: far from both ends of Python's dates, which a time zone's offset could otherwise cross."""


def within_dates(at_us: int) -> int:
    """Give a moment, or the nearest one that can be written as a date."""
    return max(EARLIEST_US, min(LATEST_US, at_us))
