"""What the district's orders hold a kiosk at: "" when nothing, else the act that only a further order takes back."""

from typing import Final, Literal

from kiosk.contest.events import OrderObeyed
from kiosk.journal.codec import decode_event
from kiosk.services.kiosk import Kiosk
from kiosk.storage.order_rows import newest_obeyed

Hold = Literal["", "pause", "close", "revoke"]

HELD: Final[dict[Hold, str]] = {
    "pause": "paused_by_district",
    "close": "closed_by_district",
    "revoke": "revoked_by_district",
}
"""The code that says why a kiosk may not be opened, by what holds it."""

BY_DISTRICT: Final = "district"
"""Who opened, paused or closed the day where it was an order."""


def district_hold(kiosk: Kiosk) -> Hold:
    """Give what holds the kiosk: the newest order it obeyed, unless that opened it again. Read from the journal alone."""
    row = newest_obeyed(kiosk.store)
    event = None if row is None else decode_event(row.kind, row.version, row.payload)
    return event.act if isinstance(event, OrderObeyed) and event.act != "open" else ""
