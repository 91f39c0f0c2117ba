"""The district's database as a file of SQLite: how it is written (WAL, synchronous=FULL)."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from kiosk.storage.sqlite import Form, Store, faults_named, open_sqlite

MIGRATIONS: Final = Path(__file__).parent / "migrations"
NEWEST_FORM: Final = 7
FORM: Final = Form(
    pragmas={
        "journal_mode": "wal",
        "synchronous": "full",
        "foreign_keys": 1,
        "secure_delete": 1,
        "busy_timeout": 15_000,
        "cache_size": -32 * 1024,
    },
    migrations=MIGRATIONS,
    newest=NEWEST_FORM,
)


_ORDINARY_CHUNK: Final = 500
"""How many values one statement compares with at most (SQLite's own limit is higher, older ones' is 999)."""


class SqliteStore(Store):
    """One district's open file."""

    def rows_among(self, sql: str, wanted: Sequence[object], *values: object) -> list[tuple[Any, ...]]:
        """Give the rows of a query whose last condition is `IN (??)`, some hundred values at a time."""
        found: list[tuple[Any, ...]] = []
        for start in range(0, len(wanted), _ORDINARY_CHUNK):
            chunk = wanted[start : start + _ORDINARY_CHUNK]
            found += self.rows(sql.replace("??", ", ".join("?" * len(chunk))), *values, *chunk)
        return found

    def stream(self, sql: str, *values: object) -> Iterator[tuple[Any, ...]]:
        """Give the rows of one query one by one."""
        with faults_named():
            yield from self._database.execute_sql(sql, values)

    def execute_each(self, sql: str, rows: Sequence[Sequence[object]]) -> None:
        """Run one statement for each tuple of values. Only inside `transaction`."""
        self._database.connection().executemany(sql, rows)


def open_sqlite_store(path: Path) -> SqliteStore:
    """Open (and make or migrate) the database at `path`; refuses as `open_sqlite` does."""
    return open_sqlite(SqliteStore, path, FORM)
