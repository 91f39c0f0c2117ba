"""Rows of the journal about the district's orders, and about the day they change. Nothing is written here."""

from msgspec import Struct

from kiosk.storage.database import Store


class ToldRow(Struct, frozen=True):
    """An entry as it stands in the journal."""

    kind: str
    version: int
    payload: bytes


def newest_obeyed(store: Store) -> ToldRow | None:
    """Give the newest entry about an order that was obeyed, or None."""
    # Both kinds are named so that the index of them serves.
    return _newest(store, "kind IN ('order_obeyed', 'order_refused') AND kind = 'order_obeyed'")


def newest_answered(store: Store) -> ToldRow | None:
    """Give the newest entry about an order, obeyed or refused, or None."""
    return _newest(store, "kind IN ('order_obeyed', 'order_refused')")


def newest_of_day(store: Store) -> ToldRow | None:
    """Give the newest opening, pause or closing, or None."""
    return _newest(store, "kind IN ('kiosk_opened', 'kiosk_paused', 'kiosk_closed')")


def _newest(store: Store, which: str) -> ToldRow | None:
    rows = store.rows(
        "SELECT kind, version, CAST(payload AS BLOB) FROM entry WHERE "  # noqa: S608 - constant conditions
        f"{which} AND payload IS NOT NULL ORDER BY epoch DESC, seq DESC LIMIT 1"
    )
    return ToldRow(*rows[0]) if rows else None
