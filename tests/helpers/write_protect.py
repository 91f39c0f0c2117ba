"""Faults of the place as they come up while a window is there: a disk gone read-only, a database with something missing."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from kiosk.services.kiosk import DATABASE_NAME
from tests.helpers.qml import Hand


def write_protect(hand: Hand, *, is_on: bool) -> None:
    """Let the connection that the window writes through refuse to write, as a disk does that has gone read-only."""
    answers: list[object] = []
    store = hand.window.kiosk.store
    hand.window.storage.run(lambda: store.rows(f"PRAGMA query_only = {int(is_on)}"), answers.append, answers.append)
    hand.bot.waitUntil(lambda: bool(answers))
    assert answers == [[]]


@contextmanager
def lose_a_table(folder: Path, table: str) -> Iterator[None]:
    """Take a table out of a kiosk's database while the block runs: what needs it fails as only a mistake of ours would."""
    with closing(sqlite3.connect(folder / DATABASE_NAME, isolation_level=None)) as other:
        other.execute("PRAGMA legacy_alter_table = 1")  # what refers to it goes on doing so
        other.execute(f"ALTER TABLE {table} RENAME TO lost")
        try:
            yield
        finally:
            other.execute(f"ALTER TABLE lost RENAME TO {table}")
