"""The kiosk starts and its console opens at once however much it has seen: what they read does not grow with the journal.

Counted in SQLite's own steps; how long the real window takes is measured by the bench.
"""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Final

import pytest

from kiosk.services.attempts import finish_attempt, settle_interrupted, start_attempt
from kiosk.services.day import counts_of_day
from kiosk.services.help import call_help, open_calls
from kiosk.services.journal_pages import KINDS, JournalPlace, journal_page
from kiosk.services.kiosk import Kiosk
from kiosk.services.opening import is_open, open_kiosk
from kiosk.services.receipts import find_receipt, issue_receipt
from kiosk.services.running import begin_run, end_run
from kiosk.services.sessions import sessions
from kiosk.storage.journal_rows import count_entries, journal_head
from tests.helpers.kiosks import MovedClock, a_kiosk, a_registration
from tests.helpers.steps import steps_of
from ui.view_models.staff_queue import QueueNow, read_queue
from ui.view_models.staff_today import DayNow, read_today

_FEW: Final = 20
_MANY: Final = 2_000
_SPARE: Final = 30
"""Tens of steps that going down a higher tree, or finding where to stop, may take."""


def _start(kiosk: Kiosk) -> None:
    """Do what a start does with the database before its first frame, and end in order."""
    settle_interrupted(kiosk)
    begin_run(kiosk)
    is_open(kiosk)
    end_run(kiosk)


_READINGS: Final[dict[str, Callable[[Kiosk], object]]] = {
    "start": _start,
    "today": read_today,
    "queue": read_queue,
    "calls": open_calls,
    "sessions": sessions,
    "receipt": lambda kiosk: find_receipt(kiosk, "1"),
    "waiting": lambda kiosk: count_entries(kiosk.store),
    "older": lambda kiosk: journal_page(kiosk, 8, before=JournalPlace(1, 10)),
    "yesterday": lambda kiosk: journal_page(kiosk, 8, day=kiosk.today() - timedelta(days=1)),
    **{f"journal: {name}": lambda kiosk, name=name: journal_page(kiosk, 8, group=name) for name in KINDS},  # type: ignore[misc]  # its default is bound
    **{
        f"yesterday: {name}": lambda kiosk, name=name: journal_page(  # type: ignore[misc]  # as above
            kiosk, 8, group=name, day=kiosk.today() - timedelta(days=1)
        )
        for name in KINDS
    },
}


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> tuple[Kiosk, Kiosk]:
    """Give a kiosk that has seen few attempts in its day, and one that has seen many."""
    folder = tmp_path_factory.mktemp("grown")
    return _grown(folder / "few", _FEW), _grown(folder / "many", _MANY)


@pytest.mark.parametrize("reading", _READINGS)
def test_what_a_page_reads_does_not_grow(grown: tuple[Kiosk, Kiosk], reading: str) -> None:
    """A hundred times as many attempts take no more steps."""
    few, many = (steps_of(each, _READINGS[reading]) for each in grown)
    assert many <= few + _SPARE


def test_counts_that_are_kept_read_only_the_numbers_of_receipts(grown: tuple[Kiosk, Kiosk]) -> None:
    """Of the day's entries nothing is read again; its receipts are compared with the journal at every look, three steps each."""
    for each in grown:
        counts_of_day(each)
    few, many = (steps_of(each, counts_of_day) for each in grown)
    assert many <= few + _SPARE + (_MANY - _FEW) * 3 // 10


def test_the_first_page_knows_the_day(grown: tuple[Kiosk, Kiosk]) -> None:
    """What is read so quickly is also right."""
    assert {read_today(each) for each in grown} == {DayNow("open")}
    assert {read_queue(each) for each in grown} == {QueueNow(None, 0)}
    assert [len(open_calls(each)) for each in grown] == [1, 1]


def _grown(folder: Path, attempts: int) -> Kiosk:
    """Give an open kiosk with a call for help and, after it, one real attempt copied so many times."""
    kiosk = a_kiosk(folder, MovedClock())
    open_kiosk(kiosk, "officer-1")
    call_help(kiosk, "rules")
    head = journal_head(kiosk.store)
    attempt = start_attempt(kiosk, a_registration(kiosk))
    finish_attempt(kiosk, attempt.id)
    issue_receipt(kiosk, attempt.id)
    entries = journal_head(kiosk.store).seq - head.seq
    copies = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
    with kiosk.store.transaction():
        for table, kept, made in (
            ("entry", "seq", f"seq + i * {entries}"),
            ("attempt", "id", "id || i"),
            ("receipt", "number, attempt, code", "number + i, attempt || i, code || i"),
        ):
            others = _columns_but(kiosk, table, kept)
            where = f"seq > {head.seq}" if table == "entry" else "1"
            kiosk.store.execute(
                f"INSERT INTO {table} ({kept}, {others}) {copies} SELECT {made}, {others} FROM {table}, n WHERE {where}",  # noqa: S608 - names of columns
                attempts - 1,
            )
    assert kiosk.store.rows("SELECT count(*) FROM entry WHERE kind = 'receipt_issued'") == [(attempts,)]
    return kiosk


def _columns_but(kiosk: Kiosk, table: str, left_out: str) -> str:
    names = [name for (name,) in kiosk.store.rows("SELECT name FROM pragma_table_info(?)", table)]
    return ", ".join(each for each in names if each not in left_out.split(", "))
