"""First form of a kiosk's database. Frozen: later changes are later scripts."""

_STATEMENTS = (
    # The journal, which is also the outbox. An erased payload is NULL; its digest stays in the chain.
    """CREATE TABLE entry (
        epoch INTEGER NOT NULL, seq INTEGER NOT NULL, kind TEXT NOT NULL, version INTEGER NOT NULL,
        at_us INTEGER NOT NULL, boot BLOB NOT NULL, elapsed_us INTEGER NOT NULL, payload BLOB,
        payload_digest BLOB NOT NULL, previous BLOB NOT NULL, digest BLOB NOT NULL,
        PRIMARY KEY (epoch, seq)) WITHOUT ROWID""",
    """CREATE TABLE acknowledged (
        epoch INTEGER PRIMARY KEY, seq INTEGER NOT NULL, digest BLOB NOT NULL, at_us INTEGER NOT NULL)""",
    """CREATE TABLE attempt (
        id TEXT PRIMARY KEY, state TEXT NOT NULL, seed BLOB NOT NULL, drawn_on TEXT NOT NULL,
        pack_id TEXT NOT NULL, pack_version INTEGER NOT NULL, unit TEXT NOT NULL, language TEXT NOT NULL,
        label TEXT NOT NULL, masked_number TEXT NOT NULL, fingerprint BLOB NOT NULL, limit_s INTEGER NOT NULL,
        started_at_us INTEGER NOT NULL, started_boot BLOB NOT NULL, started_elapsed_us INTEGER NOT NULL,
        prediction INTEGER, ended_us INTEGER, points INTEGER, correct INTEGER)""",
    "CREATE INDEX attempt_state ON attempt (state)",
    "CREATE INDEX attempt_fingerprint ON attempt (fingerprint)",
    """CREATE TABLE answer (
        attempt TEXT NOT NULL REFERENCES attempt (id), question TEXT NOT NULL, choice INTEGER NOT NULL,
        at_us INTEGER NOT NULL, PRIMARY KEY (attempt, question)) WITHOUT ROWID""",
    """CREATE TABLE flag (
        attempt TEXT NOT NULL REFERENCES attempt (id), question TEXT NOT NULL,
        PRIMARY KEY (attempt, question)) WITHOUT ROWID""",
    """CREATE TABLE receipt (
        number INTEGER PRIMARY KEY, attempt TEXT NOT NULL UNIQUE REFERENCES attempt (id), code TEXT NOT NULL UNIQUE,
        text TEXT NOT NULL, issued_at_us INTEGER NOT NULL, copies INTEGER NOT NULL)""",
    """CREATE TABLE document (
        payload_type TEXT NOT NULL, number INTEGER NOT NULL, envelope BLOB NOT NULL,
        PRIMARY KEY (payload_type, number))""",
    "CREATE TABLE enrolment (id INTEGER PRIMARY KEY CHECK (id = 1), envelope BLOB NOT NULL)",
    """CREATE TABLE sync_state (
        id INTEGER PRIMARY KEY CHECK (id = 1), succeeded_at_us INTEGER, tried_at_us INTEGER, error TEXT NOT NULL)""",
    """CREATE TABLE staff_tries (
        id INTEGER PRIMARY KEY CHECK (id = 1), wrong INTEGER NOT NULL, free_at_us INTEGER NOT NULL)""",
    "INSERT INTO sync_state VALUES (1, NULL, NULL, '')",
    "INSERT INTO staff_tries VALUES (1, 0, 0)",
)


def up(migrator, db):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201, ARG001, D103 - the runner's own signature
    for statement in _STATEMENTS:
        db.execute_sql(statement)
