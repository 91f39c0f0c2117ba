"""The kiosk put into practice by staff, and out of it: while it is on, nobody can take part.

Only the journal says so, and only for the run of the program it was said in, up to the next opening, pause or closing: practice
cannot be left on unnoticed. What is answered meanwhile is in `practice` and nowhere else.
"""

from kiosk.contest.errors import Refused
from kiosk.contest.events import PracticeEnded, PracticeStarted
from kiosk.services.kiosk import Kiosk
from kiosk.storage.journal_rows import append_event
from kiosk.storage.practice_rows import is_practice_newest


def is_in_practice(kiosk: Kiosk) -> bool:
    """Tell whether the kiosk is in practice."""
    return is_practice_newest(kiosk.store, kiosk.clock.now().boot)


def start_practice(kiosk: Kiosk, by: str) -> None:
    """Put the kiosk into practice, on an open day or before it; refuses with `already_in_practice`."""
    with kiosk.store.transaction():
        if is_in_practice(kiosk):
            raise Refused("already_in_practice")
        append_event(kiosk.store, PracticeStarted(by), kiosk.clock.now())


def end_practice(kiosk: Kiosk, by: str) -> None:
    """End the practice: the day is as it was before. Refuses with `not_in_practice`."""
    with kiosk.store.transaction():
        if not is_in_practice(kiosk):
            raise Refused("not_in_practice")
        append_event(kiosk.store, PracticeEnded(by), kiosk.clock.now())
