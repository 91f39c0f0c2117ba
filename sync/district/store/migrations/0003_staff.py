"""Technicians beside officers, cards of staff, and the time staff added to an attempt."""

_STATEMENTS = (
    "ALTER TABLE ticket ADD COLUMN technician_pin_hash TEXT NOT NULL DEFAULT ''",
    # NULL: a member without a card.
    "ALTER TABLE officer ADD COLUMN card_digest BLOB",
    # NULL: the limit of the attempt's pack.
    "ALTER TABLE attempt ADD COLUMN limit_s BIGINT",
)


def up(migrator, db):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201, ARG001, D103 - the runner's own signature
    for statement in _STATEMENTS:
        db.execute_sql(statement)
