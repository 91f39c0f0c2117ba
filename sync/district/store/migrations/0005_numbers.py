"""One document of a type to a number, whatever it is about: two programs that count at once are told apart."""


def up(migrator, db):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201, ARG001, D103 - the runner's own signature
    db.execute_sql("CREATE UNIQUE INDEX document_number ON document (payload_type, number)")
