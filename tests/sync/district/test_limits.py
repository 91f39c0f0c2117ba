"""What one asker may do to the server: how often, how slowly, how large; and that nobody can use up another's share."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.clock import Clock
from kiosk.contest.errors import Refused
from kiosk.contest.moment import us_from_moment
from sync.district.district import District
from sync.district.enrolment import CERTIFICATE_LIFETIME
from sync.district.limits import Buckets, Limits, Rate, asker_at
from sync.district.server import serving
from sync.district.threads import StoreThread
from tests.helpers.district import BOOT, NOW, Sender, still_clock

FEW = Limits(address=Rate(8, 1), kiosk=Rate(3, 1), enrolment=Rate(2, 1))


class Elapsed:
    """A clock that goes on when told."""

    def __init__(self) -> None:
        self.us = 0

    def __call__(self) -> int:
        """Give the time so far."""
        return self.us


@pytest.fixture
def elapsed() -> Elapsed:
    """The time of the server below."""
    return Elapsed()


@pytest.fixture
def client(district: District, elapsed: Elapsed) -> Iterator[httpx.Client]:
    """A client of a server with small limits."""
    clock = Clock(lambda: us_from_moment(NOW), elapsed, BOOT)
    with serving(district, clock, limits=FEW) as url, httpx.Client(base_url=url, trust_env=False) as opened:
        yield opened


@given(st.lists(st.integers(0, 3_000_000), max_size=40), st.integers(1, 5), st.sampled_from([0.5, 1.0, 7.0]))
def test_nobody_gets_more_than_the_rate(pauses_us: list[int], burst: int, per_s: float) -> None:
    """Whatever the rhythm: what was let through is at most the burst and what the time brought, and a wait told is enough."""
    elapsed = Elapsed()
    buckets = Buckets(Rate(burst, per_s), elapsed)
    let_through = 0
    for pause_us in pauses_us:
        elapsed.us += pause_us
        try:
            buckets.take("a")
            let_through += 1
        except Refused as refused:
            assert refused.code == "too_many_requests"  # noqa: PT017 - either end is right
            ahead = Elapsed()
            ahead.us = elapsed.us + int(float(refused.facts["wait_s"]) * 1_500_000)
            elapsed.us = ahead.us
            buckets.take("a")
            let_through += 1
    assert let_through <= burst + elapsed.us / 1_000_000 * per_s


def test_every_asker_has_a_bucket_and_memory_has_a_limit() -> None:
    """One is told to wait, the others are not; a flood of askers does not grow for ever."""
    buckets = Buckets(Rate(1, 1), Elapsed())
    buckets.take("a")
    with pytest.raises(Refused, match="too_many_requests wait_s=1"):
        buckets.take("a")
    for number in range(20_001):
        buckets.take(str(number))


def test_an_ipv6_host_is_one_asker_whatever_it_calls_itself() -> None:
    """It owns a whole network of addresses."""
    assert asker_at("2001:db8:1:2:3::4") == asker_at("2001:db8:1:2:ffff::9") == "2001:db8:1:2::"
    assert asker_at("2001:db8:1:3::4") != asker_at("2001:db8:1:2::4")
    assert (asker_at("10.0.0.7"), asker_at("testclient")) == ("10.0.0.7", "testclient")


def test_a_kiosk_that_sends_too_often_is_told_when_to_come_again(
    sender: Sender, client: httpx.Client, elapsed: Elapsed
) -> None:
    """429 with Retry-After; after that time it is heard again."""
    sender.visit()
    assert [client.post("/v1/sync", content=sender.envelope()).status_code for _ in range(3)] == [200] * 3
    refused = client.post("/v1/sync", content=sender.envelope())
    assert (refused.status_code, refused.json()) == (429, {"code": "too_many_requests"})
    elapsed.us += int(refused.headers["Retry-After"]) * 1_000_000
    assert client.post("/v1/sync", content=sender.envelope()).status_code == 200


def test_a_forged_batch_uses_up_nobody_s_share(sender: Sender, client: httpx.Client) -> None:
    """Only what the kiosk itself signed counts for it."""
    sender.visit()
    whole = sender.envelope()
    forged = whole[:-1] + bytes([whole[-1] ^ 1])
    assert [client.post("/v1/sync", content=forged).status_code for _ in range(5)] == [403] * 5
    assert client.post("/v1/sync", content=whole).status_code == 200


def test_a_certificate_has_an_end(district: District, sender: Sender) -> None:
    """Until its last moment the kiosk is heard; after it, what it has stays with it."""
    sender.visit()
    end = NOW + CERTIFICATE_LIFETIME
    assert sender.send(district, now=end).seq == 3
    with pytest.raises(Refused, match="certificate_expired"):
        sender.send(district, now=end + timedelta(microseconds=1))


def test_an_address_that_asks_too_often_is_told(client: httpx.Client) -> None:
    """Whatever it asks for."""
    codes = [client.get(path).status_code for path in ("/health", "/login", "/r/ABC") * 4]
    assert codes.index(429) == 8


def test_tickets_cannot_be_tried_quickly(client: httpx.Client) -> None:
    """A third try in the same moment is not even read."""
    tries = [client.post("/v1/enrol", content=b"noise") for _ in range(3)]
    assert [each.status_code for each in tries] == [400, 400, 429]


def test_what_is_packed_is_not_unpacked(sender: Sender, client: httpx.Client) -> None:
    """A body that says it is compressed is read as it is: there is no bomb to carry."""
    sender.visit()
    answer = client.post("/v1/sync", content=sender.envelope(), headers={"Content-Encoding": "gzip"})
    assert answer.status_code == 200


def test_a_queue_that_would_take_too_long_sends_away_at_once(district: District) -> None:
    """And the ones that were let in are done."""
    thread = StoreThread(district, "test", longest_wait_s=0.02)

    async def many() -> list[object]:
        acts = (thread.run(district.store.rows, "SELECT 1 FROM kiosk") for _ in range(50))
        return list(await asyncio.gather(*acts, return_exceptions=True))

    answers = asyncio.run(many())
    busy = [each for each in answers if isinstance(each, Refused)]
    assert {each.code for each in busy} == {"district_busy"}
    assert all(1 <= float(each.facts["wait_s"]) < 5 for each in busy)
    assert 0 < len(busy) < 50
    assert [each for each in answers if not isinstance(each, Refused)] == [[]] * (50 - len(busy))
    thread.close()


@pytest.mark.parametrize(
    "begun", [b"", b"POST /v1/sync HTTP/1.1\r\n", b"POST /v1/sync HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc"]
)
def test_who_sends_too_slowly_is_not_waited_for(district: District, begun: bytes) -> None:
    """Nothing, half a head or half a body: the connection ends by itself."""
    with serving(district, still_clock(), limits=Limits(request_s=0.2)) as url:
        place = httpx.URL(url)
        with socket.create_connection((place.host, place.port or 0), timeout=20) as slow:
            slow.sendall(begun)
            with suppress(ConnectionResetError):
                assert slow.recv(1000) == b""
        assert httpx.get(f"{url}/health", trust_env=False).status_code == 200
