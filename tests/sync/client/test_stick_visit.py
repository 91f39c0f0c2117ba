"""A stick in the kiosk's own slot, as the console uses it: files made by name, everything of the district's found."""

from pathlib import Path

import pytest

from kiosk.clock import system_clock
from kiosk.contest.errors import Refused
from kiosk.services.support import make_support_bundle
from kiosk.simulation import simulate
from kiosk.storage.journal_rows import count_entries
from sync.client.stick_visit import read_from_stick, write_journal, write_to_stick
from sync.district.status import status
from sync.district.sticks import receive_stick
from tests.helpers.pair import Pair


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
