"""Commands about a district: make it, serve it, let kiosks in, look at what arrived."""

import os
import sys
from argparse import Namespace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final

from msgspec import Struct

from kiosk.clock import system_clock
from kiosk.commands.printing import data_folder, print_facts
from kiosk.commands.stick_place import stick_place
from kiosk.contest.errors import Refused
from kiosk.contest.moment import moment_from_us
from kiosk.logs import start_log
from kiosk.paths import SAMPLE_PACK
from kiosk.storage.durable_file import read_whole, write_durably
from kiosk.texts import refusal_sentence
from sync.protocol.bundle import MAX_BUNDLE_BYTES

_LONGEST_URL_BYTES: Final = 4096


class StaffFacts(Struct, frozen=True):
    """A new member of staff as printed once: the PIN is shown here and never again. `card`: the file of their card, "" for none."""

    id: str
    name: str
    role: str
    pin: str
    card: str


class DismissedFacts(Struct, frozen=True):
    """Who is no longer on the roster."""

    id: str


class TicketFacts(Struct, frozen=True):
    """A ticket as printed once: the PINs of the first officer and technician are shown here and never again."""

    ticket: str
    typed: str
    expires_at: datetime
    officer_pin: str
    technician_pin: str


class RevokedFacts(Struct, frozen=True):
    """A kiosk that is not trusted any more, and since when: revoking again changes nothing."""

    kiosk: str
    unit: str
    revoked_at: datetime


class StickFacts(Struct, frozen=True):
    """What a stick brought, how many kiosks were let in, the codes of what was refused, and where the reply lies."""

    batches: int
    enrolled: int
    refused: tuple[str, ...]
    reply: str


def init(options: Namespace) -> None:
    """Make a district; its first login and passphrase are printed here, once."""
    from sync.district.founding import init_district

    folder, now = data_folder(options, "district"), system_clock().now().at
    print_facts(init_district(folder, options.pack or SAMPLE_PACK, now, _database_url(options.database)), options)


def _database_url(given: str | None) -> str:
    """Give the address of the database: as given, from a file (`@FILE`), or from the environment; "" for a file inside DIR.

    An address with a password should not stand in a command, where every user of the machine can read it.
    """
    if given is None:
        return os.environ.get("TRAMTHI_DATABASE", "")
    if given.startswith("@"):
        return read_whole(Path(given[1:]), _LONGEST_URL_BYTES).decode("utf-8", "replace").strip()
    return given


def serve(options: Namespace) -> None:
    """Serve until asked to stop."""
    from sync.district.address import Address
    from sync.district.server import serve as serve_district

    folder = data_folder(options, "district")
    start_log(folder, "district")
    address = Address(
        options.host, options.port, options.tls_cert, options.tls_key, options.behind_proxy, options.in_clear
    )
    serve_district(folder, address, lambda url: print(url, flush=True))


def ticket(options: Namespace) -> None:
    """Issue a ticket and print it, once."""
    from sync.district.district import open_district
    from sync.district.tickets import issue_ticket

    with open_district(data_folder(options, "district")) as district:
        issued = issue_ticket(district, options.unit, options.url, system_clock().now().at)
    print_facts(
        TicketFacts(issued.ticket, issued.typed, issued.expires_at, issued.officer_pin, issued.technician_pin), options
    )


def staff(options: Namespace) -> None:
    """Add a member of staff; print their PIN, once, and write their card."""
    from sync.district.district import open_district
    from sync.district.staff import add_staff, staff_card_pdf
    from sync.district.store.database import unhindered

    with open_district(data_folder(options, "district")) as district:
        adding = partial(add_staff, district, options.unit, options.role, system_clock().now().at, options.name)
        member = unhindered(adding)
        card = staff_card_pdf(district, member, options.language)
    place = options.card or Path(f"{member.id}.pdf")
    try:
        write_durably(place, card)
    except Refused:
        # They are on the roster by now: a PIN that is not told here would be known to nobody.
        print_facts(StaffFacts(member.id, member.name, member.role, member.pin, ""), options)
        raise
    print_facts(StaffFacts(member.id, member.name, member.role, member.pin, str(place)), options)


def dismiss(options: Namespace) -> None:
    """Take a member of staff off the roster, for a reason that goes into the audit."""
    from sync.district.district import open_district
    from sync.district.staff import dismiss_staff
    from sync.district.store.database import unhindered

    with open_district(data_folder(options, "district")) as district:
        unhindered(partial(dismiss_staff, district, options.member, system_clock().now().at, options.reason))
    print_facts(DismissedFacts(options.member), options)


def receive_stick(options: Namespace) -> int:
    """Receive a file from a kiosk and write the reply; ends with 1 when a part of it was refused."""
    from sync.district.district import open_district
    from sync.district.sticks import receive_stick as receive_file

    with open_district(data_folder(options, "district")) as district:
        received = receive_file(district, read_whole(options.file, MAX_BUNDLE_BYTES), system_clock().now().at)
    place = stick_place(
        options.reply,
        "answer" if received.enrolled else "reply",
        received.kiosks[0] if len(received.kiosks) == 1 else "",
    )
    write_durably(place, received.reply)
    print_facts(StickFacts(received.batches, received.enrolled, received.refused, str(place)), options)
    for code in dict.fromkeys(received.refused):
        print(refusal_sentence(Refused(code), "staff", "vi"), file=sys.stderr)
    return 1 if received.refused else 0


def revoke(options: Namespace) -> None:
    """Revoke a kiosk and print since when it is."""
    from sync.district.district import open_district
    from sync.district.enrolment import revoke as revoke_kiosk
    from sync.district.store.database import unhindered

    with open_district(data_folder(options, "district")) as district:
        row = unhindered(partial(revoke_kiosk, district, options.kiosk, system_clock().now().at))
    print_facts(RevokedFacts(row.id, row.unit_code, moment_from_us(row.revoked_at_us or 0)), options)


def rescore(options: Namespace) -> None:
    """Score every attempt again and print how many count otherwise now."""
    from sync.district.district import open_district
    from sync.district.rescoring import rescore as score_again
    from sync.district.store.database import unhindered

    with open_district(data_folder(options, "district")) as district:
        print_facts(unhindered(partial(score_again, district, system_clock().now().at)), options)


def status(options: Namespace) -> None:
    """Print what arrived."""
    from sync.district.district import open_district
    from sync.district.status import status as district_status

    with open_district(data_folder(options, "district")) as district:
        print_facts(district_status(district), options)


def standings(options: Namespace) -> None:
    """Print the standings so far."""
    from sync.district.district import open_district
    from sync.district.standings import standings as current_standings

    with open_district(data_folder(options, "district")) as district:
        print_facts(current_standings(district, system_clock().now().at), options)


def report(options: Namespace) -> None:
    """Write a report on one unit."""
    from sync.district.district import open_district
    from sync.district.report_files import write_report

    with open_district(data_folder(options, "district")) as district:
        now = system_clock().now().at
        write_report(district, options.kind, options.unit, options.out, options.language, now)


def export(options: Namespace) -> None:
    """Write every attempt into a table that spreadsheets open with its marks."""
    from sync.district.district import open_district
    from sync.district.export import export_csv

    with open_district(data_folder(options, "district")) as district:
        export_csv(district, options.out)
