"""What is done to the machine itself: its settings changed or mended, its program ended. Each is written down with who did it."""

import logging
from typing import Literal

from msgspec.structs import replace

from kiosk.contest.events import ProgramLeft, SettingsChanged, SettingsMended
from kiosk.journal.codec import decode_event
from kiosk.services.kiosk import Kiosk
from kiosk.settings import Settings, mend_settings, read_settings, write_settings
from kiosk.storage.entry_search import entries_back
from kiosk.storage.journal_rows import append_event

_log = logging.getLogger(__name__)


def mend_machine(kiosk: Kiosk) -> bool:
    """Mend the file of settings where it is not whole, and tell whether it was not; then the journal and the log say so.

    Refuses with a fault of the database; the file is mended by then.
    """
    mended = mend_settings(kiosk.folder, kiosk.today())
    if mended is None:
        return False
    _log.warning(
        "the settings were found %s (%d of them); kept as: %s", mended.fault, len(mended.names), mended.kept_as
    )
    with kiosk.store.transaction():
        append_event(kiosk.store, SettingsMended(mended.fault, mended.names, mended.kept_as), kiosk.clock.now())
    return True


def settings_mended(kiosk: Kiosk) -> SettingsMended | None:
    """Give how the settings were mended, None where they were not, or staff have saved others or closed the day since."""
    kinds = ("settings_mended", "settings_changed", "kiosk_closed")
    newest = next(iter(entries_back(kiosk.store, 1, kinds=kinds)), None)
    event = None if newest is None else decode_event(newest.kind, newest.version, newest.payload or b"")
    return event if isinstance(event, SettingsMended) else None


def change_settings(kiosk: Kiosk, settings: Settings, by: str) -> Settings:
    """Write the settings and give them as they are read back; the journal says which changed, not to what.

    The file comes first: that it was changed may only be said when it was; one that was not whole is kept. Refuses as
    `write_settings` does.
    """
    mend_machine(kiosk)
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
