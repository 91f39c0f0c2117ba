"""The checks a kiosk makes by itself, each made to pass and to fail."""

import itertools
from pathlib import Path

import pytest

from kiosk.clock import Clock, system_clock
from kiosk.contest.moment import us_from_moment
from kiosk.services import machine_checks
from kiosk.services.kiosk import DATABASE_NAME, Kiosk, load_kiosk
from kiosk.services.machine_checks import (
    MOST_OFFSET_S,
    OFFSET_VALID_S,
    check_clock,
    check_database,
    check_disk_space,
    check_disk_speed,
    check_pack,
    check_stick,
)
from kiosk.storage.place_rows import save_document
from kiosk.storage.readiness_rows import OffsetRow, write_offset
from sync.protocol.messages import PACK_TYPE
from tests.helpers.kiosks import US_PER_S, MovedClock, a_kiosk, counted_bytes


def _with_offset(kiosk: Kiosk, offset_s: float, age_s: int) -> None:
    row = OffsetRow(round(offset_s * US_PER_S), kiosk.clock.now().at_us - age_s * US_PER_S)
    with kiosk.store.transaction():
        write_offset(kiosk.store, row)


def test_a_disk_with_room_passes(tmp_path: Path) -> None:
    """The room that is free and the room that is needed are told in numbers."""
    found = check_disk_space(a_kiosk(tmp_path))
    assert found.facts["needed_mb"] == 1024
    assert found.is_passed == (int(found.facts["free_mb"]) >= 1024)


def test_a_real_disk_is_timed(tmp_path: Path) -> None:
    """The rate and the slow writes are measured on this machine's own disk, and nothing is left lying there."""
    a_kiosk(tmp_path).store.close()
    kiosk = load_kiosk(tmp_path, system_clock(), counted_bytes())
    found = check_disk_speed(kiosk)
    assert int(found.facts["writes_per_s"]) > 0
    assert found.is_passed == (float(found.facts["slow_ms"]) <= machine_checks.SLOWEST_WRITE_MS)
    assert not list(tmp_path.glob("*.tmp"))


@pytest.mark.parametrize(("write_ms", "is_passed"), [(99, True), (101, False)])
def test_a_slow_disk_fails(tmp_path: Path, write_ms: int, *, is_passed: bool) -> None:
    """Writes that people would feel are too slow, by the kiosk's own monotonic clock."""
    a_kiosk(tmp_path).store.close()
    half_us = itertools.count(step=write_ms * 1000)
    kiosk = load_kiosk(tmp_path, Clock(lambda: MovedClock().at_us, lambda: next(half_us), b"boot-one"), counted_bytes())
    found = check_disk_speed(kiosk)
    assert (found.is_passed, found.facts["slow_ms"]) == (is_passed, write_ms)


@pytest.mark.parametrize(
    ("offset_s", "is_passed"),
    [(0, True), (MOST_OFFSET_S, True), (-MOST_OFFSET_S, True), (MOST_OFFSET_S + 1, False), (-86_400, False)],
)
def test_the_clock_is_compared_with_the_districts(tmp_path: Path, offset_s: int, *, is_passed: bool) -> None:
    """A minute ahead or behind passes, more does not, and a person's word changes nothing about a measured fault."""
    kiosk = a_kiosk(tmp_path)
    _with_offset(kiosk, offset_s, 3 * 3600)
    found = check_clock(kiosk, is_confirmed=True)
    assert (found.is_passed, found.facts) == (is_passed, {"offset_s": offset_s, "age_h": 3})


@pytest.mark.parametrize("is_confirmed", [True, False])
@pytest.mark.parametrize("age_s", [None, OFFSET_VALID_S + 1, -2 * MOST_OFFSET_S])
def test_a_clock_nobody_compared_needs_a_person(tmp_path: Path, age_s: int | None, *, is_confirmed: bool) -> None:
    """Never compared, too long ago, or the clock was moved since: then somebody looks at their own watch."""
    kiosk = a_kiosk(tmp_path)
    if age_s is not None:
        _with_offset(kiosk, 0, age_s)
    found = check_clock(kiosk, is_confirmed=is_confirmed)
    assert (found.is_passed, found.facts) == (is_confirmed, {"source": "person" if is_confirmed else "unknown"})


def test_a_whole_database_passes_and_tells_its_entries(tmp_path: Path) -> None:
    """Both the file and the chain are read from one end to the other."""
    found = check_database(a_kiosk(tmp_path))
    assert (found.is_passed, found.facts) == (True, {"integrity": "ok", "chain": "holds", "entries": 1})


def test_a_changed_entry_fails(tmp_path: Path) -> None:
    """A database that SQLite finds whole fails when a word of its journal was changed."""
    kiosk = a_kiosk(tmp_path)
    with kiosk.store.transaction():
        kiosk.store.execute("UPDATE entry SET at_us = at_us + 1")
    found = check_database(kiosk)
    assert (found.is_passed, found.facts["chain"]) == (False, "broken")


def test_a_damaged_file_fails(tmp_path: Path) -> None:
    """A file with a torn page is told as damaged."""
    kiosk = a_kiosk(tmp_path)
    kiosk.store.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    kiosk.store.close()
    place = tmp_path / DATABASE_NAME
    data = bytearray(place.read_bytes())
    data[4096 * 2 : 4096 * 6] = b"\xff" * (4096 * 4)
    place.write_bytes(data)
    found = check_database(kiosk)
    assert (found.is_passed, found.facts) == (False, {"integrity": "damaged"})


def test_the_pack_tells_the_days_left(tmp_path: Path) -> None:
    """While a round runs, staff read how many whole days are left of it."""
    moved = MovedClock()
    kiosk = a_kiosk(tmp_path, moved)
    running = kiosk.rules.round_at(kiosk.clock.now().at)
    assert running is not None
    moved.at_us = us_from_moment(running.ends_at) - 2 * 86_400 * US_PER_S - 1
    found = check_pack(kiosk)
    assert (found.is_passed, found.facts) == (True, {"version": kiosk.pack.version, "days_left": 2})


@pytest.mark.parametrize(("when", "state"), [("before", "not_begun"), ("after", "over")])
def test_a_pack_without_a_round_now_fails(tmp_path: Path, when: str, state: str) -> None:
    """Before the first round and after the last one nobody could take part."""
    moved = MovedClock()
    kiosk = a_kiosk(tmp_path, moved)
    first = min(each.starts_at for each in kiosk.rules.rounds)
    moved.at_us = us_from_moment(first if when == "before" else kiosk.rules.closes_at()) - (when == "before")
    found = check_pack(kiosk)
    assert (found.is_passed, found.facts["state"]) == (False, state)


def test_a_pack_with_a_flipped_byte_fails(tmp_path: Path) -> None:
    """The newest pack is proven anew, although an older one is in force."""
    kiosk = a_kiosk(tmp_path)
    with kiosk.store.transaction():
        save_document(kiosk.store, PACK_TYPE, kiosk.pack.version + 1, b"\x93not a pack")
    found = check_pack(kiosk)
    assert (found.is_passed, found.facts) == (False, {"error": "envelope_damaged"})


def test_a_stick_is_written_and_read_back(tmp_path: Path) -> None:
    """A good stick passes and is left as it was."""
    stick = tmp_path / "stick"
    stick.mkdir()
    found = check_stick(a_kiosk(tmp_path / "kiosk"), stick)
    assert (found.is_passed, list(stick.iterdir())) == (True, [])


def test_a_stick_that_is_not_there_fails(tmp_path: Path) -> None:
    """A folder that was unmounted is told by its code."""
    found = check_stick(a_kiosk(tmp_path), tmp_path / "gone")
    assert (found.is_passed, found.facts) == (False, {"error": "stick_unwritable"})
