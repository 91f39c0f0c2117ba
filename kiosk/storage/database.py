"""Opening a kiosk's database: how it is written (WAL, synchronous=FULL), and that it is whole.

Nothing here knows what a row means; how SQLite itself is spoken to lies in `sqlite.py`.
"""

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
    newest=3,
)


def open_store(path: Path) -> Store:
    """Open (and make or migrate) the database at `path`, and check it.

    Refuses with `database_damaged` and as `open_sqlite` does.
    """
    store = open_sqlite(Store, path, FORM)
    if store.integrity() != "ok":
        store.close()
        raise Refused("database_damaged")
    return store


__all__ = ["FORM", "Store", "open_store"]
