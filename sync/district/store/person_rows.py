"""Rows of the people who work at the district: their logins, web sessions, wrong passwords, and what they did."""

from msgspec import Struct

from sync.district.store.database import Store


class PersonRow(Struct, frozen=True):
    """One login."""

    login: str
    name: str
    role: str
    password_hash: str
    added_at_us: int


class SessionRow(Struct, frozen=True):
    """One signed-in browser, known by the digest of its cookie."""

    digest: bytes
    login: str
    began_at_us: int
    seen_at_us: int


class TryRow(Struct, frozen=True):
    """Wrong passwords in a row from one source, and the moment from which the next try is heard."""

    wrong: int
    free_at_us: int


class AuditRow(Struct, frozen=True):
    """Who did what to what, and when."""

    at_us: int
    who: str
    act: str
    about: str


def insert_person(store: Store, row: PersonRow) -> None:
    """Store a new login. Only inside a transaction."""
    store.execute(
        "INSERT INTO person (login, name, role, password_hash, added_at_us) VALUES (?, ?, ?, ?, ?)",
        row.login, row.name, row.role, row.password_hash, row.added_at_us,
    )  # fmt: skip


def read_person(store: Store, login: str) -> PersonRow | None:
    """Give one login, or None."""
    rows = store.rows("SELECT login, name, role, password_hash, added_at_us FROM person WHERE login = ?", login)
    return PersonRow(*rows[0]) if rows else None


def count_persons(store: Store) -> int:
    """Give how many logins there are."""
    return int(store.rows("SELECT count(*) FROM person")[0][0])


def insert_session(store: Store, row: SessionRow) -> None:
    """Store a new web session. Only inside a transaction."""
    store.execute(
        "INSERT INTO web_session (digest, login, began_at_us, seen_at_us) VALUES (?, ?, ?, ?)",
        row.digest, row.login, row.began_at_us, row.seen_at_us,
    )  # fmt: skip


def read_session(store: Store, digest: bytes) -> tuple[SessionRow, PersonRow] | None:
    """Give one web session and whose it is, or None."""
    rows = store.rows(
        "SELECT digest, web_session.login, began_at_us, seen_at_us, person.login, name, role, password_hash, added_at_us"
        " FROM web_session JOIN person ON person.login = web_session.login WHERE digest = ?",
        digest,
    )
    return (SessionRow(*rows[0][:4]), PersonRow(*rows[0][4:])) if rows else None


def note_seen(store: Store, digest: bytes, at_us: int) -> None:
    """Note that a web session was used. Only inside a transaction."""
    store.execute("UPDATE web_session SET seen_at_us = ? WHERE digest = ?", at_us, digest)


def delete_session(store: Store, digest: bytes) -> None:
    """End a web session. Only inside a transaction."""
    store.execute("DELETE FROM web_session WHERE digest = ?", digest)


def delete_old_sessions(store: Store, seen_before_us: int, began_before_us: int) -> None:
    """Drop web sessions that are over. Only inside a transaction."""
    store.execute("DELETE FROM web_session WHERE seen_at_us < ? OR began_at_us < ?", seen_before_us, began_before_us)


def read_tries(store: Store, source: str) -> TryRow:
    """Give the wrong passwords so far from one source."""
    rows = store.rows("SELECT wrong, free_at_us FROM login_try WHERE source = ?", source)
    return TryRow(*rows[0]) if rows else TryRow(0, 0)


def save_tries(store: Store, source: str, row: TryRow) -> None:
    """Store the wrong passwords so far. Only inside a transaction."""
    store.execute(
        "INSERT INTO login_try (source, wrong, free_at_us) VALUES (?, ?, ?) ON CONFLICT (source) DO UPDATE SET"
        " wrong = excluded.wrong, free_at_us = excluded.free_at_us",
        source, row.wrong, row.free_at_us,
    )  # fmt: skip


def delete_tries(store: Store, source: str) -> None:
    """Forget the wrong passwords of one source. Only inside a transaction."""
    store.execute("DELETE FROM login_try WHERE source = ?", source)


def write_audit(store: Store, row: AuditRow) -> None:
    """Store what someone did. Only inside a transaction."""
    store.execute(
        "INSERT INTO audit (at_us, who, act, about) VALUES (?, ?, ?, ?)", row.at_us, row.who, row.act, row.about
    )


def newest_audit(store: Store, limit: int) -> tuple[AuditRow, ...]:
    """Give what was done last, newest first."""
    rows = store.rows("SELECT at_us, who, act, about FROM audit ORDER BY at_us DESC LIMIT ?", limit)
    return tuple(AuditRow(*row) for row in rows)
