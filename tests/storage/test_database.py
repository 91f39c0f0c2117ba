"""A kiosk's database: migrated once, checked after an abnormal end or in the background, its faults told by code."""

import sqlite3
from pathlib import Path

import pytest

from kiosk.contest.errors import Refused
from kiosk.journal.entry import chain_fault
from kiosk.services.opening import close_kiosk, is_open, open_kiosk
from kiosk.storage.database import Store, note_end, open_store
from kiosk.storage.journal_rows import all_entries
from kiosk.upkeep import check
from tests.helpers.kiosks import a_kiosk


def _open(path: Path) -> Store:
    return open_store(path / "kiosk.sqlite")


def _fail_half_way(store: Store) -> None:
    with store.transaction():
        store.execute("UPDATE sync_state SET tried_at_us = 9")
        raise Refused("receipt_unknown")


def test_a_database_is_made_once_and_opened_again(tmp_path: Path) -> None:
    """The second opening runs no migration and finds what the first one wrote."""
    store = _open(tmp_path)
    with store.transaction():
        store.execute("UPDATE sync_state SET tried_at_us = 3")
    store.close()
    assert _open(tmp_path).rows("SELECT tried_at_us FROM sync_state") == [(3,)]


def test_writes_are_durable_before_they_are_told(tmp_path: Path) -> None:
    """Write-ahead log, full synchronisation, foreign keys and secure deletion are on."""
    store = _open(tmp_path)
    pragmas = {name: store.rows(f"PRAGMA {name}")[0][0] for name in ("journal_mode", "synchronous", "secure_delete")}
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1}
    assert store.rows("PRAGMA foreign_keys") == [(1,)]


def test_half_a_transaction_leaves_nothing(tmp_path: Path) -> None:
    """An error inside takes back what was written before it."""
    store = _open(tmp_path)
    with pytest.raises(Refused, match="receipt_unknown"):
        _fail_half_way(store)
    assert store.rows("SELECT tried_at_us FROM sync_state") == [(None,)]


def test_a_full_disk_is_told_and_loses_nothing(tmp_path: Path) -> None:
    """With no page left the act is refused with `disk_full`; what was stored before is whole."""
    kiosk = a_kiosk(tmp_path)
    store = kiosk.store
    pages = store.rows("PRAGMA page_count")[0][0]
    store.rows(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(Refused, match="disk_full"), store.transaction():
        store.execute("INSERT INTO document VALUES ('x', 1, zeroblob(1000000))")
    assert store.integrity() == "ok"
    assert chain_fault(all_entries(store, 1)) is None


def test_a_database_of_a_later_version_is_left_alone(tmp_path: Path) -> None:
    """An older program refuses it instead of guessing."""
    _open(tmp_path).close()
    with sqlite3.connect(tmp_path / "kiosk.sqlite") as later:
        later.execute("PRAGMA user_version = 99")
    later.close()
    with pytest.raises(Refused, match="database_newer"):
        _open(tmp_path)


def test_a_lock_held_by_another_is_told_as_busy(tmp_path: Path) -> None:
    """A write that waits in vain for another process is refused, not lost in a traceback."""
    store = _open(tmp_path)
    other = sqlite3.connect(tmp_path / "kiosk.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    store.rows("PRAGMA busy_timeout = 10")
    with pytest.raises(Refused, match="database_busy"), store.transaction():
        store.execute("UPDATE sync_state SET tried_at_us = 1")
    other.execute("ROLLBACK")
    other.close()


def test_one_changed_byte_of_any_payload_breaks_the_chain(tmp_path: Path) -> None:
    """Whoever changes the past behind the program's back is found by the journal's check."""
    kiosk = a_kiosk(tmp_path)
    store = kiosk.store
    with store.transaction():
        store.execute("UPDATE entry SET payload = substr(payload, 1, 3) || x'00' || substr(payload, 5) WHERE seq = 1")
    fault = chain_fault(all_entries(store, 1))
    assert fault is not None
    assert fault.fault == "payload_changed"


def _damage(path: Path) -> None:
    """Write over a page in the middle, behind the program's back."""
    data = bytearray((path / "kiosk.sqlite").read_bytes())
    middle = len(data) // 2 // 4096 * 4096
    data[middle : middle + 4096] = b"\xa5" * 4096
    (path / "kiosk.sqlite").write_bytes(data)


def test_a_damaged_database_that_was_not_closed_is_not_opened(tmp_path: Path) -> None:
    """After a power cut the whole database is read before anything is written to it."""
    _open(tmp_path).close()
    _damage(tmp_path)
    (tmp_path / "kiosk.sqlite-wal").touch()
    with pytest.raises(Refused, match="database_damaged"):
        _open(tmp_path)


def _ended_beside_a_reader(path: Path) -> sqlite3.Connection:
    """Write, and end in order while somebody else has the database open, who is given; the log stays."""
    _open(path).close()
    store = _open(path)
    reader = sqlite3.connect(path / "kiosk.sqlite")
    reader.execute("SELECT * FROM sync_state").fetchall()
    with store.transaction():
        store.execute("INSERT INTO run VALUES (1, 1)")
    note_end(path / "kiosk.sqlite")
    store.close()
    assert (path / "kiosk.sqlite-wal").stat().st_size > 0
    return reader


def test_an_end_in_order_beside_a_reader_is_known_again(tmp_path: Path) -> None:
    """A process that ended while a thread of its own still read left a log: the next start does not read everything for that."""
    reader = _ended_beside_a_reader(tmp_path)
    _damage(tmp_path)
    _open(tmp_path).close()
    reader.close()


def test_what_is_written_after_such_an_end_is_no_end(tmp_path: Path) -> None:
    """A program that was cut off later is seen: everything is read."""
    reader = _ended_beside_a_reader(tmp_path)
    reader.execute("UPDATE run SET began_at_us = 2")
    reader.commit()
    _damage(tmp_path)
    with pytest.raises(Refused, match="database_damaged"):
        _open(tmp_path)
    reader.close()


@pytest.mark.expects_log("the database is damaged")
def test_damage_found_in_the_background_stops_all_writing(tmp_path: Path) -> None:
    """Nobody is told that something was saved which may not have been."""
    kiosk = a_kiosk(tmp_path)
    kiosk.store.close()
    _damage(tmp_path)
    check(kiosk)
    with pytest.raises(Refused, match="database_damaged"), kiosk.store.transaction():
        pass


def test_a_whole_database_is_checked_without_a_word(tmp_path: Path) -> None:
    """And goes on being written."""
    kiosk = a_kiosk(tmp_path)
    check(kiosk)
    with kiosk.store.transaction():
        kiosk.store.execute("UPDATE sync_state SET tried_at_us = 1")


def test_the_newest_opening_is_found_without_reading_the_journal(tmp_path: Path) -> None:
    """By an index that holds openings and closings only."""
    kiosk = a_kiosk(tmp_path)
    open_kiosk(kiosk, "staff")
    was_open = is_open(kiosk)
    plan = kiosk.store.rows(
        "EXPLAIN QUERY PLAN SELECT kind FROM entry WHERE kind IN ('kiosk_opened', 'kiosk_paused', 'kiosk_closed')"
        " ORDER BY epoch DESC, seq DESC LIMIT 1"
    )
    assert "entry_day" in str(plan)
    assert was_open
    close_kiosk(kiosk, "staff")
    assert not is_open(kiosk)
