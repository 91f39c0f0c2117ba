"""Copies of an open database made by SQLite's online backup, whole or not there, and put back in its place.

A copy is one file without a write-ahead log. What its rows mean is not known here; whoever trusts a copy checks it first.
See https://www.sqlite.org/backup.html.
"""

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Final

import peewee

from kiosk.contest.errors import Refused
from kiosk.storage.durable_file import Medium
from kiosk.storage.sqlite import Store, faults_named

PART: Final = ".part"
COMPANIONS: Final = ("-wal", "-shm", "-journal")
_FULL: Final = frozenset((errno.ENOSPC, errno.EDQUOT))


def copy_database(source: Path, place: Path) -> None:
    """Copy the database at `source`, which may be in use, to `place`: flushed, checked by SQLite's full check, then named.

    The whole copy is one step: under a write-ahead log that reads one moment of the database and stops no writer. Refuses with
    `backup_folder_unwritable`, `backup_unreliable` (what was written is not whole) or the faults of a database.
    """
    part = place.with_name(place.name + PART)
    with named_flushed(part, place):
        place.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        with (
            faults_named(),
            closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as read,
            closing(sqlite3.connect(part)) as written,
        ):
            read.backup(written)
            written.execute("PRAGMA journal_mode=DELETE").fetchone()
        if not is_whole(part):
            raise Refused("backup_unreliable", place=place.name)


@contextmanager
def named_flushed(part: Path, place: Path) -> Iterator[None]:
    """Let the block write `part`, then flush it and give it the name `place`; nothing of it stays where that does not come about.

    Refuses with `backup_folder_unwritable` or `disk_full`.
    """
    try:
        yield
        _flush(part)
        part.replace(place)
        Medium().flush_folder(place.parent)
    except OSError as fault:
        raise Refused("disk_full" if fault.errno in _FULL else "backup_folder_unwritable") from fault
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def is_whole(place: Path) -> bool:
    """Run SQLite's full check over the database file at `place`, writing nothing; False for a file that is none."""
    try:
        with closing(sqlite3.connect(f"{place.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            return bool(connection.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",))
    except sqlite3.DatabaseError:
        return False


def put_back(copy: Path, database: Path, aside: Path) -> None:
    """Put a copy in the place of `database`; what stood there is moved to `aside` with its log, never deleted.

    Cut at any moment, the folder holds the old database in one of both places, or the copy in its place: running it again
    finishes. Only while no program has the database open. Refuses with `backup_folder_unwritable` or `disk_full`.
    """
    part = database.with_name(database.name + PART)
    try:
        part.write_bytes(copy.read_bytes())
        _flush(part)
        for companion in ("", *COMPANIONS):
            old = database.with_name(database.name + companion)
            if old.exists():
                old.replace(aside.with_name(aside.name + companion))
        part.replace(database)
        Medium().flush_folder(database.parent)
    except OSError as fault:
        raise Refused("disk_full" if fault.errno in _FULL else "backup_folder_unwritable") from fault


def _flush(place: Path) -> None:
    with place.open("rb+") as file:
        os.fsync(file.fileno())


def open_copy(copy: Path) -> Store:
    """Open a copy to read it only; nothing is written beside it. Refuses with the faults of a database."""
    store = Store(peewee.SqliteDatabase(f"{copy.absolute().as_uri()}?mode=ro", uri=True, thread_safe=True))
    with faults_named():
        store.rows("SELECT 1")
    return store
