"""Which numbers of documents kiosks hold that this database does not know: a copy was put back."""


def up(migrator, db):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201, ARG001, D103 - the runner's own signature
    db.execute_sql("CREATE TABLE document_seen (payload_type TEXT PRIMARY KEY, number BIGINT NOT NULL)")
