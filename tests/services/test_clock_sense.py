"""A clock that cannot be right is told from one that may be, by the district's own dates."""

from pathlib import Path

import pytest

from kiosk.services.clock_sense import is_clock_possible
from tests.helpers.kiosks import US_PER_S, MovedClock, a_kiosk

_DAY_US = 24 * 3600 * US_PER_S


@pytest.mark.parametrize(
    ("days", "is_possible"), [(-20_000, False), (-2, False), (-0.9, True), (0, True), (400, True), (40_000, False)]
)
def test_it_is_possible_from_the_enrolment_to_the_end_of_the_certificate(
    tmp_path: Path, days: float, *, is_possible: bool
) -> None:
    """With a day to either side, for a zone set wrongly."""
    moved = MovedClock()
    kiosk = a_kiosk(tmp_path, moved)
    moved.at_us += round(days * _DAY_US)
    assert is_clock_possible(kiosk) == is_possible
    kiosk.store.close()
