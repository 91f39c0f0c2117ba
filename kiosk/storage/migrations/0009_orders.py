"""An index of what became of the district's orders, so that the newest is found in a long journal."""


def up(migrator, db):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201, ARG001, D103 - the runner's own signature
    db.execute_sql("CREATE INDEX entry_orders ON entry (epoch, seq) WHERE kind IN ('order_obeyed', 'order_refused')")
