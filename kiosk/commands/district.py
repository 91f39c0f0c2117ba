"""Commands about a district: make it, serve it, let kiosks in, look at what arrived."""

from argparse import Namespace

from msgspec import Struct

from kiosk.clock import system_clock
from kiosk.commands.printing import data_folder, print_facts


class TicketFacts(Struct, frozen=True):
    """A ticket as printed once: the first officer's PIN is shown here and never again."""

    ticket: str
    expires_at: object
    officer_pin: str


def init(options: Namespace) -> None:
    """Make a district; its first login and passphrase are printed here, once."""
    from sync.district.setup import init_district

    print_facts(init_district(data_folder(options, "district"), options.pack, database=options.database), options)
