"""How much SQLite does for a reading, in steps of its own virtual machine: the same on every machine, however busy it is."""

from collections.abc import Callable
from dataclasses import replace

import peewee

from kiosk.services.kiosk import DATABASE_NAME, Kiosk
from kiosk.storage.database import FORM, Store


def steps_of(kiosk: Kiosk, act: Callable[[Kiosk], object]) -> int:
    """Let `act` run on the kiosk's database and give its steps, in tens."""
    database = peewee.SqliteDatabase(str(kiosk.folder / DATABASE_NAME), pragmas=dict(FORM.pragmas))
    tens = 0

    def count() -> int:
        nonlocal tens
        tens += 1
        return 0

    database.connect()
    try:
        database.connection().set_progress_handler(count, 10)
        act(replace(kiosk, store=Store(database)))
    finally:
        database.close()
    return tens
