"""Copies of receipts on their way to paper: noted before they are sent, so that a power cut does not hide them."""

_STATEMENT = """CREATE TABLE copy_underway (receipt INTEGER NOT NULL, copy INTEGER NOT NULL, by TEXT NOT NULL,
    is_cut INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (receipt, copy)) WITHOUT ROWID"""


def up(migrator, db):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201, ARG001, D103 - the runner's own signature
    db.execute_sql(_STATEMENT)
