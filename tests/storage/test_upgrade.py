"""A database of an earlier form is brought to the newest one with everything in it."""

from pathlib import Path

import peewee
from playhouse.migrations import Runner

from kiosk.contest.events import KioskOpenedV1, StaffRefusedV1
from kiosk.contest.moment import Moment
from kiosk.services.kiosk import DATABASE_NAME, load_kiosk
from kiosk.services.opening import day_state
from kiosk.services.staff import LOCKED_AFTER, sign_in
from kiosk.storage.database import FORM, Store
from kiosk.storage.journal_rows import append_event
from tests.helpers.kiosks import PIN, MovedClock, a_kiosk, counted_bytes

BEFORE_THE_CONSOLE = 5


def test_a_kiosk_from_before_the_console_goes_on(tmp_path: Path) -> None:
    """Its open day stays open, its locked corner locked, and what it was enrolled with is still there."""
    moved = MovedClock()
    newest = a_kiosk(tmp_path / "new", moved)
    rows = {
        table: newest.store.rows(f"SELECT * FROM {table}")  # noqa: S608 - one of these two
        for table in ("document", "enrolment")
    }
    old = tmp_path / "old"
    old.mkdir()
    (old / "device.key").write_bytes((tmp_path / "new" / "device.key").read_bytes())
    database = peewee.SqliteDatabase(str(old / DATABASE_NAME))
    _migrate(database, BEFORE_THE_CONSOLE)
    store = Store(database)
    with store.transaction():
        for table, found in rows.items():
            for row in found:
                store.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", *row)  # noqa: S608 - as above
        append_event(store, KioskOpenedV1("officer-1"), Moment(1, b"boot-old", 1), new_epoch=1)
        append_event(store, StaffRefusedV1(LOCKED_AFTER), Moment(2, b"boot-old", 2))
    store.close()
    kiosk = load_kiosk(old, moved.clock(), counted_bytes())
    assert kiosk.store.rows("PRAGMA user_version") == [(FORM.newest,)]
    assert day_state(kiosk) == "open"
    assert sign_in(kiosk, PIN).is_locked


def _migrate(database: peewee.SqliteDatabase, form: int) -> None:
    """Run the scripts up to a form, and note them as the runner does."""
    places = sorted(FORM.migrations.glob("0*.py"))[:form]
    Runner(database, str(FORM.migrations)).up(places[-1].stem)
    database.execute_sql(f"PRAGMA user_version = {form}")
    database.close()
