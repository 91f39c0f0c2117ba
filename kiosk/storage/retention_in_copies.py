"""Erasing in a copy of a database what was erased in the database itself: the copy is written anew, whole or not at all.

Which payloads are to go is told by the database: nothing here counts days.
"""

import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

from kiosk.contest.errors import Refused
from kiosk.storage.backup import PART, is_whole, named_flushed
from kiosk.storage.sqlite import faults_named

_MARKS: Final = (
    "SELECT h.epoch, min(h.seq, (SELECT max(seq) FROM main.entry WHERE epoch = h.epoch)) FROM here.erased h"
    " WHERE EXISTS (SELECT 1 FROM main.entry WHERE epoch = h.epoch)"
)
"""Up to where each epoch of a copy has nothing left to erase once it is as the database is: it may end before, and be continued."""


def erase_in_copy(copy: Path, database: Path, kinds: Sequence[str]) -> int:
    """Erase the payloads of some kinds in `copy` that are erased in `database`; gives how many there were.

    Their digests stay. A copy that was seen to before is told by its own marks, without looking through it. Refuses with
    `backup_unreliable` (it would not be whole afterwards), `disk_full`, `backup_folder_unwritable` or a fault of a database; then
    the copy is what it was.
    """
    with faults_named(), closing(_opened(copy, database, "ro")) as connection:
        if not _is_due(connection, kinds):
            return 0
    part = copy.with_name(copy.name + PART)
    with named_flushed(part, copy):
        shutil.copyfile(copy, part)
        with faults_named(), closing(_opened(part, database, "rw")) as connection:
            connection.execute("PRAGMA secure_delete=ON").fetchone()
            with connection:
                erased = _erased(connection, kinds)
        if not is_whole(part):
            raise Refused("backup_unreliable", place=copy.name)
    return erased


def _opened(copy: Path, database: Path, mode: str) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{copy.absolute().as_uri()}?mode={mode}", uri=True)
    connection.execute("ATTACH ? AS here", (f"{database.absolute().as_uri()}?mode=ro",))
    return connection


def _has_marks(connection: sqlite3.Connection) -> bool:
    """Tell whether the copy has a place for marks: one that an earlier version of the program made has none."""
    found = connection.execute("SELECT 1 FROM main.sqlite_master WHERE type = 'table' AND name = 'erased'")
    return found.fetchone() is not None


def _is_due(connection: sqlite3.Connection, kinds: Sequence[str]) -> bool:
    """Tell whether anything behind the marks of a copy is erased in the database and not in it."""
    known = dict(connection.execute("SELECT epoch, seq FROM main.erased")) if _has_marks(connection) else {}
    places = ", ".join("?" * len(kinds))
    return any(
        connection.execute(
            "SELECT 1 FROM main.entry e JOIN here.entry h ON h.epoch = e.epoch AND h.seq = e.seq AND h.digest = e.digest"  # noqa: S608 - only places for values
            f" WHERE e.epoch = ? AND e.seq > ? AND e.seq <= ? AND e.kind IN ({places})"
            " AND e.payload IS NOT NULL AND h.payload IS NULL LIMIT 1",
            (epoch, known.get(epoch, 0), seq, *kinds),
        ).fetchone()
        for epoch, seq in connection.execute(_MARKS).fetchall()
        if seq > known.get(epoch, 0)
    )


def _erased(connection: sqlite3.Connection, kinds: Sequence[str]) -> int:
    places = ", ".join("?" * len(kinds))
    erased = connection.execute(
        "UPDATE main.entry AS e SET payload = NULL"  # noqa: S608 - only places for values
        f" WHERE e.kind IN ({places}) AND e.payload IS NOT NULL AND EXISTS (SELECT 1 FROM here.entry h"
        " WHERE h.epoch = e.epoch AND h.seq = e.seq AND h.digest = e.digest AND h.payload IS NULL)",
        tuple(kinds),
    ).rowcount
    for epoch, seq in connection.execute(_MARKS).fetchall() if _has_marks(connection) else ():
        left = connection.execute(
            "SELECT 1 FROM main.entry WHERE epoch = ? AND seq <= ? AND payload IS NOT NULL"  # noqa: S608 - as above
            f" AND kind IN ({places}) LIMIT 1",
            (epoch, seq, *kinds),
        ).fetchone()
        if left is None:  # else it is of a history that the database does not have, and nobody said that it is over
            connection.execute("INSERT OR REPLACE INTO main.erased (epoch, seq) VALUES (?, ?)", (epoch, seq))
    return erased
