"""When an attempt was last known to run, and its essay: sealed parts, each replaced at every saving, or the number of a sheet."""

_STATEMENTS = (
    "ALTER TABLE attempt ADD COLUMN seen_at_us INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE attempt ADD COLUMN seen_boot BLOB NOT NULL DEFAULT x''",
    "ALTER TABLE attempt ADD COLUMN seen_elapsed_us INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE attempt ADD COLUMN seen_us INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE attempt ADD COLUMN essay_paper TEXT NOT NULL DEFAULT ''",
    # What was known of older attempts is their start.
    "UPDATE attempt SET seen_at_us = started_at_us, seen_boot = started_boot, seen_elapsed_us = started_elapsed_us",
    """CREATE TABLE essay_part (
        attempt TEXT NOT NULL REFERENCES attempt (id), part INTEGER NOT NULL, words INTEGER NOT NULL, sealed BLOB NOT NULL,
        PRIMARY KEY (attempt, part))""",
)


def up(migrator, db):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201, ARG001, D103 - the runner's own signature
    for statement in _STATEMENTS:
        db.execute_sql(statement)
