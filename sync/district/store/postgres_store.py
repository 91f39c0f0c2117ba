"""The district's database on a PostgreSQL server: connections, transactions, migrations, faults told by code.

Each thread has its own connection, opened again by the next question after it broke. Transactions are READ COMMITTED: receiving
begins with an update of the kiosk's row, so senders of one kiosk wait for one another, and what two acts would both write is
decided by unique constraints. Who lost is told `database_conflict` and does the whole act again.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import count
from typing import Any, Final, Literal

import peewee
import psycopg
from playhouse.migrations import Runner
from psycopg.pq import TransactionStatus

from kiosk.contest.errors import Refused
from sync.district.store.sqlite_store import MIGRATIONS, NEWEST_FORM

_CODES: Final = {
    "22021": "text_impossible",
    "23505": "database_conflict",
    "25006": "disk_read_only",
    "40001": "database_conflict",
    "40P01": "database_conflict",
    "53100": "disk_full",
    "55P03": "database_busy",
    "57014": "database_busy",
    "58030": "disk_failing",
    "XX001": "database_damaged",
    "XX002": "database_damaged",
}
"""By SQLSTATE: https://www.postgresql.org/docs/15/errcodes-appendix.html."""
_SETTINGS: Final = (
    "-c synchronous_commit=on -c lock_timeout=15s -c statement_timeout=60s"
    " -c idle_in_transaction_session_timeout=60s -c TimeZone=UTC"
)
_CONNECT_LIMIT_S: Final = 5
_MIGRATING: Final = 7_262_384
"""The advisory lock under which one program at a time brings the tables to their form."""
_STREAMED: Final = count()
_INSERTION: Final = re.compile(r"INSERT INTO (?P<place>\w+ \([\w, ]+\)) VALUES \([?, ]+\)")


class PostgresStore:
    """One district's open database on a server."""

    def __init__(self, database: peewee.PostgresqlDatabase) -> None:
        self._database = database

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Give the rows of one query."""
        with self._faults_named():
            return list(self._database.execute_sql(_written(sql), values).fetchall())

    def rows_among(self, sql: str, wanted: Sequence[object], *values: object) -> list[tuple[Any, ...]]:
        """Give the rows of a query whose last condition is `IN (??)`, as one array.

        Planned each time: a plan kept from when the table was small would go on reading all of it.
        """
        asked = _written(sql.replace("IN (??)", "= ANY (?)"))
        with self._faults_named():
            return list(self._database.cursor().execute(asked, (*values, list(wanted)), prepare=False).fetchall())

    def stream(self, sql: str, *values: object) -> Iterator[tuple[Any, ...]]:
        """Give the rows of one query one by one; the server holds them meanwhile."""
        with (
            self._faults_named(),
            self._database.connection().cursor(name=f"rows{next(_STREAMED)}", withhold=True) as cursor,
        ):
            yield from cursor.execute(_written(sql), values)

    def execute(self, sql: str, *values: object) -> int:
        """Run one statement and give the number of rows it changed. Only inside `transaction`."""
        return int(self._database.execute_sql(_written(sql), values).rowcount)

    def execute_each(self, sql: str, rows: Sequence[Sequence[object]]) -> None:
        """Run one statement for each tuple of values, a plain insertion as one stream of rows. Only inside `transaction`."""
        if not rows:
            return
        cursor = self._database.cursor()
        if plain := _INSERTION.fullmatch(sql):
            with cursor.copy(f"COPY {plain['place']} FROM STDIN") as stream:
                for row in rows:
                    stream.write_row(row)
        else:
            cursor.executemany(_written(sql), rows)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """One committed unit of work: all of it is on the server's disk when the block ends, or none of it."""
        with self._faults_named(), self._database.atomic():
            yield

    def integrity(self) -> Literal["ok", "damaged"]:
        """Let the server read every entry; it has checksums of its own where it was told to keep them."""
        try:
            self.rows("SELECT count(*), sum(length(payload)), sum(length(digest)) FROM entry")
        except Refused as refused:
            if refused.code != "database_damaged":
                raise
            return "damaged"
        return "ok"

    def close(self) -> None:
        """Close this thread's connection."""
        self._database.close()

    def migrate(self) -> None:
        """Bring the tables to their newest form, one program at a time."""
        with self._faults_named():
            (encoding,) = self._database.execute_sql("SHOW server_encoding").fetchone()
            if encoding != "UTF8":
                raise Refused("database_not_utf8", found=encoding)
            self._database.execute_sql("SELECT pg_advisory_lock(%s)", (_MIGRATING,))
            try:
                self._migrate_alone()
            finally:
                self._database.execute_sql("SELECT pg_advisory_unlock(%s)", (_MIGRATING,))

    def _migrate_alone(self) -> None:
        (has_form,) = self._database.execute_sql("SELECT to_regclass('form') IS NOT NULL").fetchone()
        if not has_form:
            # The migration scripts are SQLite's too, and a type by another name is all that parts the two.
            self._database.execute_sql("CREATE DOMAIN blob AS bytea")
            self._database.execute_sql("CREATE TABLE form (version BIGINT NOT NULL)")
            self._database.execute_sql("INSERT INTO form VALUES (0)")
        (version,) = self._database.execute_sql("SELECT version FROM form").fetchone()
        if version > NEWEST_FORM:
            raise Refused("database_newer", found=version, known=NEWEST_FORM)
        if version < NEWEST_FORM:
            Runner(self._database, str(MIGRATIONS)).up()
            self._database.execute_sql("UPDATE form SET version = %s", (NEWEST_FORM,))

    @contextmanager
    def _faults_named(self) -> Iterator[None]:
        """Turn the faults of the place into `Refused` with a code; anything else is a bug and passes as it is."""
        try:
            yield
        except (peewee.PeeweeException, psycopg.Error) as fault:
            code = next((_CODES[state] for state in _states(fault) if state in _CODES), None)
            if code is None and self._is_cut():
                code = "database_unreachable"
            if code is None:
                raise
            raise Refused(code) from fault

    def _is_cut(self) -> bool:
        """Tell whether there is no server at the other end; then the next question opens a new connection."""
        if self._database.is_closed():
            return True
        status = self._database.connection().info.transaction_status
        if status is TransactionStatus.UNKNOWN:
            self._database.close()
            return True
        return False


def open_postgres_store(url: str) -> PostgresStore:
    """Open (and make or migrate) the database at `url`.

    Refuses with `database_url_unknown`, `database_unreachable`, `database_newer`, `database_not_utf8`.
    """
    try:
        psycopg.conninfo.conninfo_to_dict(url)
    except psycopg.ProgrammingError:
        raise Refused("database_url_unknown") from None  # What it says would quote the password.
    database = peewee.PostgresqlDatabase(
        url,
        prefer_psycopg3=True,
        encoding="UTF8",
        connect_timeout=_CONNECT_LIMIT_S,
        application_name="tramthi",
        options=_SETTINGS,
    )
    store = PostgresStore(database)
    try:
        store.migrate()
    except BaseException:
        store.close()
        raise
    return store


@lru_cache(maxsize=256)
def _written(sql: str) -> str:
    """Write a statement as the driver wants it."""
    return sql.replace("?", "%s")


def _states(fault: BaseException | None) -> Iterator[str]:
    """Give the SQLSTATEs behind a fault: the library wraps them, and a failed rollback comes on top."""
    while fault is not None:
        state = getattr(fault, "sqlstate", None)
        if isinstance(fault, psycopg.DataError) and state is None:
            state = "22021"  # The driver itself refuses text with a zero character, which the server cannot hold.
        if state is not None:
            yield state
        fault = fault.__cause__ or fault.__context__
