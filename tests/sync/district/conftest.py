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
from tests.helpers.postgres import PostgresServer, postgres_server


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A PostgreSQL server for the whole run."""
    with postgres_server() as running:
        yield running


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.needs("postgresql"))])
def database(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a fresh database, as for `--database`; "" for a file in the district's folder."""
    if request.param == "sqlite":
        yield ""
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    url = server.fresh_database()
    yield url
    server.drop(url)


@pytest.fixture
def district(tmp_path: Path, database: str) -> Iterator[District]:
    """A new district with the sample contest."""
    with new_district(tmp_path / "district", database=database) as (opened, _):
        yield opened


@pytest.fixture
def sender(district: District) -> Sender:
    """An enrolled kiosk with an empty journal."""
    return enrolled(district)


@pytest.fixture
def place(tmp_path: Path, database: str) -> Iterator[tuple[District, InitReport]]:
    """A new district and what its owner wrote down."""
    with new_district(tmp_path / "district", database=database) as opened:
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
