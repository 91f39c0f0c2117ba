"""First form of a district's database. Frozen: later changes are later scripts."""

_STATEMENTS = (
    """CREATE TABLE kiosk (
        id TEXT PRIMARY KEY, unit TEXT NOT NULL, unit_code TEXT NOT NULL, name TEXT NOT NULL, public BLOB NOT NULL UNIQUE,
        certificate BLOB NOT NULL, enrolled_at_us BIGINT NOT NULL, revoked_at_us BIGINT, seen_at_us BIGINT,
        offset_us BIGINT, is_waiting BIGINT NOT NULL, is_open BIGINT NOT NULL)""",
    # Tickets and web sessions are kept as digests: who reads this file can use neither.
    """CREATE TABLE ticket (
        digest BLOB PRIMARY KEY, unit TEXT NOT NULL, unit_code TEXT NOT NULL, url TEXT NOT NULL, pin_hash TEXT NOT NULL,
        issued_by TEXT NOT NULL, issued_at_us BIGINT NOT NULL, expires_at_us BIGINT NOT NULL, used_at_us BIGINT,
        kiosk TEXT REFERENCES kiosk (id))""",
    """CREATE TABLE officer (
        id TEXT PRIMARY KEY, unit TEXT NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL, pin_hash TEXT NOT NULL,
        added_at_us BIGINT NOT NULL)""",
    "CREATE INDEX officer_unit ON officer (unit)",
    # Every journal of every kiosk, append-only. An erased payload is NULL; its digest stays in the chain.
    """CREATE TABLE entry (
        kiosk TEXT NOT NULL REFERENCES kiosk (id), epoch BIGINT NOT NULL, seq BIGINT NOT NULL, kind TEXT NOT NULL,
        version BIGINT NOT NULL, at_us BIGINT NOT NULL, boot BLOB NOT NULL, elapsed_us BIGINT NOT NULL, payload BLOB,
        payload_digest BLOB NOT NULL, previous BLOB NOT NULL, digest BLOB NOT NULL, received_at_us BIGINT NOT NULL,
        PRIMARY KEY (kiosk, epoch, seq))""",
    # What is kept but does not count: entries of revoked kiosks, and the other history of a forked journal.
    """CREATE TABLE quarantine (
        kiosk TEXT NOT NULL REFERENCES kiosk (id), epoch BIGINT NOT NULL, seq BIGINT NOT NULL, kind TEXT NOT NULL,
        version BIGINT NOT NULL, at_us BIGINT NOT NULL, boot BLOB NOT NULL, elapsed_us BIGINT NOT NULL, payload BLOB,
        payload_digest BLOB NOT NULL, previous BLOB NOT NULL, digest BLOB NOT NULL, received_at_us BIGINT NOT NULL,
        reason TEXT NOT NULL, PRIMARY KEY (kiosk, epoch, seq, digest))""",
    """CREATE TABLE alarm (
        kiosk TEXT NOT NULL REFERENCES kiosk (id), epoch BIGINT NOT NULL, seq BIGINT NOT NULL, code TEXT NOT NULL,
        facts TEXT NOT NULL, at_us BIGINT NOT NULL, PRIMARY KEY (kiosk, epoch, seq, code))""",
    # What the entries say, attempt by attempt: can be made again from them at any time.
    """CREATE TABLE attempt (
        kiosk TEXT NOT NULL REFERENCES kiosk (id), attempt TEXT NOT NULL, state TEXT NOT NULL, how TEXT NOT NULL,
        unit TEXT NOT NULL, grp TEXT NOT NULL, age_group TEXT NOT NULL, language TEXT NOT NULL, papers TEXT NOT NULL,
        pack TEXT NOT NULL, pack_version BIGINT NOT NULL, seed BLOB NOT NULL, drawn_on TEXT NOT NULL,
        fingerprint BLOB NOT NULL, label TEXT NOT NULL, masked_number TEXT NOT NULL, warnings TEXT NOT NULL,
        is_assisted BIGINT NOT NULL, started_at_us BIGINT NOT NULL, started_true_us BIGINT NOT NULL, ended_at_us BIGINT,
        ended_true_us BIGINT, duration_us BIGINT, prediction BIGINT, claimed_points BIGINT, claimed_correct BIGINT,
        points BIGINT, correct BIGINT, question_count BIGINT, differs BIGINT NOT NULL, void_reason TEXT NOT NULL,
        PRIMARY KEY (kiosk, attempt))""",
    "CREATE INDEX attempt_started ON attempt (started_true_us)",
    "CREATE INDEX attempt_unit ON attempt (unit, state)",
    """CREATE TABLE receipt (
        code TEXT PRIMARY KEY, kiosk TEXT NOT NULL REFERENCES kiosk (id), number BIGINT NOT NULL, attempt TEXT NOT NULL,
        issued_at_us BIGINT NOT NULL, issued_true_us BIGINT NOT NULL)""",
    "CREATE INDEX receipt_attempt ON receipt (kiosk, attempt)",
    # `about`: the pack's id, the roster's unit, or nothing.
    """CREATE TABLE document (
        payload_type TEXT NOT NULL, about TEXT NOT NULL, number BIGINT NOT NULL, envelope BLOB NOT NULL,
        issued_at_us BIGINT NOT NULL, PRIMARY KEY (payload_type, about, number))""",
    """CREATE TABLE person (
        login TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, password_hash TEXT NOT NULL,
        added_at_us BIGINT NOT NULL)""",
    """CREATE TABLE web_session (
        digest BLOB PRIMARY KEY, login TEXT NOT NULL REFERENCES person (login), began_at_us BIGINT NOT NULL,
        seen_at_us BIGINT NOT NULL)""",
    "CREATE TABLE login_try (source TEXT PRIMARY KEY, wrong BIGINT NOT NULL, free_at_us BIGINT NOT NULL)",
    "CREATE TABLE audit (at_us BIGINT NOT NULL, who TEXT NOT NULL, act TEXT NOT NULL, about TEXT NOT NULL)",
    "CREATE INDEX audit_at ON audit (at_us)",
)


def up(migrator, db):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201, ARG001, D103 - the runner's own signature
    for statement in _STATEMENTS:
        db.execute_sql(statement)
