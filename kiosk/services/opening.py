"""Opening and closing a kiosk's day: while closed, nobody can start."""

from kiosk.contest.attempt import State
from kiosk.contest.errors import Refused
from kiosk.contest.events import KioskClosed, KioskOpened
from kiosk.services.attempts import settle_interrupted
from kiosk.services.kiosk import Kiosk
from kiosk.storage.attempt_rows import count_attempts, count_receipts
from kiosk.storage.journal_rows import append_event


def is_open(kiosk: Kiosk) -> bool:
    """Tell whether residents can start: the newest opening or closing in the journal was an opening."""
    rows = kiosk.store.rows(
        "SELECT kind FROM entry WHERE kind IN ('kiosk_opened', 'kiosk_closed') ORDER BY epoch DESC, seq DESC LIMIT 1"
    )
    return bool(rows) and rows[0][0] == "kiosk_opened"


def open_kiosk(kiosk: Kiosk, by: str) -> None:
    """Open the day; refuses with `already_open`."""
    with kiosk.store.transaction():
        if is_open(kiosk):
            raise Refused("already_open")
        append_event(kiosk.store, KioskOpened(by), kiosk.clock.now())


def close_kiosk(kiosk: Kiosk, by: str) -> KioskClosed:
    """Close the day and write its counts; refuses with `already_closed` or `attempts_running` (fact: count).

    What an interruption left running is handed in first if its time is up, so that nobody's answers hold up the day.
    """
    settle_interrupted(kiosk)
    with kiosk.store.transaction():
        if not is_open(kiosk):
            raise Refused("already_closed")
        counts = count_attempts(kiosk.store)
        running = counts.get(State.RUNNING.value, 0)
        if running:
            raise Refused("attempts_running", count=running)
        event = KioskClosed(
            by,
            started=sum(counts.values()),
            finished=counts.get(State.FINISHED.value, 0),
            abandoned=counts.get(State.ABANDONED.value, 0),
            voided=counts.get(State.VOIDED.value, 0),
            receipts=count_receipts(kiosk.store),
        )
        append_event(kiosk.store, event, kiosk.clock.now())
    return event
