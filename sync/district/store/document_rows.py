"""Rows of the signed documents that go down to kiosks: packs, rosters, exclusions."""

from collections.abc import Sequence
from typing import Final

from sync.district.store.database import Store
from sync.protocol.messages import USED_UP_TYPE

WHOLE: Final = "whole"
"""What a document about used-up attempts is `about` when nothing before it counts."""


def insert_document(store: Store, payload_type: str, about: str, number: int, envelope: bytes, at_us: int) -> None:
    """Store a document; its number must be new. Only inside a transaction."""
    store.execute(
        "INSERT INTO document (payload_type, about, number, envelope, issued_at_us) VALUES (?, ?, ?, ?, ?)",
        payload_type, about, number, envelope, at_us,
    )  # fmt: skip


def highest_number(store: Store, payload_type: str) -> int:
    """Give the highest number of any document of a type, 0 for none."""
    return int(store.rows("SELECT coalesce(max(number), 0) FROM document WHERE payload_type = ?", payload_type)[0][0])


def newest_of_each(store: Store, payload_types: Sequence[str]) -> dict[str, int]:
    """Give the highest number of any document of each type, 0 for none."""
    asked = ", ".join("(SELECT coalesce(max(number), 0) FROM document WHERE payload_type = ?)" for _ in payload_types)
    return dict(zip(payload_types, map(int, store.rows(f"SELECT {asked}", *payload_types)[0]), strict=True))


def newest_document(store: Store, payload_type: str) -> tuple[int, bytes] | None:
    """Give number and envelope of the newest document of a type, or None."""
    rows = store.rows(
        "SELECT number, envelope FROM document WHERE payload_type = ? ORDER BY number DESC LIMIT 1", payload_type
    )
    return (int(rows[0][0]), bytes(rows[0][1])) if rows else None


def newest_name(store: Store, payload_type: str) -> tuple[str, int] | None:
    """Give what the newest document of a type is about and its number, or None; cheap where the document is large."""
    rows = store.rows(
        "SELECT about, number FROM document WHERE payload_type = ? ORDER BY number DESC LIMIT 1", payload_type
    )
    return (str(rows[0][0]), int(rows[0][1])) if rows else None


def newest_numbers(store: Store, besides: str) -> dict[tuple[str, str], int]:
    """Give the highest number of the documents of each type about each thing, of all types but one."""
    rows = store.rows(
        "SELECT payload_type, about, max(number) FROM document WHERE payload_type <> ? GROUP BY payload_type, about",
        besides,
    )
    return {(str(payload_type), str(about)): int(number) for payload_type, about, number in rows}


def highest_numbers(store: Store, payload_types: Sequence[str]) -> dict[str, int]:
    """Give the highest number of each type, 0 for none: of a document here, or of one a kiosk was seen to hold."""
    asked = ", ".join(
        "(SELECT coalesce(max(number), 0) FROM document WHERE payload_type = ?),"
        " (SELECT coalesce(max(number), 0) FROM document_seen WHERE payload_type = ?)"
        for _ in payload_types
    )
    values = [each for payload_type in payload_types for each in (payload_type, payload_type)]
    found = store.rows(f"SELECT {asked}", *values)[0]
    return {each: max(int(found[2 * place]), int(found[2 * place + 1])) for place, each in enumerate(payload_types)}


def note_seen_number(store: Store, payload_type: str, number: int) -> None:
    """Keep in mind that a kiosk holds a document of that number. Only inside a transaction."""
    store.execute(
        "INSERT INTO document_seen (payload_type, number) VALUES (?, ?)"
        " ON CONFLICT (payload_type) DO UPDATE SET number = excluded.number",
        payload_type, number,
    )  # fmt: skip


def newer_document(store: Store, payload_type: str, number: int, about: Sequence[str]) -> bytes | None:
    """Give the envelope of the newest document of a type (about one of some things; of any when none is given) above `number`.

    None where there is none. A pack is large: it is read only where it goes out.
    """
    places = ", ".join("?" for _ in about)
    which = f"AND about IN ({places}) " if about else ""
    rows = store.rows(
        f"SELECT envelope FROM document WHERE payload_type = ? {which}AND number > ? ORDER BY number DESC LIMIT 1",  # noqa: S608 - only places for values
        payload_type, *about, number,
    )  # fmt: skip
    return bytes(rows[0][0]) if rows else None


def newest_document_about(store: Store, payload_type: str, about: str) -> tuple[int, bytes] | None:
    """Give number and envelope of the newest document of a type about one thing, or None."""
    rows = store.rows(
        "SELECT number, envelope FROM document WHERE payload_type = ? AND about = ? ORDER BY number DESC LIMIT 1",
        payload_type, about,
    )  # fmt: skip
    return (int(rows[0][0]), bytes(rows[0][1])) if rows else None


def document_numbered(store: Store, payload_type: str, about: str, number: int) -> bytes | None:
    """Give the envelope of one document, or None."""
    rows = store.rows(
        "SELECT envelope FROM document WHERE payload_type = ? AND about = ? AND number = ?",
        payload_type, about, number,
    )  # fmt: skip
    return bytes(rows[0][0]) if rows else None


def numbers_above(store: Store, payload_type: str, about: str, number: int) -> list[int]:
    """Give the numbers of the documents about one thing above `number`, lowest first."""
    rows = store.rows(
        "SELECT number FROM document WHERE payload_type = ? AND about = ? AND number > ? ORDER BY number",
        payload_type, about, number,
    )  # fmt: skip
    return [int(row[0]) for row in rows]


def used_up_after(store: Store, number: int) -> tuple[bytes, ...]:
    """Give the envelopes about used-up attempts above `number`, oldest first, from the newest whole one on."""
    rows = store.rows(
        "SELECT envelope FROM document WHERE payload_type = ? AND number > ? AND number >= (SELECT coalesce(max(number), 0)"
        " FROM document WHERE payload_type = ? AND about = ?) ORDER BY number",
        USED_UP_TYPE, number, USED_UP_TYPE, WHOLE,
    )  # fmt: skip
    return tuple(bytes(row[0]) for row in rows)
