"""Finding at once whether the kiosk is in practice, however long the journal is."""

_STATEMENT = "CREATE INDEX entry_practice ON entry (epoch, seq) WHERE kind IN ('practice_started', 'practice_ended')"


def up(migrator, db):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201, ARG001, D103 - the runner's own signature
    db.execute_sql(_STATEMENT)
