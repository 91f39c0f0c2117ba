"""Copies of a kiosk's database: made while it is in use, checked before they count, put back without losing anything."""

import os
import shutil
from pathlib import Path

import pytest

from kiosk.contest.errors import Refused
from kiosk.journal.entry import chain_fault
from kiosk.services.attempts import answer, finish_attempt, start_attempt
from kiosk.services.backups import KEPT, back_up, back_up_if_due, backups_in, drop_put_aside, restore
from kiosk.services.kiosk import DATABASE_NAME, Kiosk, load_kiosk
from kiosk.services.opening import open_kiosk
from kiosk.services.status import kiosk_status
from kiosk.storage.device_key import FILE_NAMES
from kiosk.storage.folder_lock import folder_held
from kiosk.storage.journal_rows import all_entries, epochs, journal_head
from sync.client.rounds import take_acknowledgement
from sync.protocol.envelope import close_envelope
from sync.protocol.messages import ACKNOWLEDGEMENT_TYPE, Acknowledgement, encode
from tests.helpers.kiosks import DISTRICT, MovedClock, a_kiosk, a_registration, an_identity

DAY_S = 86_400


def _take_part(kiosk: Kiosk, number: int) -> str:
    registration = a_registration(kiosk, identity=an_identity(number=f"0011850{number:05d}"))
    attempt = start_attempt(kiosk, registration)
    answer(kiosk, attempt.id, attempt.paper.questions[0].question_id, attempt.paper.questions[0].options[0])
    finish_attempt(kiosk, attempt.id)
    return attempt.id


@pytest.fixture
def kiosk(tmp_path: Path, moved: MovedClock) -> Kiosk:
    """Give an open kiosk with one finished attempt."""
    kiosk = a_kiosk(tmp_path / "kiosk", moved)
    open_kiosk(kiosk, "officer-1")
    _take_part(kiosk, 1)
    return kiosk


@pytest.fixture
def moved() -> MovedClock:
    """Give the kiosk's clock."""
    return MovedClock()


def test_a_copy_is_made_in_the_middle_of_a_write(kiosk: Kiosk) -> None:
    """What another connection is about to commit does not stop the copy, and is not in it."""
    before = kiosk_status(kiosk).journal
    with kiosk.store.transaction():
        kiosk.store.execute("UPDATE sync_state SET error = 'half done'")
        made = back_up(kiosk)
    shutil.copy(made.place, kiosk.folder / "looked-at.sqlite")
    kiosk.store.close()
    copied = _opened_from(kiosk, made.place)
    assert kiosk_status(copied).journal == before
    assert kiosk_status(copied).last_sync.error == ""


def test_one_copy_a_day_and_the_newest_seven_stay(kiosk: Kiosk, moved: MovedClock) -> None:
    """A second look on the same day makes none; the oldest go first, whatever the clock said."""
    for _ in range(KEPT + 2):
        assert back_up_if_due(kiosk) is not None
        assert back_up_if_due(kiosk) is None
        moved.pass_s(DAY_S)
    moved.pass_s(-400 * DAY_S)
    assert back_up_if_due(kiosk) is not None
    kept = backups_in(kiosk.folder)
    assert [each.number for each in kept] == [4, 5, 6, 7, 8, 9, 10]
    assert sorted(each.name for each in (kiosk.folder / "backups").iterdir()) == [each.place.name for each in kept]


def test_a_damaged_database_makes_no_copy_and_drops_none(kiosk: Kiosk) -> None:
    """A copy whose journal does not hold never counts, and the good ones before it stay."""
    good = back_up(kiosk)
    with kiosk.store.transaction():
        kiosk.store.execute("UPDATE entry SET payload = x'00' WHERE kind = 'attempt_started'")
    with pytest.raises(Refused, match="backup_unreliable"):
        back_up(kiosk)
    assert backups_in(kiosk.folder) == (good,)


def test_restoring_opens_an_epoch_and_keeps_what_stood_there(kiosk: Kiosk) -> None:
    """The copy is back, the days after it lie beside it, whole, and the next entry cannot take a lost one's number."""
    made = back_up(kiosk)
    later = _take_part(kiosk, 2)
    known = kiosk_status(kiosk).journal.entries
    kiosk.store.close()
    restored = restore(kiosk.folder, None, kiosk.clock)
    assert (restored.backup, restored.epoch) == (made.place.name, 2)
    again = load_kiosk(kiosk.folder, kiosk.clock, os.urandom)
    status = kiosk_status(again, is_checked_anew=True)
    assert (status.epoch, status.integrity) == (2, "ok")
    assert all(chain_fault(all_entries(again.store, epoch)) is None for epoch in epochs(again.store))
    _take_part(again, 3)
    aside = _opened_from(kiosk, kiosk.folder / restored.kept_aside)
    assert kiosk_status(aside).journal.entries == known
    assert aside.store.rows("SELECT id FROM attempt WHERE id = ?", later) == [(later,)]


def test_a_damaged_copy_is_passed_over(kiosk: Kiosk) -> None:
    """The newest copy that is whole is put back, not the newest."""
    first = back_up(kiosk)
    second = back_up(kiosk)
    kiosk.store.close()
    data = second.place.read_bytes()
    second.place.write_bytes(data[: len(data) // 2])
    assert restore(kiosk.folder, None, kiosk.clock).backup == first.place.name
    with pytest.raises(Refused, match="backup_unreliable"):
        restore(kiosk.folder, second.place, kiosk.clock)


@pytest.mark.parametrize("left", ["moved aside", "copy half written"])
def test_a_restore_that_was_cut_can_be_run_again(kiosk: Kiosk, left: str) -> None:
    """After a power cut in the middle the same command finishes; nothing is lost on the way."""
    back_up(kiosk)
    kiosk.store.close()
    database = kiosk.folder / DATABASE_NAME
    if left == "moved aside":
        database.replace(kiosk.folder / "before-restore-1.sqlite")
    database.with_name(database.name + ".part").write_bytes(b"half")
    restore(kiosk.folder, None, kiosk.clock)
    again = load_kiosk(kiosk.folder, kiosk.clock, os.urandom)
    assert kiosk_status(again).attempts.finished == 1


def test_a_restore_that_was_cut_in_the_middle_loses_nothing_either(kiosk: Kiosk) -> None:
    """The copy is in its place, its epoch not yet opened: the next run finds what counts under its earlier name."""
    copy = back_up(kiosk).place
    later = _take_part(kiosk, 2)
    kiosk.store.close()
    database = kiosk.folder / DATABASE_NAME
    database.replace(kiosk.folder / "before-restore-1.sqlite")
    shutil.copy(copy, database)
    assert restore(kiosk.folder, None, kiosk.clock).kept_aside == "before-restore-2.sqlite"
    again = load_kiosk(kiosk.folder, kiosk.clock, os.urandom)
    assert again.store.rows("SELECT state FROM attempt WHERE id = ?", later) == [("finished",)]
    assert kiosk_status(again).epoch == 2


def test_a_running_kiosk_is_left_alone(kiosk: Kiosk) -> None:
    """While the window holds the folder nothing is put back."""
    back_up(kiosk)
    with folder_held(kiosk.folder), pytest.raises(Refused, match="kiosk_running"):
        restore(kiosk.folder, None, kiosk.clock)
    assert kiosk_status(kiosk).epoch == 1


def test_another_kiosks_copy_is_refused(kiosk: Kiosk) -> None:
    """The copy must belong to the key in the folder, whichever of its files still holds it."""
    made = back_up(kiosk)
    first, second = (kiosk.folder / name for name in FILE_NAMES)
    kept = second.read_bytes()
    for fault, code in (
        (bytes(32), "backup_of_other_kiosk"),
        (b"short", "device_key_damaged"),
        (None, "device_key_missing"),
    ):
        for place in (first, second):
            place.unlink(missing_ok=True)
            if fault is not None:
                place.write_bytes(fault)
        with pytest.raises(Refused, match=code):
            restore(kiosk.folder, made.place, kiosk.clock)
    second.write_bytes(kept)
    kiosk.store.close()
    assert restore(kiosk.folder, made.place, kiosk.clock).backup == made.place.name


def test_without_a_copy_nothing_is_touched(kiosk: Kiosk) -> None:
    """There is nothing to put back: the database stays as it is."""
    with pytest.raises(Refused, match="backup_missing"):
        restore(kiosk.folder, None, kiosk.clock)
    assert kiosk_status(kiosk).attempts.finished == 1


def _opened_from(kiosk: Kiosk, place: Path) -> Kiosk:
    """Open another database as this kiosk's, in a folder of its own."""
    folder = place.parent / f"opened-{place.stem}"
    folder.mkdir()
    for name in ("", "-wal"):
        if place.with_name(place.name + name).exists():
            shutil.copy(place.with_name(place.name + name), folder / (DATABASE_NAME + name))
    for name in FILE_NAMES:
        shutil.copy(kiosk.folder / name, folder / name)
    return load_kiosk(folder, kiosk.clock, os.urandom)


def _acknowledge(kiosk: Kiosk, day: int) -> None:
    """Let the district say on a day of its own that it holds the newest epoch."""
    head = journal_head(kiosk.store)
    at_us = (20_000 + day) * DAY_S * 1_000_000
    told = Acknowledgement(kiosk.id, head.epoch, head.seq, head.digest, at_us, "", (), ())
    take_acknowledgement(kiosk, close_envelope(DISTRICT, ACKNOWLEDGEMENT_TYPE, encode(told)))


def test_what_was_put_aside_goes_when_its_people_go(kiosk: Kiosk) -> None:
    """Not before the district has held what was restored for the days in the rules; then nothing of it is left."""
    back_up(kiosk)
    _take_part(kiosk, 2)
    kiosk.store.close()
    restore(kiosk.folder, None, kiosk.clock)
    again = load_kiosk(kiosk.folder, kiosk.clock, os.urandom)
    days = again.rules.retention.kiosk_days
    assert drop_put_aside(again) == 0
    for day in (0, days - 1):
        _acknowledge(again, day)
        assert drop_put_aside(again) == 0
    _acknowledge(again, days)
    assert drop_put_aside(again) == 1
    assert not list(again.folder.glob("before-restore-*"))
    assert drop_put_aside(again) == 0
