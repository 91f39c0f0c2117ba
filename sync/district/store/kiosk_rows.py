"""Rows of kiosks, of the tickets that enrol them, and of alarms about them."""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from sync.district.store.database import Store

_KIOSK: Final = (
    "id, unit, unit_code, name, public, certificate, enrolled_at_us, revoked_at_us, seen_at_us, offset_us, is_waiting,"
    " is_open"
)
_TICKET: Final = (
    "digest, unit, unit_code, url, pin_hash, issued_by, issued_at_us, expires_at_us, used_at_us, kiosk,"
    " technician_pin_hash"
)


class KioskRow(Struct, frozen=True):
    """One kiosk. `offset_us`: how far its clock was ahead at the last contact over a network, None when never measured.

    `is_waiting`: whether it had more to send after its last batch. `is_open`: whether its day was open then.
    """

    id: str
    unit: str
    unit_code: str
    name: str
    public: bytes
    certificate: bytes
    enrolled_at_us: int
    revoked_at_us: int | None = None
    seen_at_us: int | None = None
    offset_us: int | None = None
    is_waiting: int = 0
    is_open: int = 0


class TicketRow(Struct, frozen=True):
    """One ticket, known by the digest of its secret; `pin_hash` is that of the first officer's PIN, beside it the technician's."""

    digest: bytes
    unit: str
    unit_code: str
    url: str
    pin_hash: str
    issued_by: str
    issued_at_us: int
    expires_at_us: int
    used_at_us: int | None = None
    kiosk: str | None = None
    technician_pin_hash: str = ""


class AlarmRow(Struct, frozen=True):
    """Something staff must look at: where in which journal, and why. `facts` is JSON."""

    kiosk: str
    epoch: int
    seq: int
    code: str
    facts: str
    at_us: int


def insert_kiosk(store: Store, row: KioskRow) -> None:
    """Store a new kiosk. Only inside a transaction."""
    store.execute(
        f"INSERT INTO kiosk ({_KIOSK}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 - constant columns
        row.id, row.unit, row.unit_code, row.name, row.public, row.certificate, row.enrolled_at_us, row.revoked_at_us,
        row.seen_at_us, row.offset_us, row.is_waiting, row.is_open,
    )  # fmt: skip


def read_kiosk(store: Store, kiosk: str) -> KioskRow | None:
    """Give one kiosk, or None."""
    rows = store.rows(f"SELECT {_KIOSK} FROM kiosk WHERE id = ?", kiosk)  # noqa: S608 - constant columns
    return KioskRow(*rows[0]) if rows else None


def newest_of_kinds(store: Store, kiosk: str, kinds: Sequence[str]) -> tuple[str, int] | None:
    """Give kind and moment (microseconds, the kiosk's clock) of a kiosk's newest entry of one of `kinds`, None without any."""
    places = ", ".join("?" for _ in kinds)
    rows = store.rows(
        f"SELECT kind, at_us FROM entry WHERE kiosk = ? AND kind IN ({places}) ORDER BY epoch DESC, seq DESC LIMIT 1",  # noqa: S608 - only places for values
        kiosk, *kinds,
    )  # fmt: skip
    return (str(rows[0][0]), int(rows[0][1])) if rows else None


def kiosk_with_key(store: Store, public: bytes) -> KioskRow | None:
    """Give the kiosk that owns a public key, or None."""
    rows = store.rows(f"SELECT {_KIOSK} FROM kiosk WHERE public = ?", public)  # noqa: S608 - constant columns
    return KioskRow(*rows[0]) if rows else None


def all_kiosks(store: Store) -> tuple[KioskRow, ...]:
    """Give every kiosk, by unit and id."""
    rows = store.rows(f"SELECT {_KIOSK} FROM kiosk ORDER BY unit_code, id")  # noqa: S608 - constant columns
    return tuple(KioskRow(*row) for row in rows)


def note_contact(store: Store, kiosk: str, at_us: int, offset_us: int | None) -> KioskRow:
    """Note that a known kiosk was heard, and give it as it is now; `offset_us` None leaves the known offset.

    Only inside a transaction. Being the first statement of a receipt, it also makes senders of one kiosk wait for one another on a
    PostgreSQL server.
    """
    (row,) = store.rows(
        f"UPDATE kiosk SET seen_at_us = ?, offset_us = coalesce(?, offset_us) WHERE id = ? RETURNING {_KIOSK}",  # noqa: S608 - constant columns
        at_us, offset_us, kiosk,
    )  # fmt: skip
    return KioskRow(*row)


def hold_kiosks(store: Store) -> None:
    """Let nothing be received from any kiosk until this transaction ends. Only inside a transaction, as its first statement."""
    store.execute("UPDATE kiosk SET is_waiting = is_waiting")


def note_waiting(store: Store, kiosk: str, *, is_waiting: bool) -> None:
    """Note whether a kiosk has more to send. Only inside a transaction."""
    store.execute("UPDATE kiosk SET is_waiting = ? WHERE id = ?", int(is_waiting), kiosk)


def note_open(store: Store, kiosk: str, *, is_open: bool) -> None:
    """Note whether a kiosk's day is open. Only inside a transaction."""
    store.execute("UPDATE kiosk SET is_open = ? WHERE id = ?", int(is_open), kiosk)


def note_revoked(store: Store, kiosk: str, at_us: int) -> bool:
    """Revoke a kiosk and tell whether it was in force before. Only inside a transaction."""
    return store.execute("UPDATE kiosk SET revoked_at_us = ? WHERE id = ? AND revoked_at_us IS NULL", at_us, kiosk) == 1


def insert_ticket(store: Store, row: TicketRow) -> None:
    """Store a new ticket. Only inside a transaction."""
    store.execute(
        f"INSERT INTO ticket ({_TICKET}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 - constant columns
        row.digest, row.unit, row.unit_code, row.url, row.pin_hash, row.issued_by, row.issued_at_us, row.expires_at_us,
        row.used_at_us, row.kiosk, row.technician_pin_hash,
    )  # fmt: skip


def read_ticket(store: Store, digest: bytes) -> TicketRow | None:
    """Give the ticket whose secret has this digest, or None."""
    rows = store.rows(f"SELECT {_TICKET} FROM ticket WHERE digest = ?", digest)  # noqa: S608 - constant columns
    return TicketRow(*rows[0]) if rows else None


def use_ticket(store: Store, digest: bytes, kiosk: str, at_us: int) -> bool:
    """Use a ticket up and tell whether it was still good: of any number of kiosks at once, one. Only inside a transaction."""
    changed = store.execute(
        "UPDATE ticket SET used_at_us = ?, kiosk = ? WHERE digest = ? AND used_at_us IS NULL AND expires_at_us > ?",
        at_us, kiosk, digest, at_us,
    )  # fmt: skip
    return changed == 1


def raise_alarm(store: Store, row: AlarmRow) -> None:
    """Store an alarm; the same one raised again stays one. Only inside a transaction."""
    store.execute(
        "INSERT INTO alarm (kiosk, epoch, seq, code, facts, at_us) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        row.kiosk, row.epoch, row.seq, row.code, row.facts, row.at_us,
    )  # fmt: skip


def newest_alarms(store: Store, limit: int) -> tuple[AlarmRow, ...]:
    """Give the newest alarms, newest first."""
    rows = store.rows(
        "SELECT kiosk, epoch, seq, code, facts, at_us FROM alarm ORDER BY at_us DESC, kiosk, epoch, seq LIMIT ?", limit
    )
    return tuple(AlarmRow(*row) for row in rows)


def alarms_of_code(store: Store, code: str) -> tuple[AlarmRow, ...]:
    """Give every alarm of one code."""
    rows = store.rows("SELECT kiosk, epoch, seq, code, facts, at_us FROM alarm WHERE code = ?", code)
    return tuple(AlarmRow(*row) for row in rows)


def drop_alarm(store: Store, row: AlarmRow) -> None:
    """Take away an alarm whose cause is gone. Only inside a transaction."""
    store.execute(
        "DELETE FROM alarm WHERE kiosk = ? AND epoch = ? AND seq = ? AND code = ?",
        row.kiosk,
        row.epoch,
        row.seq,
        row.code,
    )


def count_alarms(store: Store, code: str = "") -> int:
    """Give how many alarms there are, of one code or of any."""
    return int(store.rows("SELECT count(*) FROM alarm WHERE ? IN ('', code)", code)[0][0])
