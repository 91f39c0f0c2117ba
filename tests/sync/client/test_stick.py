"""A kiosk that never sees a network: its journal, and the district's answer, go by file."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk.clock import system_clock
from kiosk.contest.errors import Refused
from kiosk.services.status import kiosk_status
from kiosk.simulation import simulate
from kiosk.storage.durable_file import write_durably
from sync.client.rounds import sync_once
from sync.client.stick import export_stick, import_stick
from sync.district.documents import publish_exclusions
from sync.district.enrolment import revoke
from sync.district.status import status
from sync.district.sticks import receive_stick
from sync.protocol.bundle import read_bundle, write_bundle
from sync.protocol.envelope import read_envelope
from sync.protocol.messages import Acknowledgement, decode
from tests.helpers.pair import Pair
from tests.helpers.sampled import Sampled


def _carry(pair: Pair, folder: Path) -> tuple[Path, Path]:
    """Export, receive at the district, and give both files."""
    there, back = folder / "there.tramthi", folder / "back.tramthi"
    export_stick(pair.kiosk, there)
    received = receive_stick(pair.district, there.read_bytes(), system_clock().now().at)
    assert received.refused == ()
    back.write_bytes(received.reply)
    return there, back


def _residents(pair: Pair, count: int) -> None:
    for _ in simulate(pair.kiosk, count, 1, is_load=True):
        pass


def test_a_whole_way_by_stick(pair: Pair, tmp_path: Path) -> None:
    """Everything arrives, nothing counts as delivered before the reply is back, and a second reply changes nothing."""
    _residents(pair, 250)
    publish_exclusions(pair.district, [b"\x01\x02\x03\x04"], system_clock().now().at)
    there, back = _carry(pair, tmp_path)
    assert status(pair.district).attempts.finished == 250
    assert kiosk_status(pair.kiosk).journal.acknowledged == 0
    brought = import_stick(pair.kiosk, back)
    assert (brought.acknowledged, brought.waiting, brought.documents) == (752, 0, 1)
    steps: list[tuple[int, int]] = []
    assert import_stick(pair.kiosk, back, lambda done, count: steps.append((done, count))).acknowledged == 0
    assert steps == [(1, 2), (2, 2)]
    assert receive_stick(pair.district, there.read_bytes(), system_clock().now().at).refused == ()
    assert status(pair.district).attempts.finished == 250
    assert sync_once(pair.kiosk, pair.send).sent == 0


def test_documents_come_back_once_however_long_the_journal(pair: Pair, tmp_path: Path) -> None:
    """One file of a long time away holds hundreds of batches: with each answer the same documents would burst the reply."""
    _residents(pair, 400)
    publish_exclusions(pair.district, (each.to_bytes(4, "big") for each in range(2000)), system_clock().now().at)
    _, back = _carry(pair, tmp_path)
    answers = [decode(read_envelope(each).payload, Acknowledgement) for each in read_bundle(back.read_bytes())]
    assert [len(each.documents) for each in answers] == [1, 0, 0]
    assert import_stick(pair.kiosk, back).documents == 1


def test_a_stick_without_news_still_asks_for_documents(pair: Pair, tmp_path: Path) -> None:
    """An export of nothing brings the district's newest documents back."""
    sync_once(pair.kiosk, pair.send)
    publish_exclusions(pair.district, [b"\x01\x02\x03\x04"], system_clock().now().at)
    assert export_stick(pair.kiosk, tmp_path / "empty.tramthi").entries == 0
    assert import_stick(pair.kiosk, _carry(pair, tmp_path)[1]).documents == 1


def test_each_fault_of_a_stick_is_told_and_loses_nothing(pair: Pair, tmp_path: Path) -> None:
    """A missing file, a flipped byte, another district's word, a place that cannot be written, a revoked kiosk."""
    _residents(pair, 1)
    there, back = _carry(pair, tmp_path)
    with pytest.raises(Refused, match="stick_unreadable"):
        import_stick(pair.kiosk, tmp_path / "none.tramthi")
    with pytest.raises(Refused, match="stick_unwritable"):
        export_stick(pair.kiosk, tmp_path / "no" / "such" / "folder.tramthi")
    damaged = tmp_path / "damaged.tramthi"
    whole = back.read_bytes()
    damaged.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    with pytest.raises(Refused, match="bundle_damaged"):
        import_stick(pair.kiosk, damaged)
    with pytest.raises(Refused, match="stick_for_district"):
        import_stick(pair.kiosk, there)
    assert kiosk_status(pair.kiosk).journal.acknowledged == 0
    now = system_clock().now().at
    assert receive_stick(pair.district, write_bundle([b"nonsense"]), now).refused == ("envelope_damaged",)
    assert receive_stick(pair.district, whole, now).refused == ("stick_for_kiosk",)
    revoke(pair.district, pair.kiosk.id, now)
    back.write_bytes(receive_stick(pair.district, there.read_bytes(), now).reply)
    with pytest.raises(Refused, match="revoked"):
        import_stick(pair.kiosk, back)


def test_a_stick_pulled_at_any_byte_loses_nothing(pair: Pair, tmp_path: Path, sampled: Sampled) -> None:
    """Whatever beginning of a file the stick kept, either end refuses it whole; the next try is as if there had been none."""
    _residents(pair, 2)
    there, back = _carry(pair, tmp_path)
    short, now = tmp_path / "short.tramthi", system_clock().now().at
    for size in sampled(range(len(back.read_bytes())), 60):
        short.write_bytes(back.read_bytes()[:size])
        with pytest.raises(Refused, match=r"bundle_damaged|bundle_of_other_kind"):
            import_stick(pair.kiosk, short)
    for size in sampled(range(len(there.read_bytes())), 60):
        with pytest.raises(Refused, match=r"bundle_damaged|bundle_of_other_kind"):
            receive_stick(pair.district, there.read_bytes()[:size], now)
    assert kiosk_status(pair.kiosk).journal.acknowledged == 0
    assert import_stick(pair.kiosk, back).waiting == 0


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are POSIX's")
def test_a_stick_without_room_keeps_the_file_it_has(pair: Pair, tmp_path: Path, sampled: Sampled) -> None:
    """Whatever write fails, the earlier file under that name is whole, what waits still waits, and it is told."""
    place = tmp_path / "there.tramthi"
    export_stick(pair.kiosk, place)
    earlier = place.read_bytes()
    _residents(pair, 2)
    for room in sampled(range(0, 8000, 250), 12):
        with _files_no_longer_than(room), pytest.raises(Refused, match="stick_unwritable"):
            write_durably(place, bytes(room + 1))
        assert place.read_bytes() == earlier
    assert export_stick(pair.kiosk, place).entries == kiosk_status(pair.kiosk).journal.entries
    assert sorted(each.name for each in tmp_path.glob("*.tramthi*")) == ["there.tramthi"]


@contextmanager
def _files_no_longer_than(size: int) -> Iterator[None]:
    """Let writes beyond so many bytes fail in this process."""
    import resource  # noqa: PLC0415 - not on Windows

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)
