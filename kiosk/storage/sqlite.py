"""SQLite as this project uses it, on a kiosk and at the district: connections, transactions, migrations, faults told by code.

Faults of the place (disk full, locked, damaged) leave as `Refused`; nothing here knows a table.
"""

import sqlite3
import threading
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, TypeVar

import peewee

from kiosk.contest.errors import Refused

_CODES: Final = {
    sqlite3.SQLITE_FULL: "disk_full",
    sqlite3.SQLITE_BUSY: "database_busy",
    sqlite3.SQLITE_LOCKED: "database_busy",
    sqlite3.SQLITE_PROTOCOL: "database_busy",  # the write-ahead log was locked by others at every try to begin
    sqlite3.SQLITE_CORRUPT: "database_damaged",
    sqlite3.SQLITE_NOTADB: "database_damaged",
    sqlite3.SQLITE_READONLY: "disk_read_only",
    sqlite3.SQLITE_CANTOPEN: "database_unreachable",
    sqlite3.SQLITE_IOERR: "disk_failing",
}
_MOST_TRIES: Final = 50

# For each value that is bytes Python's driver asks whether something else is to be stored in its place. To find that nothing is
# costs it as much as storing an entry; said here, it is found at once.
sqlite3.register_adapter(bytes, bytes.__bytes__)


class Store:
    """An open database. Each thread has its own connection; writers wait for one another.

    Once it was found damaged nothing more is written to it: what would be said to be saved might not be. `written` is set after
    each commit; the one thread that waits for news clears it, then looks, then waits.
    """

    def __init__(self, database: peewee.SqliteDatabase) -> None:
        self._database = database
        self._is_damaged = False
        self.written: Final = threading.Event()

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Give the rows of one query."""
        with faults_named():
            return list(self._database.execute_sql(sql, values).fetchall())

    def execute(self, sql: str, *values: object) -> int:
        """Run one statement and give the number of rows it changed. Only inside `transaction`."""
        return int(self._database.execute_sql(sql, values).rowcount)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """One committed unit of work: all of it is on disk when the block ends, or none of it.

        Refuses with `disk_full`, `database_busy`, `database_damaged`, `disk_read_only`, `disk_failing`.
        """
        if self._is_damaged:
            raise Refused("database_damaged")
        with faults_named(), self._database.atomic("IMMEDIATE"):
            yield
        self.written.set()

    def integrity(self) -> Literal["ok", "damaged"]:
        """Run SQLite's quick check, which reads everything."""
        try:
            with faults_named():
                found = self._database.execute_sql("PRAGMA quick_check(1)").fetchone()
        except Refused as refused:
            if refused.code != "database_damaged":
                raise
            found = None
        self._is_damaged = found != ("ok",)
        return "damaged" if self._is_damaged else "ok"

    def close(self) -> None:
        """Close this thread's connection."""
        self._database.close()


@contextmanager
def faults_named() -> Iterator[None]:
    """Turn the faults of the place into `Refused` with a code; anything else is a bug and passes as it is."""
    try:
        yield
    except (peewee.DatabaseError, sqlite3.DatabaseError) as fault:
        name = next((_CODES[code] for code in _error_codes(fault) if code in _CODES), None)
        if name is None:
            raise
        raise Refused(name) from fault


def _error_codes(fault: BaseException | None) -> Iterator[int]:
    """Give SQLite's primary error codes behind a fault: a full disk also makes the rollback after it fail."""
    while fault is not None:
        yield getattr(fault, "sqlite_errorcode", 0) & 0xFF
        fault = fault.__cause__ or fault.__context__


_S = TypeVar("_S", bound=Store)


@dataclass(frozen=True, slots=True)
class Form:
    """The form of a database: its pragmas, its numbered migration scripts, and the number of the newest of them.

    That number is kept in `PRAGMA user_version`, so that a start need not look for scripts.
    """

    pragmas: Mapping[str, str | int]
    migrations: Path
    newest: int


def open_sqlite(store_type: type[_S], path: Path, form: Form) -> _S:
    """Open the database at `path` as a `store_type`, made or migrated to its form.

    Refuses with `database_newer` (written by a later version of this program) and the faults of `Store.transaction`.
    """
    database = peewee.SqliteDatabase(str(path), pragmas=dict(form.pragmas), thread_safe=True)
    store = store_type(database)
    with faults_named():
        _connect(database)
        version = _version(database)
    if version > form.newest:
        store.close()
        raise Refused("database_newer", found=version, known=form.newest)
    if version < form.newest:
        _migrate(database, form)
    return store


def _connect(database: peewee.SqliteDatabase) -> None:
    """Connect, also when another program does so in the same moment.

    A new database, or a copy just put back, has no write-ahead log yet: of two programs that come to give it one SQLite refuses
    one at once, without the wait it keeps for everything else (https://www.sqlite.org/c3ref/busy_handler.html). So that one
    waits for the lock as any writer does, and comes again.
    """
    for left in reversed(range(_MOST_TRIES)):
        try:
            database.connect()
        except peewee.OperationalError as fault:
            if not left or sqlite3.SQLITE_BUSY not in _error_codes(fault):
                raise
            with closing(sqlite3.connect(database.database, isolation_level=None)) as waiting:
                waiting.execute("BEGIN IMMEDIATE")
                waiting.execute("ROLLBACK")
        else:
            return


def _migrate(database: peewee.SqliteDatabase, form: Form) -> None:
    """Bring a database to its form: whole or not at all, and once, should two programs come in the same moment."""
    from playhouse.migrations import Runner  # noqa: PLC0415 - slow to import and needed only once in a database's life

    with faults_named():
        # A table that is made anew must not take along what refers to it; inside a transaction it is too late to say so.
        database.execute_sql("PRAGMA foreign_keys = 0")
        try:
            with database.atomic("IMMEDIATE"):
                if _version(database) < form.newest:
                    Runner(database, str(form.migrations)).up()
                    database.execute_sql(f"PRAGMA user_version = {form.newest}")
        finally:
            database.execute_sql(f"PRAGMA foreign_keys = {form.pragmas.get('foreign_keys', 0)}")


def _version(database: peewee.SqliteDatabase) -> int:
    return int(database.execute_sql("PRAGMA user_version").fetchone()[0])
