"""In which epoch a receipt was issued: written before its number from the second on. Earlier programs wrote none."""

_STATEMENT = "ALTER TABLE receipt ADD COLUMN epoch INTEGER NOT NULL DEFAULT 1"


def up(migrator, db):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201, ARG001, D103 - the runner's own signature
    db.execute_sql(_STATEMENT)
