"""Whether the database is whole is said only of one that was read, with the moment; a damaged one is said to be damaged."""

from pathlib import Path

import pytest

from kiosk.contest.moment import moment_from_us
from kiosk.services.backups import back_up, restore
from kiosk.services.integrity import FILE_NAME, check_integrity, last_checked
from kiosk.services.kiosk import DATABASE_NAME
from kiosk.services.status import kiosk_status
from kiosk.upkeep import check
from tests.helpers.kiosks import a_kiosk


def test_nothing_is_said_of_what_nobody_read(tmp_path: Path) -> None:
    """Before the first reading the state is "unchecked"; after one it is told with its moment until the next."""
    kiosk = a_kiosk(tmp_path / "kiosk")
    before = kiosk_status(kiosk)
    assert (before.integrity, before.integrity_at) == ("unchecked", None)
    check(kiosk)
    checked = last_checked(kiosk.folder)
    assert checked is not None
    after = kiosk_status(kiosk)
    assert (after.integrity, after.integrity_at) == ("ok", moment_from_us(checked.at_us))


def test_asking_for_the_state_reads_nothing_through(tmp_path: Path) -> None:
    """The quick check is run once, when asked for: many callers after it cost nothing."""
    kiosk = a_kiosk(tmp_path / "kiosk")
    first = kiosk_status(kiosk, is_checked_anew=True)
    assert kiosk_status(kiosk).integrity_at == first.integrity_at
    again = kiosk_status(kiosk, is_checked_anew=True)
    assert again.integrity_at is not None
    assert first.integrity_at is not None
    assert again.integrity_at >= first.integrity_at


def test_a_damaged_database_is_told_by_who_only_asks(tmp_path: Path) -> None:
    """Its result is noted beside it, since it takes no more rows."""
    kiosk = a_kiosk(tmp_path / "kiosk")
    kiosk.store.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    root = kiosk.store.rows("SELECT rootpage FROM sqlite_master WHERE name = 'entry'")[0][0]
    size = kiosk.store.rows("PRAGMA page_size")[0][0]
    with (kiosk.folder / DATABASE_NAME).open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(b"\xff" * 64)
    kiosk.store.close()
    assert check_integrity(kiosk).result == "damaged"
    noted = last_checked(kiosk.folder)
    assert noted is not None
    assert noted.result == "damaged"


@pytest.mark.parametrize("noted", [b"", b"{}", b'{"result": "fine", "at_us": 1}', b"\xff\xfe", b"[" * 5000])
def test_a_note_that_does_not_read_is_none(tmp_path: Path, noted: bytes) -> None:
    """Half a file, somebody's edit, anything else: nothing is known then."""
    kiosk = a_kiosk(tmp_path / "kiosk")
    (kiosk.folder / FILE_NAME).write_bytes(noted)
    assert kiosk_status(kiosk).integrity == "unchecked"


def test_a_database_put_back_is_not_the_one_that_was_read(tmp_path: Path) -> None:
    """After a restore the old result is forgotten."""
    kiosk = a_kiosk(tmp_path / "kiosk")
    back_up(kiosk)
    check_integrity(kiosk)
    kiosk.store.close()
    restore(kiosk.folder, None, kiosk.clock)
    assert last_checked(kiosk.folder) is None
