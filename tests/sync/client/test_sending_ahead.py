"""Several batches under way at once: the same journal arrives as one by one, whatever is lost, late, or another history."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from kiosk.clock import system_clock
from kiosk.contest.errors import Refused
from kiosk.services.status import kiosk_status
from kiosk.simulation import simulate
from sync.client.ahead import IN_FLIGHT, Heard, Parcel, SendingAhead
from sync.client.rounds import SyncReport, sync_once
from sync.client.transport import Send, http_send, open_client
from sync.district.district import open_district
from sync.district.founding import init_district
from sync.district.server import serving
from sync.district.status import status, verify_journals
from tests.helpers.district import PACK, QUICK
from tests.helpers.pair import Pair
from tests.helpers.places import Place
from tests.helpers.waiting import COMES_WITHIN_S

MANY: Final = 900
"""Attempts whose entries make six batches."""


@pytest.fixture
def parcels() -> list[Parcel]:
    """Five parcels of ten entries each."""
    return [Parcel(bytes([number]), 10, 10 * (number + 1), is_last=number == 4) for number in range(5)]


def _ahead(parcels: list[Parcel], send: Send, most: int = 3) -> SendingAhead:
    return SendingAhead(lambda seq: parcels[seq // 10], send, system_clock(), most)


def test_the_first_goes_alone_and_answers_come_in_order(parcels: list[Parcel]) -> None:
    """Nothing is sent ahead before the first answer; then at most three are under way, answered in the order of the batches."""
    began: list[int] = []
    may_answer = [threading.Event() for _ in parcels]
    may_answer[0].set()

    def send(_path: str, envelope: bytes) -> bytes:
        began.append(envelope[0])
        assert may_answer[envelope[0]].wait(COMES_WITHIN_S)
        return envelope

    ahead = _ahead(parcels, send)
    heard: list[Heard] = [ahead.next_heard(0)]
    assert began == [0]
    ahead.go_on()
    may_answer[3].set()
    may_answer[2].set()
    may_answer[1].set()
    heard.append(ahead.next_heard(10))
    assert set(began) <= {0, 1, 2, 3}
    may_answer[4].set()
    heard += [ahead.next_heard(after) for after in (20, 30, 40)]
    assert [each.parcel for each in heard] == parcels
    assert [each.answer for each in heard] == [each.envelope for each in parcels]
    assert sorted(began) == [0, 1, 2, 3, 4]


def test_what_is_let_go_is_waited_for_and_sent_again_alone(parcels: list[Parcel]) -> None:
    """After an unexpected answer the next parcel begins where it says, and nothing else is under way."""
    under_way = most = 0
    lock = threading.Lock()

    def send(_path: str, envelope: bytes) -> bytes:
        nonlocal under_way, most
        with lock:
            under_way += 1
            most = max(most, under_way)
        if envelope[0] == 2:
            with lock:
                under_way -= 1
            raise Refused("district_slow")
        with lock:
            under_way -= 1
        return envelope

    ahead = _ahead(parcels, send)
    ahead.next_heard(0)
    ahead.go_on()
    ahead.next_heard(10)
    ahead.let_go()
    assert under_way == 0
    assert ahead.next_heard(0).parcel == parcels[0]
    ahead.go_on()
    ahead.next_heard(10)
    with pytest.raises(Refused, match="district_slow"):
        ahead.next_heard(20)
    ahead.let_go()
    assert under_way == 0


def test_a_district_too_slow_for_what_is_sent_ahead_gets_less_at_once(parcels: list[Parcel]) -> None:
    """What was sent ahead and refused goes again alone, at once; from then on fewer are under way."""
    packed: list[int] = []
    was_busy = threading.Event()

    def pack(seq: int) -> Parcel:
        packed.append(seq)
        return parcels[seq // 10]

    def send(_path: str, envelope: bytes) -> bytes:
        if envelope[0] == 1 and not was_busy.is_set():
            was_busy.set()
            raise Refused("district_busy", wait_s=2)
        return envelope

    ahead = SendingAhead(pack, send, system_clock(), 3)
    heard = []
    for after in (0, 10, 20, 30, 40):
        heard.append(ahead.next_heard(after))
        ahead.go_on()
    assert [each.parcel for each in heard] == parcels
    assert packed == [0, 10, 20, 30, 10, 20, 30, 40], "three ahead, one alone, then two"


def test_a_district_that_is_busy_for_what_goes_alone_is_left(parcels: list[Parcel]) -> None:
    """Then others wait there: the kiosk comes again when it was told to."""

    def send(_path: str, envelope: bytes) -> bytes:
        if envelope[0]:
            raise Refused("district_busy", wait_s=2)
        return envelope

    ahead = _ahead(parcels, send)
    ahead.next_heard(0)
    ahead.go_on()
    with pytest.raises(Refused, match="district_busy"):
        ahead.next_heard(10)


@pytest.fixture
def many(pair: Pair) -> Pair:
    """A kiosk with more than a few batches to send."""
    for _ in simulate(pair.kiosk, MANY, 3, is_load=True):
        pass
    return pair


@pytest.fixture
def send(many: Pair) -> Iterator[Send]:
    """A way to the district that several threads may use."""
    with serving(many.district, system_clock()) as url, open_client(url) as client:
        yield http_send(client)


def _all_there(pair: Pair, report: SyncReport) -> None:
    here, there = kiosk_status(pair.kiosk), status(pair.district)
    assert report.waiting == 0
    assert (there.entries, there.attempts.finished, there.receipts) == (here.journal.entries, MANY, MANY)
    assert (here.journal.acknowledged, there.forks, there.integrity) == (here.journal.entries, 0, "ok")
    assert verify_journals(pair.district) == ()


def test_a_long_journal_arrives_once(many: Pair, send: Send) -> None:
    """Over real HTTP, sent ahead, each entry once: nothing is sent twice and nothing waits."""
    report = sync_once(many.kiosk, send, in_flight=IN_FLIGHT)
    _all_there(many, report)
    assert report.sent == report.acknowledged == kiosk_status(many.kiosk).journal.entries


def test_a_batch_that_overtakes_another_is_sent_again(many: Pair, send: Send) -> None:
    """Of two connections one may be slower: the district stores no gap, and the round goes on from what it has."""
    count = 0
    lock = threading.Lock()
    third_arrived = threading.Event()

    def late(path: str, envelope: bytes) -> bytes:
        nonlocal count
        with lock:
            count += 1
            number = count
        if number == 2:
            assert third_arrived.wait(COMES_WITHIN_S)
        answer = send(path, envelope)
        if number == 3:
            third_arrived.set()
        return answer

    report = sync_once(many.kiosk, late, in_flight=IN_FLIGHT)
    _all_there(many, report)
    assert report.sent > report.acknowledged


def test_a_batch_that_is_refused_keeps_what_was_acknowledged_before(many: Pair, send: Send) -> None:
    """A district that says come again ends the round; what follows it under way is harmless, and the next round brings all."""
    count = 0
    lock = threading.Lock()

    def busy(path: str, envelope: bytes) -> bytes:
        nonlocal count
        with lock:
            count += 1
            number = count
        if number >= 3:
            raise Refused("district_busy", wait_s=2)
        return send(path, envelope)

    with pytest.raises(Refused, match="district_busy"):
        sync_once(many.kiosk, busy, in_flight=IN_FLIGHT)
    told = kiosk_status(many.kiosk)
    assert (told.journal.acknowledged, told.last_sync.error) == (1000, "district_busy")
    assert status(many.district).entries >= 1000
    _all_there(many, sync_once(many.kiosk, send, in_flight=IN_FLIGHT))


def test_a_fork_in_the_middle_of_a_long_journal_heals(tmp_path: Path) -> None:
    """An old copy put back, then more than a batch written on both sides: everything is at the district, and one alarm."""
    init_district(tmp_path / "district", PACK, system_clock().now().at, stretching=QUICK)
    place = Place(tmp_path)
    place.enrolled("kiosk")
    written = place.write(400)
    place.round()
    place.keep("kiosk", "copy")
    written |= place.write(500)
    place.round()
    place.put_back("kiosk", "copy")
    written |= place.write(600)
    with open_district(tmp_path / "district") as district:
        kiosk = place.kiosk()
        with serving(district, system_clock()) as url, open_client(url) as client:
            report = sync_once(kiosk, http_send(client), in_flight=IN_FLIGHT)
        kiosk.store.close()
    assert report.waiting == 0
    place.assert_truth()
    assert place.held() == written
    assert place.alarms() == ["forked"]


def test_a_district_that_was_put_back_is_filled_from_where_it_was(many: Pair, send: Send) -> None:
    """Its answer is lower than what it had said: the round goes on from there, ahead again."""
    sync_once(many.kiosk, send, in_flight=IN_FLIGHT)
    with many.district.store.transaction():
        many.district.store.execute("DELETE FROM entry WHERE seq > 700")
    report = sync_once(many.kiosk, send, in_flight=IN_FLIGHT)
    _all_there(many, report)
    assert report.sent == kiosk_status(many.kiosk).journal.entries - 700
