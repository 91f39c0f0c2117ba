"""Opening and closing, and the state in facts."""

from pathlib import Path

import pytest

from kiosk.contest.errors import Refused
from kiosk.services.attempts import finish_attempt, start_attempt
from kiosk.services.kiosk import load_kiosk
from kiosk.services.opening import close_kiosk, is_open, open_kiosk
from kiosk.services.receipts import issue_receipt
from kiosk.services.status import kiosk_status
from kiosk.storage.device_key import FILE_NAMES
from tests.helpers.kiosks import MovedClock, a_kiosk, a_registration, counted_bytes


def test_a_day_opens_and_closes_once_with_counts_that_add_up(tmp_path: Path) -> None:
    """Closing is refused while somebody is at the quiz, and writes the counts."""
    kiosk = a_kiosk(tmp_path)
    assert not is_open(kiosk)
    with pytest.raises(Refused, match="already_closed"):
        close_kiosk(kiosk, "officer-1")
    open_kiosk(kiosk, "officer-1")
    with pytest.raises(Refused, match="already_open"):
        open_kiosk(kiosk, "officer-1")
    attempt = start_attempt(kiosk, a_registration(kiosk))
    with pytest.raises(Refused, match="attempts_running"):
        close_kiosk(kiosk, "officer-1")
    finish_attempt(kiosk, attempt.id)
    issue_receipt(kiosk, attempt.id)
    closed = close_kiosk(kiosk, "officer-1").closed.figures
    assert (closed.started, closed.finished, closed.abandoned, closed.voided, closed.receipts_issued) == (1, 1, 0, 0, 1)
    assert not is_open(kiosk)


def test_an_interrupted_attempt_does_not_hold_up_the_day(tmp_path: Path) -> None:
    """Once its time is up, closing hands it in as it stands."""
    moved = MovedClock()
    kiosk = a_kiosk(tmp_path, moved)
    open_kiosk(kiosk, "officer-1")
    attempt = start_attempt(kiosk, a_registration(kiosk))
    moved.pass_s(attempt.limit_s)
    closed = close_kiosk(kiosk, "officer-1").closed.figures
    assert (closed.started, closed.finished) == (1, 1)


def test_the_state_in_facts_agrees_with_what_was_done(tmp_path: Path) -> None:
    """Counts, numbers and the head are those of the journal."""
    kiosk = a_kiosk(tmp_path)
    open_kiosk(kiosk, "officer-1")
    attempt = start_attempt(kiosk, a_registration(kiosk))
    finish_attempt(kiosk, attempt.id)
    issue_receipt(kiosk, attempt.id)
    start_attempt(kiosk, a_registration(kiosk))
    status = kiosk_status(kiosk, is_checked_anew=True)
    assert (status.attempts.open, status.attempts.started, status.attempts.finished) == (1, 2, 1)
    assert (status.journal.entries, status.journal.acknowledged) == (6, 0)
    assert (status.receipts.issued, status.receipts.last_number) == (1, 1)
    assert (status.last_sync.at, status.last_sync.ok, status.integrity) == (None, False, "ok")


def test_a_folder_without_enrolment_is_told_apart_from_a_damaged_one(tmp_path: Path) -> None:
    """An empty folder is not enrolled; a file that is no database is damaged; a newer one is left alone."""
    with pytest.raises(Refused, match="not_enrolled"):
        load_kiosk(tmp_path, MovedClock().clock(), counted_bytes())
    (tmp_path / "backups").mkdir()
    (tmp_path / "backups" / "kiosk-000001-2026-11-24.sqlite").touch()
    for is_there in (False, True):  # gone, or cut to nothing
        with pytest.raises(Refused, match="database_lost"):
            load_kiosk(tmp_path, MovedClock().clock(), counted_bytes())
        assert (tmp_path / "kiosk.sqlite").exists() == is_there
        (tmp_path / "kiosk.sqlite").touch()
    (tmp_path / "kiosk.sqlite").write_bytes(b"no database at all" * 100)
    with pytest.raises(Refused, match="database_damaged"):
        load_kiosk(tmp_path, MovedClock().clock(), counted_bytes())


def test_another_machines_key_opens_nothing(tmp_path: Path) -> None:
    """A kiosk whose key is not the one the district certified would write what nobody believes: it says so at its start."""
    kiosk = a_kiosk(tmp_path / "kiosk", MovedClock())
    kiosk.store.close()
    for name in FILE_NAMES:
        (kiosk.folder / name).write_bytes(bytes(32))
    with pytest.raises(Refused, match="device_key_damaged"):
        load_kiosk(kiosk.folder, MovedClock().clock(), counted_bytes())
