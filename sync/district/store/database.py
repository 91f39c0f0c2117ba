"""What every table of the district asks of its database, and opening it: a file of SQLite, or PostgreSQL by its address.

Statements are plain SQL that both read, with `?` for values; what differs between the two lies in `sqlite_store.py` and
`postgres_store.py`. Nothing here knows what a row means.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Final, Literal, Protocol, TypeVar

from kiosk.contest.errors import Refused
from sync.district.store.sqlite_store import open_sqlite_store

SQLITE_SCHEME: Final = "sqlite:///"
POSTGRES_SCHEME: Final = "postgresql://"
_MOST_TRIES: Final = 5
_T = TypeVar("_T")


class Store(Protocol):
    """One district's open database. Each thread has its own connection.

    Faults of the place leave as `Refused`: `disk_full`, `database_busy`, `database_damaged`, `database_unreachable`,
    `disk_read_only`, `disk_failing`, and `database_conflict` (another's transaction came between: `unhindered` does it again).
    """

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Give the rows of one query."""

    def rows_among(self, sql: str, wanted: Sequence[object], *values: object) -> list[tuple[Any, ...]]:
        """Give the rows of a query whose last condition is `IN (??)`, for any number of `wanted` texts."""

    def stream(self, sql: str, *values: object) -> Iterator[tuple[Any, ...]]:
        """Give the rows of one query one by one, for more than should be in memory at once."""

    def execute(self, sql: str, *values: object) -> int:
        """Run one statement and give the number of rows it changed. Only inside `transaction`."""

    def execute_each(self, sql: str, rows: Sequence[Sequence[object]]) -> None:
        """Run one statement for each tuple of values. Only inside `transaction`."""

    def transaction(self) -> AbstractContextManager[None]:
        """One committed unit of work: all of it is on disk when the block ends, or none of it."""

    def integrity(self) -> Literal["ok", "damaged"]:
        """Read the database through and tell whether it is whole."""

    def close(self) -> None:
        """Close this thread's connection."""


def open_store(place: Path | str) -> Store:
    """Open (and make or migrate) a database: a file by its path, or an address as in `--database`.

    Refuses with `database_url_unknown`, `database_driver_missing`, `database_newer`, `database_not_utf8` and the faults of `Store`.
    """
    if isinstance(place, Path):
        return open_sqlite_store(place)
    if place.startswith(SQLITE_SCHEME):
        return open_sqlite_store(Path(place.removeprefix(SQLITE_SCHEME)))
    if place.startswith(POSTGRES_SCHEME):
        try:
            from sync.district.store.postgres_store import open_postgres_store  # noqa: PLC0415 - loaded only where it is used
        except ImportError as fault:
            raise Refused("database_driver_missing") from fault
        return open_postgres_store(place)
    raise Refused("database_url_unknown")


def unhindered(act: Callable[[], _T]) -> _T:
    """Do a whole act, again when another's transaction came between (`database_conflict`), at most five times."""
    for _ in range(_MOST_TRIES - 1):
        try:
            return act()
        except Refused as refused:
            if refused.code != "database_conflict":
                raise
    return act()
