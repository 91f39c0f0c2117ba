"""Disks that are full, fail, or lose the end of what was written: what was told stays, what was not told is not said."""

import os
import resource
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Final

import pytest

from kiosk.contest.attempt import State
from kiosk.contest.errors import Refused
from kiosk.journal.entry import chain_fault
from kiosk.services.attempts import answer, finish_attempt, read_attempt_now, start_attempt
from kiosk.services.kiosk import DATABASE_NAME, Kiosk, load_kiosk
from kiosk.services.opening import open_kiosk
from kiosk.services.receipts import issue_receipt
from kiosk.services.status import kiosk_status
from kiosk.storage.device_key import FILE_NAMES
from kiosk.storage.journal_rows import all_entries
from tests.helpers.kiosks import MovedClock, a_kiosk, a_registration, an_identity
from tests.helpers.sampled import Sampled

WAL: Final = DATABASE_NAME + "-wal"
PAGE_BYTES: Final = 4096
FRAME_BYTES: Final = 24 + PAGE_BYTES
"""A page in the log with its head (https://www.sqlite.org/fileformat2.html#the_write_ahead_log)."""


@pytest.fixture
def kiosk(tmp_path: Path) -> Kiosk:
    """Give an open kiosk."""
    kiosk = a_kiosk(tmp_path / "kiosk", MovedClock())
    open_kiosk(kiosk, "officer-1")
    return kiosk


def _take_part(kiosk: Kiosk, told: list[tuple[str, str]], person: int = 0) -> None:
    """Let a person go the whole way; each step is added to `told` when it was told as done."""
    registration = a_registration(kiosk, identity=an_identity(number=f"0011850{person:05d}"))
    attempt = start_attempt(kiosk, registration)
    told.append(("started", attempt.id))
    for each in attempt.paper.questions:
        answer(kiosk, attempt.id, each.question_id, each.options[0])
        told.append(("answered", f"{attempt.id} {each.question_id}"))
    finish_attempt(kiosk, attempt.id)
    told.append(("finished", attempt.id))
    told.append(("receipt", issue_receipt(kiosk, attempt.id).code))


def _assert_there(kiosk: Kiosk, told: list[tuple[str, str]]) -> None:
    for step, what in told:
        attempt_id, _, question = what.partition(" ")
        match step:
            case "started":
                assert read_attempt_now(kiosk, attempt_id).id == attempt_id
            case "answered":
                assert question in read_attempt_now(kiosk, attempt_id).answers
            case "finished":
                assert read_attempt_now(kiosk, attempt_id).state is State.FINISHED
            case _:
                assert kiosk.store.rows("SELECT 1 FROM receipt WHERE code = ?", what)
    assert chain_fault(all_entries(kiosk.store, 1)) is None
    assert kiosk_status(kiosk, is_checked_anew=True).integrity == "ok"


@pytest.mark.parametrize("fault", ["disk_full", "disk_failing"])
def test_a_disk_without_room_at_any_write(tmp_path: Path, sampled: Sampled, fault: str) -> None:
    """Whatever write is the first that fails: its step is refused by name, all before it is there; later one goes on."""
    stopped_at = set()
    for spare in sampled(range(24), 8):
        kiosk = a_kiosk(tmp_path / f"k{spare}", MovedClock())
        open_kiosk(kiosk, "officer-1")
        told: list[tuple[str, str]] = []
        with _without_room(kiosk, fault, spare):
            refused = _visits_until_refused(kiosk, told)
        assert refused == fault
        stopped_at.add(told[-1][0] if told else "")
        _assert_there(kiosk, told)
        _take_part(kiosk, told, person=99_999)
        _assert_there(kiosk, told)
        kiosk.store.close()
    assert len(stopped_at) > 1, "it failed at different steps"


def test_the_end_of_the_log_lost_or_torn_at_any_byte(kiosk: Kiosk, tmp_path: Path, sampled: Sampled) -> None:
    """A power cut may lose or spoil what was written after the last flush: every told step was flushed before."""
    log = kiosk.folder / WAL
    told: list[tuple[str, str]] = []
    sizes = [log.stat().st_size]
    attempt = start_attempt(kiosk, a_registration(kiosk))
    told.append(("started", attempt.id))
    sizes.append(log.stat().st_size)
    for each in attempt.paper.questions:
        answer(kiosk, attempt.id, each.question_id, each.options[0])
        told.append(("answered", f"{attempt.id} {each.question_id}"))
        sizes.append(log.stat().st_size)
    finish_attempt(kiosk, attempt.id)
    told.append(("finished", attempt.id))
    sizes.append(log.stat().st_size)
    told.append(("receipt", issue_receipt(kiosk, attempt.id).code))
    whole = log.read_bytes()
    assert sizes == sorted(set(sizes)), "each step grew the log"
    cuts = [(count, cut) for count, cut in _cuts([*sizes, len(whole)])]
    for number, (count, cut) in enumerate(sampled(cuts, 24)):
        for name, tail in (("lost", b""), ("zeros", bytes(len(whole) - cut)), ("spoilt", _spoilt(whole[cut:]))):
            place = tmp_path / f"{number}-{name}"
            place.mkdir()
            shutil.copy(kiosk.folder / DATABASE_NAME, place)
            for key_file in FILE_NAMES:
                shutil.copy(kiosk.folder / key_file, place)
            (place / WAL).write_bytes(whole[:cut] + tail)
            again = load_kiosk(place, kiosk.clock, os.urandom)
            _assert_there(again, told[:count])
            again.store.close()


def test_a_locked_database_is_said_and_waits_for_nobody_for_ever(kiosk: Kiosk) -> None:
    """Another program holds the database: the step is refused by name after the time-out, and works when it is free."""
    kiosk.store.rows("PRAGMA busy_timeout = 50")
    attempt = start_attempt(kiosk, a_registration(kiosk))
    question = attempt.paper.questions[0]
    with closing(sqlite3.connect(kiosk.folder / DATABASE_NAME)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Refused, match="database_busy"):
            answer(kiosk, attempt.id, question.question_id, question.options[0])
        assert read_attempt_now(kiosk, attempt.id).answers == {}
        other.rollback()
    answer(kiosk, attempt.id, question.question_id, question.options[0])
    assert read_attempt_now(kiosk, attempt.id).answers == {question.question_id: question.options[0]}


def _visits_until_refused(kiosk: Kiosk, told: list[tuple[str, str]]) -> str:
    """Let people take part until a step is refused; gives why."""
    for person in range(200):
        try:
            _take_part(kiosk, told, person)
        except Refused as refused:
            return refused.code
    return ""


@contextmanager
def _without_room(kiosk: Kiosk, fault: str, spare: int) -> Iterator[None]:
    """Take the room away: after `spare` more pages in the database, or after `spare` more half pages in any file."""
    if fault == "disk_full":
        pages = int(kiosk.store.rows("PRAGMA page_count")[0][0])
        kiosk.store.rows(f"PRAGMA max_page_count = {pages + spare}")
        yield
        kiosk.store.rows("PRAGMA max_page_count = 1000000")
        return
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    size = (kiosk.folder / WAL).stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 1 + spare * PAGE_BYTES // 2, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def _cuts(sizes: list[int]) -> Iterator[tuple[int, int]]:
    """Give (steps that must be there, where the log is cut): between two flushes, at frames, in heads and in pages."""
    for count, (flushed, following) in enumerate(pairwise(sizes)):
        for cut in range(flushed, following, FRAME_BYTES // 3):
            yield count, cut
    yield len(sizes) - 1, sizes[-1]


def _spoilt(tail: bytes) -> bytes:
    return bytes(each ^ 0x5A for each in tail)
