"""A kiosk's database: migrated once, checked at each start, its faults told by code."""

import sqlite3
from pathlib import Path

import pytest

from kiosk.contest.errors import Refused
from kiosk.journal.entry import chain_fault
from kiosk.storage.database import Store, open_store
from kiosk.storage.journal_rows import all_entries
from tests.helpers.kiosks import a_kiosk


def _open(path: Path) -> Store:
    return open_store(path / "kiosk.sqlite")


def _fail_half_way(store: Store) -> None:
    with store.transaction():
        store.execute("UPDATE staff_tries SET wrong = 9")
        raise Refused("receipt_unknown")


def test_a_database_is_made_once_and_opened_again(tmp_path: Path) -> None:
    """The second opening runs no migration and finds what the first one wrote."""
    store = _open(tmp_path)
    with store.transaction():
        store.execute("UPDATE staff_tries SET wrong = 3")
    store.close()
    assert _open(tmp_path).rows("SELECT wrong FROM staff_tries") == [(3,)]


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
    assert store.rows("SELECT wrong FROM staff_tries") == [(0,)]


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
        store.execute("UPDATE staff_tries SET wrong = 1")
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
