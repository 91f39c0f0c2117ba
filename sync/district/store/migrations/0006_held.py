"""Which documents each kiosk holds, as it said last."""


def up(migrator, db):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201, ARG001, D103 - the runner's own signature
    db.execute_sql(
        "CREATE TABLE document_held (kiosk TEXT NOT NULL REFERENCES kiosk (id), payload_type TEXT NOT NULL,"
        " number BIGINT NOT NULL, PRIMARY KEY (kiosk, payload_type))"
    )
