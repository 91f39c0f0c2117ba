"""In which epoch a kiosk issued a receipt: written before its number from the second on. Earlier kiosks wrote none."""


def up(migrator, db):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201, ARG001, D103 - the runner's own signature
    db.execute_sql("ALTER TABLE receipt ADD COLUMN epoch BIGINT NOT NULL DEFAULT 1")
