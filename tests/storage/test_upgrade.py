"""A database of an earlier form is brought to the newest one with everything in it."""

import shutil
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Barrier

import peewee
import pytest
from playhouse.migrations import Runner

from kiosk.contest.earlier_events import KioskOpenedV1, StaffRefusedV1
from kiosk.contest.moment import Moment
from kiosk.services.kiosk import DATABASE_NAME, load_kiosk
from kiosk.services.opening import day_state
from kiosk.services.staff import LOCKED_AFTER, sign_in
from kiosk.storage.database import FORM, Store, open_store
from kiosk.storage.journal_rows import append_event
from kiosk.storage.sqlite import Form
from sync.district.store.sqlite_store import FORM as DISTRICT_FORM
from sync.district.store.sqlite_store import open_sqlite_store
from tests.helpers.kiosks import PIN, MovedClock, a_kiosk, counted_bytes

BEFORE_THE_CONSOLE = 5


@pytest.mark.parametrize(
    ("form", "open_it"), [(FORM, open_store), (DISTRICT_FORM, open_sqlite_store)], ids=["kiosk", "district"]
)
def test_a_database_of_the_form_before_gets_the_newest_script(
    form: Form, open_it: Callable[[Path], Store], tmp_path: Path
) -> None:
    """A number that was not raised with a script would leave every database that is in use without what the program asks for."""
    numbers = sorted(int(each.name[:4]) for each in form.migrations.glob("[0-9]*.py"))
    assert numbers == list(range(1, form.newest + 1))
    place = tmp_path / "before.sqlite"
    _migrate(peewee.SqliteDatabase(str(place)), form.newest - 1, form.migrations)
    upgraded, fresh = open_it(place), open_it(tmp_path / "fresh.sqlite")
    for store in (upgraded, fresh):
        assert store.rows("PRAGMA user_version") == [(form.newest,)]
    tables = "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY name"
    assert upgraded.rows(tables) == fresh.rows(tables)
    upgraded.close()
    fresh.close()


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
    (old / "device.key").write_bytes(newest.keys.seed)
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


def test_two_programs_that_upgrade_in_the_same_moment_both_go_on(tmp_path: Path) -> None:
    """The window and a command, say, after a new version was put in: one brings the database up, the other finds it there."""
    for turn in range(10):
        place = tmp_path / f"{turn}.sqlite"
        _migrate(peewee.SqliteDatabase(str(place)), BEFORE_THE_CONSOLE)
        together = Barrier(2)

        def come(place: Path = place, together: Barrier = together) -> list[object]:
            together.wait()
            store = open_store(place)
            try:
                return [*store.rows("PRAGMA user_version"), *store.rows("PRAGMA foreign_keys")]
            finally:
                store.close()

        with ThreadPoolExecutor(2) as programs:
            found = [each.result() for each in [programs.submit(come) for _ in range(2)]]
        assert found == [[(FORM.newest,), (1,)]] * 2


def test_programs_that_open_a_copy_put_back_in_the_same_moment_all_go_on(tmp_path: Path) -> None:
    """It has no write-ahead log yet: the one that SQLite does not let give it one waits for the other."""
    first = tmp_path / "first.sqlite"
    open_store(first).close()
    with closing(sqlite3.connect(first)) as plain:
        assert plain.execute("PRAGMA journal_mode = DELETE").fetchone() == ("delete",)
    for turn in range(100):
        place = tmp_path / f"{turn}.sqlite"
        shutil.copy(first, place)
        together = Barrier(3)

        def come(place: Path = place, together: Barrier = together) -> object:
            together.wait()
            store = open_store(place)
            try:
                return store.rows("PRAGMA journal_mode")
            finally:
                store.close()

        with ThreadPoolExecutor(3) as programs:
            assert [each.result() for each in [programs.submit(come) for _ in range(3)]] == [[("wal",)]] * 3


def _migrate(database: peewee.SqliteDatabase, form: int, migrations: Path = FORM.migrations) -> None:
    """Run the scripts up to a form, and note them as the runner does."""
    places = sorted(migrations.glob("0*.py"))[:form]
    Runner(database, str(migrations)).up(places[-1].stem)
    database.execute_sql(f"PRAGMA user_version = {form}")
    database.close()
