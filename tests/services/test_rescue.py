"""What a database that was put aside still tells is taken over into the copy in its place, as far as it reads."""

import os
import shutil
from pathlib import Path

import pytest

from kiosk.contest.attempt import State
from kiosk.journal.entry import chain_fault
from kiosk.services.attempts import answer, finish_attempt, read_attempt_now, start_attempt
from kiosk.services.backups import back_up, restore
from kiosk.services.kiosk import DATABASE_NAME, Kiosk, load_kiosk
from kiosk.services.opening import open_kiosk
from kiosk.services.receipts import issue_receipt
from kiosk.services.status import kiosk_status
from kiosk.storage.journal_rows import all_entries, epochs, journal_head
from tests.helpers.kiosks import MovedClock, a_kiosk, a_registration, an_identity


@pytest.fixture
def kiosk(tmp_path: Path) -> Kiosk:
    """Give an open kiosk with one person's receipt, and a copy of its database from then."""
    kiosk = a_kiosk(tmp_path / "kiosk", MovedClock())
    open_kiosk(kiosk, "officer-1")
    _take_part(kiosk, 1)
    back_up(kiosk)
    return kiosk


def _take_part(kiosk: Kiosk, number: int) -> str:
    attempt = _begin(kiosk, number)
    finish_attempt(kiosk, attempt)
    issue_receipt(kiosk, attempt)
    return attempt


def _begin(kiosk: Kiosk, number: int) -> str:
    attempt = start_attempt(kiosk, a_registration(kiosk, identity=an_identity(number=f"0011850{number:05d}")))
    answer(kiosk, attempt.id, attempt.paper.questions[0].question_id, attempt.paper.questions[0].options[0])
    return attempt.id


def _restored(kiosk: Kiosk, copy: Path | None = None) -> tuple[Kiosk, int]:
    kiosk.store.close()
    rescued = restore(kiosk.folder, copy, kiosk.clock).rescued
    again = load_kiosk(kiosk.folder, kiosk.clock, os.urandom)
    assert kiosk_status(again, is_checked_anew=True).integrity == "ok"
    assert all(chain_fault(all_entries(again.store, epoch)) is None for epoch in epochs(again.store))
    return again, rescued


def test_what_followed_the_copy_is_there_again(kiosk: Kiosk) -> None:
    """People, answers, receipts and who was in the middle of an attempt; numbers go on where they were."""
    later = [_take_part(kiosk, number) for number in (2, 3)]
    running = _begin(kiosk, 4)
    before, head = kiosk_status(kiosk), journal_head(kiosk.store)
    rows = {each: read_attempt_now(kiosk, each) for each in (*later, running)}
    again, rescued = _restored(kiosk)
    assert rescued == 7
    status = kiosk_status(again)
    assert (status.attempts, status.receipts) == (before.attempts, before.receipts)
    assert status.journal.entries == before.journal.entries + 1, "what was put back is told"
    assert status.epoch == 2
    assert again.store.rows("SELECT seq FROM fork WHERE epoch = 1") == [(head.seq,)]
    assert {each: read_attempt_now(again, each) for each in rows} == rows
    assert rows[running].state is State.RUNNING
    assert len(rows[running].answers) == 1
    _take_part(again, 5)
    assert kiosk_status(again).receipts.last_number == 4


def test_what_only_the_log_holds_is_there_too(kiosk: Kiosk) -> None:
    """A program that was cut off leaves its newest commits in the write-ahead log, which is put aside with its database."""
    _take_part(kiosk, 2)
    assert kiosk.folder.joinpath(f"{DATABASE_NAME}-wal").stat().st_size > 0
    crashed = kiosk.folder.parent / "crashed"
    shutil.copytree(kiosk.folder, crashed)
    kiosk.store.close()
    assert restore(crashed, None, kiosk.clock).rescued == 3


def test_answers_of_who_was_under_way_are_the_newest(kiosk: Kiosk) -> None:
    """Who began before the copy and answered after it has every answer, though no entry tells of it yet."""
    running = start_attempt(kiosk, a_registration(kiosk, identity=an_identity(number="001185000009")))
    first, second = running.paper.questions[:2]
    answer(kiosk, running.id, first.question_id, first.options[0])
    back_up(kiosk)
    answer(kiosk, running.id, second.question_id, second.options[1])
    again, rescued = _restored(kiosk)
    assert rescued == 0
    assert set(read_attempt_now(again, running.id).answers) == {first.question_id, second.question_id}


@pytest.mark.parametrize("share", [0.0, 0.3, 0.6, 0.9])
def test_a_database_that_was_cut_gives_what_it_can(kiosk: Kiosk, share: float) -> None:
    """Half a file, a beginning, nothing: the copy is whole again, and more of what followed the more there is left."""
    for number in range(2, 12):
        _take_part(kiosk, number)
    kiosk.store.close()
    database = kiosk.folder / DATABASE_NAME
    os.truncate(database, int(database.stat().st_size * share))
    again, rescued = _restored(kiosk)
    assert kiosk_status(again).journal.entries >= 5 + rescued
    assert kiosk_status(again).attempts.finished >= 1
    _take_part(again, 30)


def test_every_page_damaged_in_turn(kiosk: Kiosk) -> None:
    """Whichever page is gone, restoring ends, the chain holds, and what reads before the damage is kept."""
    for number in range(2, 6):
        _take_part(kiosk, number)
    kiosk.store.close()
    whole = (kiosk.folder / DATABASE_NAME).read_bytes()
    page = int.from_bytes(whole[16:18], "big")
    kept = kiosk.folder.parent / "kept"
    shutil.copytree(kiosk.folder, kept)
    best = 0
    for place in range(0, len(whole), page):
        shutil.rmtree(kiosk.folder)
        shutil.copytree(kept, kiosk.folder)
        (kiosk.folder / DATABASE_NAME).write_bytes(whole[:place] + b"\xff" * page + whole[place + page :])
        again, rescued = _restored(kiosk)
        again.store.close()
        best = max(best, rescued)
    assert best == 12


def test_another_history_is_left_alone(kiosk: Kiosk) -> None:
    """What does not continue the copy's own chain is not mixed into it."""
    copy = back_up(kiosk).place
    kept = kiosk.folder.parent / "other.sqlite"
    shutil.copy(copy, kept)
    _take_part(kiosk, 2)
    with kiosk.store.transaction():
        kiosk.store.execute("UPDATE entry SET digest = randomblob(32) WHERE seq <= 5")
    again, rescued = _restored(kiosk, kept)
    assert rescued == 0
    assert kiosk_status(again).attempts.finished == 1


def test_a_changed_entry_ends_what_is_taken_over(kiosk: Kiosk) -> None:
    """Up to it the chain proves every entry; after it nothing is proven."""
    _take_part(kiosk, 2)
    head = journal_head(kiosk.store)
    _take_part(kiosk, 3)
    with kiosk.store.transaction():
        kiosk.store.execute("UPDATE entry SET payload = x'00' WHERE seq = ?", head.seq + 2)
    again, rescued = _restored(kiosk)
    assert rescued == 4
    assert kiosk_status(again).journal.entries == head.seq + 2


def test_a_row_that_makes_no_sense_stays_where_it_lies(kiosk: Kiosk) -> None:
    """A letter a failing disk changed must not keep the restored kiosk from starting; its entries go on all the same."""
    spoilt = _take_part(kiosk, 2)
    _take_part(kiosk, 3)
    with kiosk.store.transaction():
        kiosk.store.execute("UPDATE attempt SET state = 'finishec' WHERE id = ?", spoilt)
    again, rescued = _restored(kiosk)
    assert rescued == 6
    assert kiosk_status(again).attempts.finished == 2


def test_restored_twice(kiosk: Kiosk) -> None:
    """The epoch the first restoring opened is taken over by the second one, its place of parting too."""
    again, _ = _restored(kiosk)
    later = _take_part(again, 2)
    known = kiosk_status(again)
    twice, rescued = _restored(again)
    assert rescued == 4
    status = kiosk_status(twice)
    assert (status.epoch, status.attempts.finished, status.receipts.last_number) == (3, 2, 2)
    assert status.journal.entries == known.journal.entries + 1
    assert read_attempt_now(twice, later).state is State.FINISHED
