"""What the staff's console needs: days with pauses, wrong PINs from the journal, who is helped, queue tickets, a day's counts."""

_STATEMENTS = (
    "DROP INDEX entry_day",
    "CREATE INDEX entry_day ON entry (epoch, seq) WHERE kind IN ('kiosk_opened', 'kiosk_paused', 'kiosk_closed')",
    "CREATE INDEX entry_staff ON entry (epoch, seq) WHERE kind IN ('staff_signed_in', 'staff_refused')",
    # The journal alone says how many wrong PINs there were: a second count could be put back.
    "DROP TABLE staff_tries",
    "ALTER TABLE attempt ADD COLUMN is_assisted INTEGER NOT NULL DEFAULT 0",
    """CREATE TABLE queue_ticket (
        day TEXT NOT NULL, number INTEGER NOT NULL, issued_at_us INTEGER NOT NULL, called_at_us INTEGER,
        PRIMARY KEY (day, number)) WITHOUT ROWID""",
    # The counts of the day up to an entry, so that a page that shows them reads only what came since.
    """CREATE TABLE day_tally (
        id INTEGER PRIMARY KEY CHECK (id = 1), began_epoch INTEGER NOT NULL, began_seq INTEGER NOT NULL,
        epoch INTEGER NOT NULL, seq INTEGER NOT NULL, tally BLOB NOT NULL)""",
)


def up(migrator, db):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201, ARG001, D103 - the runner's own signature
    for statement in _STATEMENTS:
        db.execute_sql(statement)
