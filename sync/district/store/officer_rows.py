"""Rows of the units' staff beyond what an enrolment writes: all of them, one of them, a new PIN, a new card."""

from sync.district.store.database import Store
from sync.district.store.kiosk_rows import OfficerRow


def all_officers(store: Store) -> tuple[OfficerRow, ...]:
    """Give the staff of every unit, in the order they were added."""
    rows = store.rows(
        "SELECT id, unit, name, role, pin_hash, added_at_us, coalesce(card_digest, ?) FROM officer"
        " ORDER BY unit, added_at_us, id",
        b"",
    )
    return tuple(OfficerRow(*row) for row in rows)


def read_officer(store: Store, officer: str) -> OfficerRow | None:
    """Give one member of a unit's staff, or None."""
    rows = store.rows(
        "SELECT id, unit, name, role, pin_hash, added_at_us, coalesce(card_digest, ?) FROM officer WHERE id = ?",
        b"",
        officer,
    )
    return OfficerRow(*rows[0]) if rows else None


def replace_pin(store: Store, officer: str, pin_hash: str) -> None:
    """Let another PIN open for a member, and no earlier one. Only inside a transaction."""
    store.execute("UPDATE officer SET pin_hash = ? WHERE id = ?", pin_hash, officer)


def replace_card(store: Store, officer: str, card_digest: bytes) -> None:
    """Let another card open for a member, and no earlier one. Only inside a transaction."""
    store.execute("UPDATE officer SET card_digest = ? WHERE id = ?", card_digest, officer)
