"""Opening the district's database: how it is written (WAL, synchronous=FULL), migrated and checked.

Statements are plain SQL that SQLite and PostgreSQL both read, with `?` for values; what differs between the two lies in this
file alone. Nothing here knows what a row means. Faults of the place leave as `Refused` with a code.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Literal

import peewee

from kiosk.contest.errors import Refused
from kiosk.storage.database import faults_named

MIGRATIONS: Final = Path(__file__).parent / "migrations"
_NEWEST: Final = 1
"""Number of the newest migration script, kept in `PRAGMA user_version` so that a start need not look for scripts."""

_PRAGMAS: Final = {
    "journal_mode": "wal",
    "synchronous": "full",
    "foreign_keys": 1,
    "secure_delete": 1,
    "busy_timeout": 15_000,
    "cache_size": -32 * 1024,
}
_ORDINARY_CHUNK: Final = 500
"""How many values one statement compares with at most (SQLite's own limit is higher, older ones' is 999)."""


class Store:
    """One district's open database. Each thread has its own connection; writers wait for one another."""

    def __init__(self, database: peewee.SqliteDatabase) -> None:
        self._database = database

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Give the rows of one query."""
        with faults_named():
            return list(self._database.execute_sql(sql, values).fetchall())

    def rows_among(self, sql: str, wanted: Sequence[object], *values: object) -> list[tuple[Any, ...]]:
        """Give the rows of a query whose last condition is `IN (??)`, for any number of `wanted` values."""
        found: list[tuple[Any, ...]] = []
        for start in range(0, len(wanted), _ORDINARY_CHUNK):
            chunk = wanted[start : start + _ORDINARY_CHUNK]
            found += self.rows(sql.replace("??", ", ".join("?" * len(chunk))), *values, *chunk)
        return found

    def stream(self, sql: str, *values: object) -> Iterator[tuple[Any, ...]]:
        """Give the rows of one query one by one, for more than should be in memory at once."""
        with faults_named():
            yield from self._database.execute_sql(sql, values)

    def execute(self, sql: str, *values: object) -> int:
        """Run one statement and give the number of rows it changed. Only inside `transaction`."""
        return int(self._database.execute_sql(sql, values).rowcount)

    def execute_each(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Run one statement for each tuple of values. Only inside `transaction`."""
        self._database.connection().executemany(sql, rows)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """One committed unit of work: all of it is on disk when the block ends, or none of it.

        Refuses with `disk_full`, `database_busy`, `database_damaged`, `disk_read_only`, `disk_failing`.
        """
        with faults_named(), self._database.atomic("IMMEDIATE"):
            yield

    def integrity(self) -> Literal["ok", "damaged"]:
        """Run SQLite's quick check."""
        with faults_named():
            found = self._database.execute_sql("PRAGMA quick_check(1)").fetchone()
        return "ok" if found == ("ok",) else "damaged"

    def close(self) -> None:
        """Close this thread's connection."""
        self._database.close()


def open_store(path: Path) -> Store:
    """Open (and make or migrate) the database at `path`.

    Refuses with `database_newer` (written by a later version of this program) and the faults of `Store.transaction`.
    """
    database = peewee.SqliteDatabase(str(path), pragmas=_PRAGMAS, thread_safe=True)
    store = Store(database)
    with faults_named():
        database.connect()
        version = int(database.execute_sql("PRAGMA user_version").fetchone()[0])
    if version > _NEWEST:
        store.close()
        raise Refused("database_newer", found=version, known=_NEWEST)
    if version < _NEWEST:
        _migrate(database)
    return store


def _migrate(database: peewee.SqliteDatabase) -> None:
    from playhouse.migrations import Runner  # noqa: PLC0415 - slow to import and needed only once in a database's life

    with faults_named():
        Runner(database, str(MIGRATIONS)).up()
        database.execute_sql(f"PRAGMA user_version = {_NEWEST}")
