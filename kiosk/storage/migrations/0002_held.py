"""How far the district held the journal on which of its own days: what decides when sealed people are erased here."""

_STATEMENT = """CREATE TABLE held (
    epoch INTEGER NOT NULL, district_day INTEGER NOT NULL, seq INTEGER NOT NULL,
    PRIMARY KEY (epoch, district_day)) WITHOUT ROWID"""


def up(migrator, db):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201, ARG001, D103 - the runner's own signature
    db.execute_sql(_STATEMENT)
