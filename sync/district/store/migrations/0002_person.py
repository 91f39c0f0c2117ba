"""Finding the attempts of a person at once: whose are used up is told to every kiosk."""

_STATEMENTS = ("CREATE INDEX attempt_person ON attempt (fingerprint)",)


def up(migrator, db):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201, ARG001, D103 - the runner's own signature
    for statement in _STATEMENTS:
        db.execute_sql(statement)
