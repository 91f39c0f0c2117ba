"""Rows of what kiosks hold of the district's documents, as they said last: a number for each kiosk and type."""

from sync.district.store.database import Store


def held_by(store: Store, kiosk: str) -> dict[str, int]:
    """Give the number a kiosk said last of each type; empty for one that never said any."""
    rows = store.rows("SELECT payload_type, number FROM document_held WHERE kiosk = ?", kiosk)
    return {str(payload_type): int(number) for payload_type, number in rows}


def held_by_all(store: Store) -> dict[str, dict[str, int]]:
    """Give the same of every kiosk that ever said any."""
    held: dict[str, dict[str, int]] = {}
    for kiosk, payload_type, number in store.rows("SELECT kiosk, payload_type, number FROM document_held"):
        held.setdefault(str(kiosk), {})[str(payload_type)] = int(number)
    return held


def save_held(store: Store, kiosk: str, payload_type: str, number: int) -> None:
    """Keep what a kiosk holds of a type. Only inside a transaction."""
    store.execute(
        "INSERT INTO document_held (kiosk, payload_type, number) VALUES (?, ?, ?)"
        " ON CONFLICT (kiosk, payload_type) DO UPDATE SET number = excluded.number",
        kiosk, payload_type, number,
    )  # fmt: skip
