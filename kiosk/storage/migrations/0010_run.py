"""The run of the program that is under way: set when it starts and cleared when it ends in order, so that a cut is seen."""

_STATEMENT = "CREATE TABLE run (id INTEGER PRIMARY KEY CHECK (id = 1), began_at_us INTEGER NOT NULL)"


def up(migrator, db):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201, ARG001, D103 - the runner's own signature
    db.execute_sql(_STATEMENT)
