"""What the district's tests share."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from sync.district.district import District
from sync.district.founding import InitReport
from sync.district.server import serving
from tests.helpers.browsing import log_in
from tests.helpers.district import Sender, enrolled, new_district, still_clock


@pytest.fixture
def district(tmp_path: Path) -> Iterator[District]:
    """A new district with the sample contest."""
    with new_district(tmp_path / "district") as (opened, _):
        yield opened


@pytest.fixture
def sender(district: District) -> Sender:
    """An enrolled kiosk with an empty journal."""
    return enrolled(district)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[tuple[District, InitReport]]:
    """A new district and what its owner wrote down."""
    with new_district(tmp_path / "district") as opened:
        yield opened


@pytest.fixture
def client(place: tuple[District, InitReport]) -> Iterator[httpx.Client]:
    """A browser that follows redirects, keeps cookies and signs in only when told."""
    headers = {"Accept": "text/html", "Accept-Language": "vi"}
    with (
        serving(place[0], still_clock()) as url,
        httpx.Client(base_url=url, follow_redirects=True, headers=headers, trust_env=False, timeout=30) as opened,
    ):
        yield opened


@pytest.fixture
def signed(client: httpx.Client, place: tuple[District, InitReport]) -> httpx.Client:
    """A browser that is signed in."""
    answer = log_in(client, place[1].admin, place[1].password)
    assert answer.url.path == "/"
    return client
