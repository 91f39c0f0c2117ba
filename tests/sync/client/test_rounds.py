"""A real kiosk and a real district, both on real files, joined by a callable or by HTTP on loopback."""

import gzip
import os
from collections.abc import Iterator
from pathlib import Path

import httpx
import msgspec
import pytest

from kiosk.clock import system_clock
from kiosk.contest.errors import Refused
from kiosk.services.kiosk import Kiosk
from kiosk.services.status import kiosk_status
from kiosk.simulation import simulate
from sync.client.agent import SyncAgent, Wait
from sync.client.enrolment import enrol
from sync.client.rounds import SyncReport, next_batch, sync_once
from sync.client.transport import http_send, open_client
from sync.district.district import open_district
from sync.district.enrolment import revoke
from sync.district.founding import init_district
from sync.district.server import serving
from sync.district.status import status
from sync.protocol.envelope import MAX_ENVELOPE_BYTES, close_envelope
from sync.protocol.messages import BATCH_TYPE, encode
from sync.protocol.ticket import read_ticket
from tests.helpers.district import PACK, QUICK
from tests.helpers.pair import Pair, a_ticket, send_to


def _residents(kiosk: Kiosk, count: int, seed: int = 1) -> None:
    for _ in simulate(kiosk, count, seed, is_load=True):
        pass


def test_kiosk_and_district_agree_to_the_last_attempt(pair: Pair) -> None:
    """After a round nothing waits; a second round sends nothing."""
    _residents(pair.kiosk, 3)
    report = sync_once(pair.kiosk, pair.send)
    here, there = kiosk_status(pair.kiosk), status(pair.district)
    assert (report.waiting, report.sent) == (0, here.journal.entries)
    assert (there.attempts.finished, there.receipts, there.entries) == (3, 3, here.journal.entries)
    again = sync_once(pair.kiosk, pair.send)
    assert (again.sent, again.acknowledged) == (0, 0)


def test_a_lost_answer_costs_nothing(pair: Pair) -> None:
    """The batch arrived, its acknowledgement did not: the next round brings both ends together without doubles."""
    _residents(pair.kiosk, 2)

    def lose_answer(path: str, envelope: bytes) -> bytes:
        pair.send(path, envelope)
        raise Refused("district_slow")

    with pytest.raises(Refused, match="district_slow"):
        sync_once(pair.kiosk, lose_answer)
    before = kiosk_status(pair.kiosk)
    assert (before.last_sync.ok, before.last_sync.error, before.journal.acknowledged) == (False, "district_slow", 0)
    assert sync_once(pair.kiosk, pair.send).waiting == 0
    assert status(pair.district).entries == kiosk_status(pair.kiosk).journal.entries
    assert kiosk_status(pair.kiosk).last_sync.ok


def test_only_the_districts_signature_counts_as_success(pair: Pair) -> None:
    """A captive portal's page is no acknowledgement, and neither is one signed by somebody else."""
    _residents(pair.kiosk, 1)
    with pytest.raises(Refused, match="envelope_damaged"):
        sync_once(pair.kiosk, lambda _path, _envelope: b"<html>Welcome to free Wi-Fi</html>")
    with pytest.raises(Refused, match="envelope_of_other_type"):
        sync_once(pair.kiosk, lambda _path, envelope: envelope)
    assert kiosk_status(pair.kiosk).journal.acknowledged == 0


def test_a_district_restored_from_an_old_copy_is_filled_again(pair: Pair, tmp_path: Path) -> None:
    """What a district lost comes again with the next round, without anyone asking."""
    init_district(tmp_path / "other", PACK, system_clock().now().at, stretching=QUICK)
    _residents(pair.kiosk, 2)
    sync_once(pair.kiosk, pair.send)
    with pair.district.store.transaction():
        pair.district.store.execute("DELETE FROM entry WHERE seq > 3")
        pair.district.store.execute("DELETE FROM attempt")
        pair.district.store.execute("DELETE FROM receipt")
    _residents(pair.kiosk, 1, seed=2)
    sync_once(pair.kiosk, pair.send)
    assert status(pair.district).entries == kiosk_status(pair.kiosk).journal.entries
    assert kiosk_status(pair.kiosk).journal.acknowledged == kiosk_status(pair.kiosk).journal.entries


def test_a_revoked_kiosk_is_told_and_keeps_its_entries(pair: Pair) -> None:
    """Nothing is dropped on either side: the district keeps them apart, the kiosk still has them."""
    _residents(pair.kiosk, 1)
    revoke(pair.district, pair.kiosk.id, system_clock().now().at)
    with pytest.raises(Refused, match="revoked"):
        sync_once(pair.kiosk, pair.send)
    assert status(pair.district).quarantined > 0
    assert status(pair.district).attempts.finished == 0
    assert kiosk_status(pair.kiosk).journal.acknowledged == 0


def test_enrolling_needs_a_ticket_that_was_not_used(pair: Pair, tmp_path: Path) -> None:
    """A second machine cannot use the same ticket, another district cannot answer, an enrolled kiosk stays what it is."""
    ticket = read_ticket(a_ticket(pair.district))
    enrol(tmp_path / "second", ticket, pair.send, system_clock(), os.urandom).store.close()
    with pytest.raises(Refused, match="ticket_used"):
        enrol(tmp_path / "third", ticket, pair.send, system_clock(), os.urandom)
    with pytest.raises(Refused, match="enrolled_already"):
        enrol(tmp_path / "second", ticket, pair.send, system_clock(), os.urandom)
    (tmp_path / "lost" / "backups").mkdir(parents=True)
    (tmp_path / "lost" / "backups" / "kiosk-000001-2026-11-24.sqlite").touch()
    with pytest.raises(Refused, match="database_lost"):
        enrol(tmp_path / "lost", read_ticket(a_ticket(pair.district)), pair.send, system_clock(), os.urandom)
    init_district(tmp_path / "other", PACK, system_clock().now().at, stretching=QUICK)
    with open_district(tmp_path / "other") as other:
        theirs = read_ticket(a_ticket(other))

        def answer_for_another(_path: str, envelope: bytes) -> bytes:
            return send_to(other)("/v1/enrol", envelope)

        with pytest.raises(Refused, match="ticket_unknown"):
            enrol(
                tmp_path / "fourth",
                read_ticket(a_ticket(pair.district)),
                answer_for_another,
                system_clock(),
                os.urandom,
            )
        with pytest.raises(Refused, match="ticket_unknown"):
            enrol(tmp_path / "fifth", theirs, pair.send, system_clock(), os.urandom)


def test_over_http_with_a_server_that_comes_and_goes(tmp_path: Path) -> None:
    """Real HTTP on loopback: enrol, sync, and an unreachable district told as such."""
    init_district(tmp_path / "district", PACK, system_clock().now().at, stretching=QUICK)
    with open_district(tmp_path / "district") as district:
        with serving(district, system_clock()) as url, open_client(url) as client:
            ticket = read_ticket(a_ticket(district, url))
            kiosk = enrol(tmp_path / "kiosk", ticket, http_send(client), system_clock(), os.urandom)
            _residents(kiosk, 2)
            assert sync_once(kiosk, http_send(client)).waiting == 0
            with pytest.raises(Refused, match="not_found"):
                http_send(client)("/v1/nowhere", b"")
        with open_client(url) as client, pytest.raises(Refused, match="district_unreachable"):
            sync_once(kiosk, http_send(client))
        assert status(district).attempts.finished == 2
    kiosk.store.close()


def test_what_is_no_district_is_told_by_its_status() -> None:
    """A proxy's page, a code that is none, an endless answer, a slow one: each is refused with a code of our own."""

    def proxy(request: httpx.Request) -> httpx.Response:
        match request.url.path:
            case "/page":
                return httpx.Response(502, text="<html>Bad gateway</html>")
            case "/code":
                return httpx.Response(400, json={"code": "Drop tables; now"})
            case "/endless":
                return httpx.Response(200, content=bytes(MAX_ENVELOPE_BYTES + 1))
            case _:
                raise httpx.ReadTimeout("slow", request=request)

    with httpx.Client(base_url="http://127.0.0.1", transport=httpx.MockTransport(proxy)) as client:
        for path, code in (
            ("/page", "district_refused"),
            ("/code", "district_refused"),
            ("/endless", "envelope_too_large"),
            ("/slow", "district_slow"),
        ):
            with pytest.raises(Refused, match=code):
                http_send(client)(path, b"")


def _answering(answer: httpx.Response) -> httpx.Client:
    return httpx.Client(base_url="http://127.0.0.1", transport=httpx.MockTransport(lambda _: answer))


@pytest.mark.parametrize(
    ("status_code", "said", "code"),
    [
        (503, "disk_full", "district_fault"),
        (503, "database_damaged", "district_fault"),
        (403, "database_damaged", "district_fault"),
        (400, "envelope_damaged", "request_malformed"),
        (403, "revoked", "district_refused"),
        (403, "device_key_missing", "district_refused"),
        (403, "kiosk_unknown", "kiosk_unknown"),
    ],
)
def test_what_nobody_signed_is_said_of_the_district_and_never_of_this_machine(
    status_code: int, said: str, code: str
) -> None:
    """A full disk there sends no technician here, and a portal cannot say that the kiosk was revoked."""
    with (
        _answering(httpx.Response(status_code, json={"code": said})) as client,
        pytest.raises(Refused, match=f"^{code}"),
    ):
        http_send(client)("/v1/sync", b"")


def test_an_answer_that_drips_ends(pair: Pair) -> None:
    """Each part comes within its limit, and all of them never: the round ends as too slow, and everything stays."""
    dripping = httpx.Response(200, stream=Dripping())
    with _answering(dripping) as client, pytest.raises(Refused, match="district_slow"):
        sync_once(pair.kiosk, http_send(client, whole_limit_s=0.0))
    assert kiosk_status(pair.kiosk).last_sync.error == "district_slow"


def test_a_packed_answer_is_not_unpacked() -> None:
    """The district packs nothing: what is packed is somebody else's, and may grow a thousandfold."""
    packed = httpx.Response(200, headers={"Content-Encoding": "gzip"}, content=gzip.compress(bytes(10_000)))
    with _answering(packed) as client, pytest.raises(Refused, match="envelope_damaged"):
        http_send(client)("/v1/sync", b"")


class Dripping(httpx.SyncByteStream):
    """A body that goes on for ever."""

    def __iter__(self) -> Iterator[bytes]:
        """Give a byte, and another."""
        while True:
            yield b"x"


def test_back_off_grows_with_jitter_and_has_a_bound() -> None:
    """Waits double from a few seconds to minutes and never end."""
    assert [Wait(failures).seconds(0.999) for failures in (1, 2, 3)] == pytest.approx([8, 16, 32], rel=0.01)
    assert Wait(3).seconds(0.0) == 16
    assert Wait(10_000).seconds(0.999) == pytest.approx(300, rel=0.01)


def test_the_agent_syncs_by_itself_and_goes_on_after_a_failure(pair: Pair) -> None:
    """It starts at once, and a failed round is followed by another when asked; the end closes its own connection."""
    _residents(pair.kiosk, 1)
    reports: list[SyncReport] = []

    def run_round() -> SyncReport:
        reports.append(sync_once(pair.kiosk, pair.send))
        return reports[-1]

    agent = SyncAgent(pair.kiosk, run_round)
    agent.start()
    assert agent.sync_now().waiting == 0
    agent.stop()
    assert kiosk_status(pair.kiosk).journal.acknowledged == kiosk_status(pair.kiosk).journal.entries


def test_residents_who_write_as_fast_as_is_sent_are_no_stuck_district(pair: Pair) -> None:
    """A round that always finds a little more to send goes on as long as each answer leads further, then ends."""
    _residents(pair.kiosk, 1)
    left = list(range(40))

    def meanwhile(path: str, envelope: bytes) -> bytes:
        if left:
            _residents(pair.kiosk, 1, seed=2 + left.pop())
        return pair.send(path, envelope)

    assert sync_once(pair.kiosk, meanwhile).waiting == 0
    assert status(pair.district).attempts.finished == 41


def test_a_district_that_never_takes_more_is_told_as_stuck(pair: Pair) -> None:
    """An answer that leads nowhere is asked for again a bounded number of times; the kiosk keeps everything."""
    _residents(pair.kiosk, 1)
    first: list[bytes] = []

    def stale(path: str, _envelope: bytes) -> bytes:
        if not first:
            first.append(pair.send(path, _nothing_from(pair.kiosk)))
        return first[0]

    with pytest.raises(Refused, match="district_stuck"):
        sync_once(pair.kiosk, stale)
    assert kiosk_status(pair.kiosk).last_sync.error == "district_stuck"
    assert kiosk_status(pair.kiosk).journal.acknowledged == 0


def _nothing_from(kiosk: Kiosk) -> bytes:
    """Give a batch without entries, so that the district goes on saying it has none."""
    batch = msgspec.structs.replace(next_batch(kiosk, 1, 0), entries=())
    return close_envelope(kiosk.keys, BATCH_TYPE, encode(batch))
