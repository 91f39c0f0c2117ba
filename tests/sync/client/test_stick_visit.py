"""A stick in the kiosk's own slot, as the console uses it: files made by name, everything of the district's found."""

import errno
import os
from pathlib import Path

import pytest

from kiosk.clock import system_clock
from kiosk.contest.errors import Refused
from kiosk.services.support import make_support_bundle
from kiosk.simulation import simulate
from kiosk.storage.durable_file import Medium
from kiosk.storage.journal_rows import count_entries
from sync.client.enrolment import enrol
from sync.client.stick import MOST_BYTES
from sync.client.stick_visit import read_from_stick, write_journal, write_to_stick
from sync.district.status import status
from sync.district.sticks import receive_stick
from sync.protocol.bundle import MAX_BUNDLE_BYTES, read_bundle
from sync.protocol.ticket import read_ticket
from tests.helpers.pair import Pair, a_ticket


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """Give an empty stick."""
    place = tmp_path / "stick"
    place.mkdir()
    return place


def test_a_stick_goes_there_and_comes_back(pair: Pair, stick: Path) -> None:
    """What the kiosk wrote there is passed over when the reply is read, and is said to have arrived only then."""
    for _ in simulate(pair.kiosk, 3, 1, is_load=True):
        pass
    entries, _ = count_entries(pair.kiosk.store)
    written = write_to_stick(pair.kiosk, stick)
    assert (written.entries, written.waiting) == (entries, entries)
    received = receive_stick(pair.district, (stick / written.file).read_bytes(), system_clock().now().at)
    (stick / "reply.tramthi").write_bytes(received.reply)
    read = read_from_stick(pair.kiosk, stick)
    assert (read.entries, read.waiting) == (entries, 0)
    assert status(pair.district).attempts.finished == 3


def test_a_stick_with_nothing_of_the_district_is_said(pair: Pair, stick: Path) -> None:
    """Also when the kiosk's own files lie there."""
    write_to_stick(pair.kiosk, stick)
    make_support_bundle(pair.kiosk, stick, "officer-1")
    with pytest.raises(Refused, match="stick_nothing_found"):
        read_from_stick(pair.kiosk, stick)


def test_a_damaged_file_costs_only_itself(pair: Pair, stick: Path) -> None:
    """The whole reply beside it is taken in, then the damage is said."""
    written = write_to_stick(pair.kiosk, stick)
    received = receive_stick(pair.district, (stick / written.file).read_bytes(), system_clock().now().at)
    (stick / "z-reply.tramthi").write_bytes(received.reply)
    (stick / "a-broken.tramthi").write_bytes(received.reply[:-1] + b"\x00")
    with pytest.raises(Refused, match="bundle_damaged"):
        read_from_stick(pair.kiosk, stick)
    entries, held = count_entries(pair.kiosk.store)
    assert entries == held


def test_a_stick_that_went_round_many_kiosks_gives_each_its_reply(pair: Pair, stick: Path, tmp_path: Path) -> None:
    """Files of kiosks before it by name, other programs', and replies for others keep none of this kiosk's out."""
    written = write_to_stick(pair.kiosk, stick)
    whose = (stick / written.file).read_bytes()
    for number in range(150):
        (stick / f"tram-thi-00000-{number:03}-journal.tramthi").write_bytes(whose)
        (stick / f"picture-{number}.jpg").write_bytes(bytes(100))
    another = enrol(tmp_path / "another", read_ticket(a_ticket(pair.district)), pair.send, system_clock(), os.urandom)
    theirs = write_to_stick(another, stick).file
    for name in (theirs, written.file):
        reply = receive_stick(pair.district, (stick / name).read_bytes(), system_clock().now().at).reply
        (stick / f"z-reply-to-{name}").write_bytes(reply)
    for kiosk in (pair.kiosk, another):
        read = read_from_stick(kiosk, stick)
        assert (read.entries, read.waiting) == (count_entries(kiosk.store)[0], 0)
    another.store.close()


def test_a_second_file_of_the_same_minute_has_a_name_of_its_own(pair: Pair, stick: Path) -> None:
    """Also the whole journal beside what waits: neither takes the other's place."""
    files = [write_to_stick(pair.kiosk, stick).file, write_journal(pair.kiosk, stick).file]
    files.append(write_to_stick(pair.kiosk, stick).file)
    assert sorted(each.name for each in stick.iterdir()) == sorted(set(files))
    assert len(files) == 3


def test_the_whole_journal_is_written_signed(pair: Pair, stick: Path) -> None:
    """Also what the district holds already; it takes the file in as any other and changes nothing by it."""
    written = write_to_stick(pair.kiosk, stick)
    reply = receive_stick(pair.district, (stick / written.file).read_bytes(), system_clock().now().at).reply
    (stick / "reply.tramthi").write_bytes(reply)
    read_from_stick(pair.kiosk, stick)
    whole = write_journal(pair.kiosk, stick)
    assert (whole.entries, whole.waiting) == (count_entries(pair.kiosk.store)[0], 0)
    again = receive_stick(pair.district, (stick / whole.file).read_bytes(), system_clock().now().at)
    assert again.refused == ()


PART_BYTES = 200_000
"""So small that a short journal needs several; a batch of 500 of these entries has about 170,000."""


def _simulated(pair: Pair, residents: int) -> int:
    """Let residents take part; gives how many entries there are then."""
    for _ in simulate(pair.kiosk, residents, 1, is_load=True):
        pass
    return count_entries(pair.kiosk.store)[0]


def test_a_journal_too_long_for_one_file_goes_into_several(pair: Pair, stick: Path) -> None:
    """Each one is short enough to be read, nothing is in two or in none, and in order the district takes all of them."""
    entries = _simulated(pair, 700)
    written = write_journal(pair.kiosk, stick, PART_BYTES)
    places = sorted(stick.iterdir())
    assert len(places) > 2
    assert written.file == f"{places[0].name} … {places[-1].name}"
    assert written.entries == entries
    for place in places:
        assert place.stat().st_size <= max(PART_BYTES, *map(len, read_bundle(place.read_bytes()))) + 100
        assert receive_stick(pair.district, place.read_bytes(), system_clock().now().at).refused == ()
    assert status(pair.district).attempts.finished == 700
    assert status(pair.district).entries == entries


def test_no_file_is_larger_than_whoever_reads_it_takes() -> None:
    """With the last batch and what the file itself adds."""
    assert MOST_BYTES + 4 * 1024 * 1024 < MAX_BUNDLE_BYTES


def test_a_stick_that_fills_up_keeps_none_of_the_files(pair: Pair, stick: Path) -> None:
    """It is said to hold nothing, and holds nothing."""
    _simulated(pair, 700)
    whole, written = Medium(), list[Path]()

    def until_full(place: Path, data: bytes) -> None:
        written.append(place)
        if len(written) == 3:
            raise OSError(errno.ENOSPC, "full")
        whole.write_flushed(place, data)

    with pytest.raises(Refused, match="stick_full"):
        write_journal(pair.kiosk, stick, PART_BYTES, Medium(write_flushed=until_full))
    assert len(written) == 3
    assert list(stick.iterdir()) == []
