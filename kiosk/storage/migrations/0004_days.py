"""Finding the newest opening or closing of the day at once, however long the journal is."""

_STATEMENTS = ("CREATE INDEX entry_day ON entry (epoch, seq) WHERE kind IN ('kiosk_opened', 'kiosk_closed')",)


def up(migrator, db):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201, ARG001, D103 - the runner's own signature
    for statement in _STATEMENTS:
        db.execute_sql(statement)
