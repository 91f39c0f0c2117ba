"""Rows about the kiosk itself: its enrolment, signed documents, the state of sync."""

from collections.abc import Iterator

from msgspec import Struct

from kiosk.storage.database import Store


class SyncRow(Struct, frozen=True):
    """When a sync last succeeded and was last tried (microseconds since 1970, None for never), and the last error code."""

    succeeded_at_us: int | None
    tried_at_us: int | None
    error: str


def read_enrolment(store: Store) -> bytes | None:
    """Give the enrolment envelope, None on a kiosk that is not enrolled."""
    rows = store.rows("SELECT envelope FROM enrolment")
    return bytes(rows[0][0]) if rows else None


def write_enrolment(store: Store, envelope: bytes) -> None:
    """Store the enrolment. Only inside a transaction."""
    store.execute("INSERT OR REPLACE INTO enrolment VALUES (1, ?)", envelope)


def save_document(store: Store, payload_type: str, number: int, envelope: bytes) -> None:
    """Keep a signed document beside earlier ones of its type. Only inside a transaction."""
    store.execute("INSERT OR IGNORE INTO document VALUES (?, ?, ?)", payload_type, number, envelope)


def newest_document(store: Store, payload_type: str) -> tuple[int, bytes] | None:
    """Give number and envelope of the newest document of a type, or None."""
    rows = store.rows(
        "SELECT number, envelope FROM document WHERE payload_type = ? ORDER BY number DESC LIMIT 1", payload_type
    )
    return (int(rows[0][0]), bytes(rows[0][1])) if rows else None


def documents_back(store: Store, payload_type: str) -> Iterator[bytes]:
    """Give the envelopes of a type one by one, the newest first."""
    number: int | None = newest_number(store, payload_type)
    while number:
        envelope = document_numbered(store, payload_type, number)
        if envelope is not None:
            yield envelope
        rows = store.rows(
            "SELECT max(number) FROM document WHERE payload_type = ? AND number < ?", payload_type, number
        )
        number = rows[0][0]


def newest_number(store: Store, payload_type: str) -> int:
    """Give the number of the newest document of a type, 0 for none; a pack is large, and this does not read it."""
    return int(store.rows("SELECT coalesce(max(number), 0) FROM document WHERE payload_type = ?", payload_type)[0][0])


def document_numbered(store: Store, payload_type: str, number: int) -> bytes | None:
    """Give the envelope of one document, or None."""
    rows = store.rows("SELECT envelope FROM document WHERE payload_type = ? AND number = ?", payload_type, number)
    return bytes(rows[0][0]) if rows else None


def read_sync(store: Store) -> SyncRow:
    """Give the state of sync."""
    return SyncRow(*store.rows("SELECT succeeded_at_us, tried_at_us, error FROM sync_state")[0])


def write_sync(store: Store, row: SyncRow) -> None:
    """Store the state of sync. Only inside a transaction."""
    store.execute(
        "UPDATE sync_state SET succeeded_at_us = ?, tried_at_us = ?, error = ?",
        row.succeeded_at_us, row.tried_at_us, row.error,
    )  # fmt: skip


def read_run(store: Store) -> int | None:
    """Give when the run began that has not ended in order (microseconds since 1970), None when there is none."""
    rows = store.rows("SELECT began_at_us FROM run")
    return int(rows[0][0]) if rows else None


def note_run(store: Store, began_at_us: int) -> None:
    """Note a run. Only inside a transaction."""
    store.execute("INSERT OR REPLACE INTO run VALUES (1, ?)", began_at_us)


def strike_run(store: Store) -> None:
    """Strike the run out. Only inside a transaction."""
    store.execute("DELETE FROM run")
