"""What staff do to the machine itself: change its settings, end its program. Each is written down with who did it."""

from typing import Literal

from msgspec.structs import replace

from kiosk.contest.events import ProgramLeft, SettingsChanged
from kiosk.services.kiosk import Kiosk
from kiosk.settings import Settings, read_settings, write_settings
from kiosk.storage.journal_rows import append_event


def change_settings(kiosk: Kiosk, settings: Settings, by: str) -> Settings:
    """Write the settings and give them as they are read back; the journal says which changed, not to what.

    The file comes first: that it was changed may only be said when it was. Refuses as `write_settings` does.
    """
    before = read_settings(kiosk.folder)
    write_settings(kiosk.folder, settings)
    names = tuple(each for each in Settings.__struct_fields__ if getattr(before, each) != getattr(settings, each))
    if names:
        with kiosk.store.transaction():
            append_event(kiosk.store, SettingsChanged(by, names), kiosk.clock.now())
    return read_settings(kiosk.folder)


def change_graphics(kiosk: Kiosk, graphics: Literal["auto", "software"]) -> None:
    """Set how screens are drawn from the next start on, because they could not be as it is set; the kiosk itself is written down.

    Refuses as `write_settings` does.
    """
    change_settings(kiosk, replace(read_settings(kiosk.folder), graphics=graphics), kiosk.id)


def note_leaving(kiosk: Kiosk, by: str) -> None:
    """Write down who ends the program."""
    with kiosk.store.transaction():
        append_event(kiosk.store, ProgramLeft(by), kiosk.clock.now())
