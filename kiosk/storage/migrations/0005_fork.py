"""Where an epoch of this kiosk parts from the history the district has of it: complete up to there, whatever follows."""

_STATEMENT = "CREATE TABLE fork (epoch INTEGER PRIMARY KEY, seq INTEGER NOT NULL)"


def up(migrator, db):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201, ARG001, D103 - the runner's own signature
    db.execute_sql(_STATEMENT)
