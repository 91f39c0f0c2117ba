"""What a morning's readiness needs: the newest checks found without reading the journal, and the clock beside the district's."""

_STATEMENTS = (
    "CREATE INDEX entry_readiness ON entry (epoch, seq) WHERE kind = 'readiness_checked'",
    # The district's clock minus this kiosk's, as the last round over the network found it; NULL before the first.
    "ALTER TABLE sync_state ADD COLUMN offset_us INTEGER",
    "ALTER TABLE sync_state ADD COLUMN offset_at_us INTEGER",
)


def up(migrator, db):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201, ARG001, D103 - the runner's own signature
    for statement in _STATEMENTS:
        db.execute_sql(statement)
