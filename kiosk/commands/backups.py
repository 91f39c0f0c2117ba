"""Commands about copies of a kiosk's database."""

import os
from argparse import Namespace
from datetime import date

from msgspec import Struct

from kiosk.clock import system_clock
from kiosk.commands.printing import data_folder, print_facts
from kiosk.services import backups
from kiosk.services.kiosk import load_kiosk


class BackedUp(Struct, frozen=True):
    """The copy made: its number, day and file name."""

    number: int
    day: date
    file: str


def backup(options: Namespace) -> None:
    """Copy the database now, whether or not the day has its copy."""
    kiosk = load_kiosk(data_folder(options), system_clock(), os.urandom)
    try:
        made = backups.back_up(kiosk)
    finally:
        kiosk.store.close()
    print_facts(BackedUp(made.number, made.day, made.place.name), options)


def restore(options: Namespace) -> None:
    """Put a copy back."""
    print_facts(backups.restore(data_folder(options), options.copy, system_clock()), options)
