"""What the district's tests share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.district.district import District
from tests.helpers.district import Sender, enrolled, new_district


@pytest.fixture
def district(tmp_path: Path) -> Iterator[District]:
    """A new district with the sample contest."""
    with new_district(tmp_path / "district") as (opened, _):
        yield opened


@pytest.fixture
def sender(district: District) -> Sender:
    """An enrolled kiosk with an empty journal."""
    return enrolled(district)
