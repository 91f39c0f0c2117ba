"""Obeying what the district orders: pause, close, open again, revoke; and the settings it gives.

Asked for between visits only. Each order is answered once in the journal: obeyed, or refused with a code. What an order paused or
closed only an order opens again, and staff are told so; a day that staff closed is not opened by one.
"""

from collections.abc import Callable
from typing import Final, Literal

from kiosk.contest.earlier_events import KioskClosedV2
from kiosk.contest.errors import Refused
from kiosk.contest.events import KioskClosed, KioskPaused, OrderAct, OrderObeyed, OrderRefused
from kiosk.journal.codec import decode_event
from kiosk.services.hold import BY_DISTRICT, district_hold
from kiosk.services.kiosk import Kiosk
from kiosk.services.opening import close_kiosk, day_state, open_kiosk, pause_kiosk
from kiosk.storage.journal_rows import append_event
from kiosk.storage.order_rows import newest_answered, newest_of_day
from kiosk.storage.place_rows import document_numbered, newest_document, newest_number
from kiosk.storage.readiness_rows import read_offset
from sync.protocol.envelope import open_envelope
from sync.protocol.messages import ORDERS_TYPE, SETTINGS_TYPE, KioskSettings, Order, decode

Answer = Literal["obeyed", "refused", "waits"]


def obey_newest_order(kiosk: Kiosk) -> Answer | None:
    """Obey the newest order of the district if it was not answered yet; None when there is nothing to do.

    "waits": the day cannot be closed while an attempt waits for its person; the kiosk is paused until then, and it is tried again.
    Refused (in the journal, not raised): `order_expired`, `order_for_other`, `order_after_revocation`.
    """
    number, order = _newest(kiosk)
    if order is None:
        return None
    now = kiosk.clock.now()
    code = _refusal(kiosk, order)
    with kiosk.store.transaction():
        if number <= _answered(kiosk):  # another thread was first
            return None
        if code:
            append_event(kiosk.store, OrderRefused(number, order.act, code), now)
            return "refused"
        if not _ACTS[order.act](kiosk):
            return "waits"
        append_event(kiosk.store, OrderObeyed(number, order.act), now)
        if order.act == "open":
            _open_again(kiosk)
    return "obeyed"


def order_waiting(kiosk: Kiosk) -> OrderAct | Literal[""]:
    """Give what the newest order asks for while it was neither obeyed nor will be refused, "" when nothing waits."""
    _, order = _newest(kiosk)
    return "" if order is None or _refusal(kiosk, order) else order.act


def district_settings(kiosk: Kiosk) -> KioskSettings | None:
    """Give the newest settings of the district, None when it never sent any; refuses with `signature_wrong`."""
    newest = newest_document(kiosk.store, SETTINGS_TYPE)
    if newest is None:
        return None
    return decode(open_envelope(newest[1], SETTINGS_TYPE, kiosk.enrolment.district_public), KioskSettings)


def _newest(kiosk: Kiosk) -> tuple[int, Order | None]:
    """Give the newest order with its number, None once it was answered."""
    number = newest_number(kiosk.store, ORDERS_TYPE)
    if number <= _answered(kiosk):
        return number, None
    envelope = document_numbered(kiosk.store, ORDERS_TYPE, number)
    return number, decode(open_envelope(envelope or b"", ORDERS_TYPE, kiosk.enrolment.district_public), Order)


def _answered(kiosk: Kiosk) -> int:
    """Give the number of the newest order that was answered, 0 before the first."""
    row = newest_answered(kiosk.store)
    event = None if row is None else decode_event(row.kind, row.version, row.payload)
    return event.number if isinstance(event, OrderObeyed | OrderRefused) else 0


def _refusal(kiosk: Kiosk, order: Order) -> str:
    if order.kiosk != kiosk.id and (order.kiosk or order.unit != kiosk.enrolment.unit):
        return "order_for_other"
    if _by_the_districts_clock(kiosk) > order.not_after_us:
        return "order_expired"
    return "order_after_revocation" if district_hold(kiosk) == "revoke" else ""


def _by_the_districts_clock(kiosk: Kiosk) -> int:
    """Give this moment as the district would tell it, by how the clocks stood at the last sync; else by this kiosk's own.

    A kiosk whose clock runs years ahead would else obey no order at all.
    """
    offset = read_offset(kiosk.store)
    return kiosk.clock.now().at_us + (0 if offset is None else offset.offset_us)


def _pause(kiosk: Kiosk) -> bool:
    if day_state(kiosk) == "open":
        pause_kiosk(kiosk, BY_DISTRICT)
    return True


def _close(kiosk: Kiosk) -> bool:
    if day_state(kiosk) == "closed":
        return True
    try:
        close_kiosk(kiosk, BY_DISTRICT, reason="ordered by the district")
    except Refused as refused:
        if refused.code != "attempts_running":
            raise
        _pause(kiosk)
        return False
    return True


def _open(_kiosk: Kiosk) -> bool:
    return True  # only once the order stands in the journal nothing holds the kiosk any more


def _open_again(kiosk: Kiosk) -> None:
    """Open the day if it was the district that paused or closed it."""
    row = newest_of_day(kiosk.store)
    event = None if row is None else decode_event(row.kind, row.version, row.payload)
    if isinstance(event, KioskPaused | KioskClosed | KioskClosedV2) and event.by == BY_DISTRICT:
        open_kiosk(kiosk, BY_DISTRICT)


_ACTS: Final[dict[str, Callable[[Kiosk], bool]]] = {"pause": _pause, "close": _close, "open": _open, "revoke": _pause}
