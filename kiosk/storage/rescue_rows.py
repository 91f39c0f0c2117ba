"""Rows taken over from a database that was put aside into the copy in its place: entries as they stand, attempts whole.

What was put aside is only read, and may be damaged: a page that does not read is a `Refused` of the place, and nobody's end.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from kiosk.contest.attempt import State
from kiosk.contest.errors import Refused
from kiosk.journal.entry import Entry
from kiosk.storage.attempt_rows import read_attempt
from kiosk.storage.journal_rows import entries_after
from kiosk.storage.sqlite import Store

_PAGE: Final = 200
_STATES: Final = frozenset(each.value for each in State)
_OF_ATTEMPT: Final = (
    ("attempt", "id"),
    ("answer", "attempt"),
    ("flag", "attempt"),
    ("essay_part", "attempt"),
    ("receipt", "attempt"),
)
"""Table and the column that names the attempt; those that refer to another come after it."""


def readable_entries(store: Store, epoch: int, seq: int) -> Iterator[Entry]:
    """Give the entries of an epoch after a number, in order, up to the first that does not read."""
    size = _PAGE
    while True:
        try:
            page = entries_after(store, epoch, seq, size)
        except Refused:
            if size == 1:
                return
            size = 1  # what stands before the damage on the same page is told one by one
            continue
        yield from page
        if len(page) < size:
            return
        seq = page[-1].seq


def running_attempts(store: Store) -> set[str]:
    """Give the attempts that were under way."""
    return {str(row[0]) for row in store.rows("SELECT id FROM attempt WHERE state = 'running'")}


def take_over_attempt(aside: Store, store: Store, attempt: str) -> bool:
    """Put an attempt as it stands in `aside` in the place of what is known of it; False where not all of it reads, or makes sense.

    Both databases have the same form. Only inside a transaction of `store`.
    """
    try:
        known = read_attempt(aside, attempt)
        found = [(table, _rows_of(aside, table, column, attempt)) for table, column in _OF_ATTEMPT]
    except (Refused, ValueError, TypeError):
        # A disk that fails may change a letter of a row, which no digest covers: such a row must not reach the copy.
        return False
    if known is None or known.state not in _STATES:
        return False
    for table, column in reversed(_OF_ATTEMPT):
        store.execute(f"DELETE FROM {table} WHERE {column} = ?", attempt)  # noqa: S608 - constant names
    for table, rows in found:
        for row in rows:
            store.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", *row)  # noqa: S608 - as above
    return True


def holds_journal(store: Store) -> bool:
    """Tell whether a database has the table of entries; an empty file has none."""
    return bool(store.rows("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'entry'"))


def has_form_of(aside: Store, store: Store) -> bool:
    """Tell whether two databases have the same form: whether a row of one is a row of the other."""
    form = "PRAGMA user_version"
    try:
        return aside.rows(form) == store.rows(form)
    except Refused:
        return False


def _rows_of(store: Store, table: str, column: str, attempt: str) -> Sequence[tuple[Any, ...]]:
    return store.rows(f"SELECT * FROM {table} WHERE {column} = ?", attempt)  # noqa: S608 - constant names
