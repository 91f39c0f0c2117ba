"""Opening a kiosk's database: how it is written (WAL, synchronous=FULL), and that it is whole after an abnormal end.

Nothing here knows what a row means; how SQLite itself is spoken to lies in `sqlite.py`.
"""

import contextlib
import shutil
from pathlib import Path
from typing import Final

from kiosk.contest.errors import Refused
from kiosk.storage.sqlite import Form, Store, open_sqlite

FORM: Final = Form(
    pragmas={
        "journal_mode": "wal",
        "synchronous": "full",
        "foreign_keys": 1,
        "secure_delete": 1,
        "busy_timeout": 5000,
        "cache_size": -16 * 1024,
    },
    migrations=Path(__file__).parent / "migrations",
    newest=14,
)

_SAID_OF_FULL_DISKS: Final = frozenset(("disk_failing", "database_unreachable"))
_LOG_NEEDS_BYTES: Final = 32 * 1024 + 4096
"""The index of a write-ahead log, and one page of the log itself (https://www.sqlite.org/walformat.html)."""


def open_store(path: Path) -> Store:
    """Open (and make or migrate) the database at `path`, and check it if it was not closed in order.

    Reading all of a long journal would keep the first frame waiting: a database that was closed in order is checked after it, in
    the background (`kiosk.upkeep`). Refuses with `database_damaged`, `disk_full` and as `open_sqlite` does.
    """
    was_closed = not _log_of(path).exists() or _log_state(path) == _read_end(path)
    store = _opened(path)
    if not was_closed and store.integrity() != "ok":
        store.close()
        raise Refused("database_damaged")
    return store


def _opened(path: Path) -> Store:
    """Open the database. On a full disk SQLite cannot make its log, and calls that a failing disk or a file out of reach."""
    try:
        return open_sqlite(Store, path, FORM)
    except Refused as refused:
        if refused.code in _SAID_OF_FULL_DISKS and shutil.disk_usage(path.parent).free < _LOG_NEEDS_BYTES:
            raise Refused("disk_full") from refused
        raise


def note_end(path: Path) -> None:
    """Note that the program ends in order, though a reader of its own or another program still has the database open.

    Whoever closes last takes the log away; a process that ends while one of its threads still reads leaves it. It is known again by
    its state: anything written after this makes the next opening read everything after all, and so does a note that is lost.
    """
    with contextlib.suppress(OSError):
        _end_of(path).write_bytes(_log_state(path))


def _log_of(path: Path) -> Path:
    """Give the write-ahead log beside a database: whoever closes it last in order leaves none."""
    return path.with_name(path.name + "-wal")


def _end_of(path: Path) -> Path:
    return path.with_name(path.name + "-end")


def _log_state(path: Path) -> bytes:
    """Give how large the log is and when it was written last, nothing where there is none."""
    try:
        found = _log_of(path).stat()
    except OSError:
        return b""
    return f"{found.st_size} {found.st_mtime_ns}".encode()


def _read_end(path: Path) -> bytes | None:
    try:
        return _end_of(path).read_bytes()
    except OSError:
        return None


__all__ = ["FORM", "Store", "note_end", "open_store"]
