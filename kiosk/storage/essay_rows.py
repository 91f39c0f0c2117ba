"""Rows of essays being written: boxes only the district can open, and how many words each holds. No text is ever stored here."""

from kiosk.storage.database import Store


def save_essay_part(store: Store, attempt: str, part: int, words: int, sealed: bytes) -> None:
    """Store a part in place of what it was, and drop the parts after it. Only inside a transaction."""
    store.execute("DELETE FROM essay_part WHERE attempt = ? AND part >= ?", attempt, part)
    store.execute("INSERT INTO essay_part VALUES (?, ?, ?, ?)", attempt, part, words, sealed)


def save_essay_paper(store: Store, attempt: str, number: str) -> None:
    """Note the number of the sheet an essay was written on, "" for none. Only inside a transaction."""
    store.execute("UPDATE attempt SET essay_paper = ? WHERE id = ?", number, attempt)


def essay_boxes(store: Store, attempt: str) -> tuple[bytes, ...]:
    """Give the sealed parts of an attempt's essay in order."""
    rows = store.rows("SELECT sealed FROM essay_part WHERE attempt = ? ORDER BY part", attempt)
    return tuple(bytes(row[0]) for row in rows)


def erase_essay(store: Store, attempt: str) -> None:
    """Erase the parts once the journal holds them, or nobody needs them. Only inside a transaction."""
    store.execute("DELETE FROM essay_part WHERE attempt = ?", attempt)
