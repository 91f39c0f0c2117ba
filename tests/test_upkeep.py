"""The day's work a kiosk does for itself: each part whether or not another one failed."""

import threading
from pathlib import Path

import pytest

from kiosk.services.backups import backups_in
from kiosk.services.opening import open_kiosk
from kiosk.storage.day_rows import read_tally
from kiosk.storage.device_key import FILE_NAMES, read_key_files
from kiosk.storage.journal_rows import journal_head
from kiosk.upkeep import Upkeep, keep_up
from tests.helpers.kiosks import a_kiosk


def test_the_thread_makes_the_days_copy_and_ends(tmp_path: Path) -> None:
    """Started and stopped, it has made one copy; stopping waits for what is under way."""
    kiosk = a_kiosk(tmp_path / "kiosk")
    upkeep = Upkeep(kiosk)
    upkeep.start()
    upkeep.stop()
    assert [each.number for each in backups_in(kiosk.folder)] == [1]


def test_one_that_never_began_can_be_stopped(tmp_path: Path) -> None:
    """A window that ended before its first frame has nothing to wait for."""
    Upkeep(a_kiosk(tmp_path / "kiosk")).stop()


@pytest.mark.expects_log("backup left undone: backup_folder_unwritable")
def test_a_failure_is_logged_and_tried_again(tmp_path: Path) -> None:
    """Where the copies should lie stands a file: said in the log by its code; once it is gone the copy is made."""
    kiosk = a_kiosk(tmp_path / "kiosk")
    in_the_way = kiosk.folder / "backups"
    in_the_way.write_bytes(b"")
    keep_up(kiosk)
    in_the_way.unlink()
    keep_up(kiosk)
    assert len(backups_in(kiosk.folder)) == 1


def test_the_counts_of_the_day_are_kept_up_to_date(tmp_path: Path) -> None:
    """Whoever opens the console reads only what came since the last look."""
    kiosk = a_kiosk(tmp_path / "kiosk")
    open_kiosk(kiosk, "officer-1")
    keep_up(kiosk)
    kept, head = read_tally(kiosk.store), journal_head(kiosk.store)
    assert kept is not None
    assert (kept.counted.epoch, kept.counted.seq) == (head.epoch, head.seq)


def test_a_key_lost_while_it_runs_is_there_again_before_the_next_start(tmp_path: Path) -> None:
    """Look after look: both files, lost one after the other or together; the thread goes on."""
    kiosk = a_kiosk(tmp_path / "kiosk")
    places = [kiosk.folder / name for name in FILE_NAMES]
    upkeep = Upkeep(kiosk, watch_every_s=0.01)
    upkeep.start()
    for lost in (places[:1], places[1:], places):
        for each in lost:
            each.unlink()
        waiting = threading.Event()
        while not all(file.keys == kiosk.keys for file in read_key_files(kiosk.folder)):
            waiting.wait(0.01)
    upkeep.stop()
