"""The kiosk's end of sync in the background: when it tries, what wakes it, and that it never gives up."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from queue import Queue

import httpx
import pytest

from kiosk.contest.errors import Refused
from kiosk.services.kiosk import Kiosk
from kiosk.services.opening import open_kiosk
from kiosk.storage.journal_rows import count_entries, journal_head, set_acknowledged
from sync.client.agent import LONGEST_ASKED_WAIT_S, Pace, SyncAgent, Wait, agent_over_http
from sync.client.rounds import SyncReport, sync_once
from sync.client.transport import http_send, is_reachable
from tests.helpers.kiosks import a_kiosk
from tests.helpers.pair import Pair
from tests.helpers.waiting import COMES_WITHIN_S

QUICK = Pace(news_s=3600, gather_s=0, knock_s=0.01)
DONE = SyncReport(sent=0, acknowledged=0, waiting=0, documents=0, seconds=0.0)


@dataclass
class Told:
    """A district that fails as it was told to, each time by the next of `failures`, and then takes everything."""

    kiosk: Kiosk
    failures: list[Exception]
    heard: Queue[str] = field(default_factory=Queue)

    def run_round(self) -> SyncReport:
        """Fail, or hold all there is."""
        self.heard.put("round")
        if self.failures:
            raise self.failures.pop(0)
        head = journal_head(self.kiosk.store)
        with self.kiosk.store.transaction():
            set_acknowledged(self.kiosk.store, head.epoch, head.seq, head.digest, self.kiosk.clock.now().at_us)
        return DONE

    def hears(self) -> str:
        """Give what was done next."""
        return self.heard.get(timeout=COMES_WITHIN_S)

    def knocked(self) -> bool:
        """Open the door to whoever knocks."""
        self.heard.put("knock")
        return True


@contextmanager
def _working(told: Told, is_there: Callable[[], bool]) -> Iterator[SyncAgent]:
    agent = SyncAgent(told.kiosk, told.run_round, is_there, QUICK)
    agent.start()
    try:
        yield agent
    finally:
        agent.stop()


def test_an_entry_wakes_the_agent(pair: Pair) -> None:
    """What is written goes out at once, although the next look for news is an hour away."""
    rounds: Queue[SyncReport] = Queue()

    def run_round() -> SyncReport:
        report = sync_once(pair.kiosk, pair.send)
        rounds.put(report)
        return report

    agent = SyncAgent(pair.kiosk, run_round, pace=QUICK)
    agent.start()
    assert rounds.get(timeout=COMES_WITHIN_S).sent == 1
    open_kiosk(pair.kiosk, "officer-1")
    assert rounds.get(timeout=COMES_WITHIN_S).sent == 1
    agent.stop()
    entries, held = count_entries(pair.kiosk.store)
    assert (entries, held) == (2, 2)


def test_a_network_that_returns_is_used_at_once(tmp_path: Path) -> None:
    """After many failures the wait is minutes long; a door that was shut and opens ends it."""
    told = Told(a_kiosk(tmp_path), [Refused("district_unreachable")])
    doors = iter([False, False, True])
    agent = SyncAgent(told.kiosk, told.run_round, lambda: next(doors), QUICK)
    agent._wait = Wait(12)  # noqa: SLF001 - twelve failures would take an hour
    agent.start()
    assert [told.hears(), told.hears()] == ["round", "round"]
    agent.stop()


def test_a_door_that_stays_open_is_no_reason_to_run_at_it(tmp_path: Path) -> None:
    """Where something answers but no round works (a portal, a broken proxy), the growing waits hold."""
    told = Told(a_kiosk(tmp_path), [Refused("district_unreachable")] * 99)
    with _working(told, told.knocked):
        heard = [told.hears() for _ in range(20)]
    assert heard == ["round", *["knock"] * 19]


@pytest.mark.expects_log("sync failed unexpectedly")
def test_what_nobody_expected_stops_nothing(tmp_path: Path) -> None:
    """A fault of our own is logged whole and waited out; once staff get through, an entry wakes the agent as ever."""
    told = Told(a_kiosk(tmp_path), [ZeroDivisionError()])
    with _working(told, told.knocked) as agent:
        assert told.hears() == "round"
        assert agent.sync_now() == DONE
        assert told.hears() == "round"
        open_kiosk(told.kiosk, "officer-1")
        assert told.hears() == "round"


def test_a_district_that_answered_is_not_knocked_at(tmp_path: Path) -> None:
    """A busy district is left alone for the time it named; staff who get through end the wait."""
    told = Told(a_kiosk(tmp_path), [Refused("district_busy", wait_s=600.0)])
    with _working(told, told.knocked) as agent:
        assert told.hears() == "round"
        agent.sync_now()
        assert told.hears() == "round"
        open_kiosk(told.kiosk, "officer-1")
        assert told.hears() == "round"


def test_a_busy_district_says_when_to_come_again() -> None:
    """Its time holds, with jitter after it; a time that is no time, or a silly one, does not."""
    busy = Refused("district_busy", wait_s=40)
    assert (Wait(1).seconds_after(busy, 0.0), Wait(1).seconds_after(busy, 1.0)) == (40, 50)
    assert Wait(1).seconds_after(Refused("district_busy", wait_s=10**6), 0.0) == LONGEST_ASKED_WAIT_S
    assert Wait(1).seconds_after(Refused("district_busy", wait_s="soon"), 0.0) == Wait(1).seconds(0.0)
    assert Wait(1).seconds_after(None, 0.0) == 4


@pytest.mark.parametrize(
    ("said", "expected"), [("7", {"wait_s": 7}), ("-7", {}), ("Tue", {}), ("9" * 9, {}), ("٣", {})]
)
def test_the_time_to_come_again_is_read_from_the_answer(said: str, expected: dict[str, float]) -> None:
    """Only whole seconds of a sane length count."""

    def district(request: httpx.Request) -> httpx.Response:
        headers = [(b"Retry-After", said.encode())]
        return httpx.Response(503, json={"code": "district_busy"}, headers=headers, request=request)

    with (
        httpx.Client(base_url="http://127.0.0.1", transport=httpx.MockTransport(district)) as client,
        pytest.raises(Refused, match="district_busy") as refused,
    ):
        http_send(client)("/v1/sync", b"")
    assert refused.value.facts == {"status": 503, **expected}


def test_a_door_is_told_from_a_wall() -> None:
    """A listening port is one, a closed port, an unknown scheme and a senseless address are not."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        assert is_reachable(f"http://127.0.0.1:{port}")
    assert not is_reachable(f"http://127.0.0.1:{port}")
    assert not is_reachable("carrier-pigeon://127.0.0.1")
    assert not is_reachable("http://127.0.0.1:99999999")


def test_the_agent_of_the_product_speaks_http(tmp_path: Path) -> None:
    """Its round goes to the address of the enrolment, and is refused by code where nobody listens, or there is none."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    with pytest.raises(Refused, match="district_unreachable"):
        agent_over_http(a_kiosk(tmp_path / "network", url=f"http://127.0.0.1:{port}")).sync_now()
    with pytest.raises(Refused, match="district_without_url"):
        agent_over_http(a_kiosk(tmp_path / "stick")).sync_now()
