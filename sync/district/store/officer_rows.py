"""Rows of the units' staff: who may open the staff corner of the kiosks of a unit."""

from typing import Final

from msgspec import Struct

from sync.district.store.database import Store

_OFFICER: Final = "id, unit, name, role, pin_hash, added_at_us, coalesce(card_digest, ?)"


class OfficerRow(Struct, frozen=True):
    """A member of a unit's staff who may open the staff corner of its kiosks; `card_digest` b"" without a card."""

    id: str
    unit: str
    name: str
    role: str
    pin_hash: str
    added_at_us: int
    card_digest: bytes = b""


def insert_officer(store: Store, row: OfficerRow) -> None:
    """Store a new officer. Only inside a transaction."""
    store.execute(
        "INSERT INTO officer (id, unit, name, role, pin_hash, added_at_us, card_digest) VALUES (?, ?, ?, ?, ?, ?, ?)",
        row.id, row.unit, row.name, row.role, row.pin_hash, row.added_at_us, row.card_digest or None,
    )  # fmt: skip


def delete_officer(store: Store, officer: str) -> str | None:
    """Take an officer away and give their unit, None when there was none. Only inside a transaction."""
    rows = store.rows("SELECT unit FROM officer WHERE id = ?", officer)
    store.execute("DELETE FROM officer WHERE id = ?", officer)
    return str(rows[0][0]) if rows else None


def officers_of(store: Store, unit: str) -> tuple[OfficerRow, ...]:
    """Give the staff of a unit, in the order they were added."""
    return _officers(store, "WHERE unit = ? ORDER BY added_at_us, id", unit)


def all_officers(store: Store) -> tuple[OfficerRow, ...]:
    """Give the staff of every unit, in the order they were added."""
    return _officers(store, "ORDER BY unit, added_at_us, id")


def read_officer(store: Store, officer: str) -> OfficerRow | None:
    """Give one member of a unit's staff, or None."""
    found = _officers(store, "WHERE id = ?", officer)
    return found[0] if found else None


def replace_pin(store: Store, officer: str, pin_hash: str) -> None:
    """Let another PIN open for a member, and no earlier one. Only inside a transaction."""
    store.execute("UPDATE officer SET pin_hash = ? WHERE id = ?", pin_hash, officer)


def replace_card(store: Store, officer: str, card_digest: bytes) -> None:
    """Let another card open for a member, and no earlier one. Only inside a transaction."""
    store.execute("UPDATE officer SET card_digest = ? WHERE id = ?", card_digest, officer)


def _officers(store: Store, which: str, *values: object) -> tuple[OfficerRow, ...]:
    rows = store.rows(f"SELECT {_OFFICER} FROM officer {which}", b"", *values)  # noqa: S608 - constant words
    return tuple(OfficerRow(*row) for row in rows)
