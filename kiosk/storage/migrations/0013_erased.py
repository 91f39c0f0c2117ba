"""How far each epoch was looked through for what is to be erased: done once, it need not be read again every quarter of an hour."""

_STATEMENT = "CREATE TABLE erased (epoch INTEGER PRIMARY KEY, seq INTEGER NOT NULL)"


def up(migrator, db):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201, ARG001, D103 - the runner's own signature
    db.execute_sql(_STATEMENT)
