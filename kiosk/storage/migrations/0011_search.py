"""What the console looks for in a long journal, by kind or by day, and its count of receipts: each without reading the rest."""

_STATEMENTS = (
    # All but what every attempt writes. Kinds that come later lie in it too: it only grows a little.
    """CREATE INDEX entry_rare ON entry (epoch, seq, kind) WHERE kind NOT IN ('attempt_started', 'attempt_finished',
        'attempt_abandoned', 'essay_written', 'receipt_issued', 'receipt_printed')""",
    "CREATE INDEX entry_moment ON entry (at_us, kind)",
    # Narrow, where the table itself holds the text of every receipt.
    "CREATE INDEX receipt_number ON receipt (number)",
)


def up(migrator, db):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201, ARG001, D103 - the runner's own signature
    for statement in _STATEMENTS:
        db.execute_sql(statement)
