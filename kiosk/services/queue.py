"""Queue tickets: numbers from 1 each day, called one after the other. A number and two moments, nothing about a person."""

from datetime import datetime

from msgspec import Struct

from kiosk.contest.moment import moment_from_us
from kiosk.services.kiosk import Kiosk
from kiosk.storage.day_rows import (
    TicketRow,
    count_waiting,
    first_waiting,
    insert_ticket,
    last_called,
    note_called,
)


class QueueTicket(Struct, frozen=True):
    """One ticket: its number and when it was given (aware UTC)."""

    number: int
    issued_at: datetime


def issue_ticket(kiosk: Kiosk) -> QueueTicket:
    """Give the next number of today."""
    with kiosk.store.transaction():
        return _ticket_of(insert_ticket(kiosk.store, kiosk.today(), kiosk.clock.now().at_us))


def call_next(kiosk: Kiosk) -> QueueTicket | None:
    """Call the lowest number of today that waits, None when nobody does."""
    today = kiosk.today()
    with kiosk.store.transaction():
        row = first_waiting(kiosk.store, today)
        if row is None:
            return None
        note_called(kiosk.store, today, row.number, kiosk.clock.now().at_us)
    return _ticket_of(row)


def called_now(kiosk: Kiosk) -> int | None:
    """Give the number called last today, None before the first."""
    return last_called(kiosk.store, kiosk.today())


def waiting_count(kiosk: Kiosk) -> int:
    """Give how many tickets of today wait to be called."""
    return count_waiting(kiosk.store, kiosk.today())


def _ticket_of(row: TicketRow) -> QueueTicket:
    return QueueTicket(row.number, moment_from_us(row.issued_at_us))
