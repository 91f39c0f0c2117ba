"""Whether the last run of the program ended in order: what cut it off may matter to whoever looks after the machine.

A run is noted when the window opens and struck out when it closes; one that is still noted at the next start was cut off by a power
cut, a kill or a crash, and the journal says so.
"""

from kiosk.contest.events import ProgramEndedAbnormally
from kiosk.services.kiosk import DATABASE_NAME, Kiosk
from kiosk.storage.database import note_end
from kiosk.storage.journal_rows import append_event
from kiosk.storage.place_rows import note_run, read_run, strike_run


def begin_run(kiosk: Kiosk) -> bool:
    """Note that the program runs, and tell whether the run before was cut off; if so the journal has said so."""
    now = kiosk.clock.now()
    with kiosk.store.transaction():
        began_at_us = read_run(kiosk.store)
        if began_at_us is not None:
            append_event(kiosk.store, ProgramEndedAbnormally(began_at_us), now)
        note_run(kiosk.store, now.at_us)
    return began_at_us is not None


def end_run(kiosk: Kiosk) -> None:
    """Note that the program ends in order, with nothing more to write: the next start then need not read its database through."""
    with kiosk.store.transaction():
        strike_run(kiosk.store)
    note_end(kiosk.folder / DATABASE_NAME)
