"""Commands about one kiosk: the window, enrolment, status, sync, journal."""

import os
import sys
from argparse import Namespace
from pathlib import Path
from typing import Final

from msgspec import Struct

from kiosk.clock import system_clock
from kiosk.commands.display import need_display
from kiosk.commands.printing import data_folder, print_facts, print_json, progress_bar
from kiosk.commands.stick_place import stick_place
from kiosk.contest.errors import Refused
from kiosk.contest.moment import moment_from_us
from kiosk.journal.entry import ChainFault, chain_fault
from kiosk.paths import own_command
from kiosk.services.integrity import last_checked
from kiosk.services.kiosk import Kiosk, load_kiosk
from kiosk.services.status import kiosk_status
from kiosk.storage.journal_rows import all_entries, epochs

_TICKET_CHARACTERS: Final = 4096


class Enrolled(Struct, frozen=True):
    """What an enrolment brought."""

    kiosk: str
    unit: str
    pack: str


class Asked(Struct, frozen=True):
    """A request for enrolment was written into `file`: it goes to the district, whose answer comes back."""

    file: str


class Exported(Struct, frozen=True):
    """The file for the district, how many entries are in it, and its size."""

    file: str
    entries: int
    bytes: int


class Verified(Struct, frozen=True):
    """Whether the chain holds; `fault` says where and how it breaks."""

    holds: bool
    entries: int
    fault: ChainFault | None


def kiosk(options: Namespace) -> int:
    """Start the kiosk's window; comes back when staff leave it."""
    if options.supervised:
        from kiosk.supervision import supervise

        return supervise([*own_command(), *(each for each in sys.argv[1:] if each != "--supervised")])
    from kiosk.app import run_kiosk

    need_display()
    return run_kiosk(
        data_folder(options), language=options.language, is_windowed=options.windowed, graphics=options.graphics
    )


def enrol(options: Namespace) -> None:
    """Enrol with a ticket typed or in a file: over the network, or by a file to the district and one back."""
    from sync.client.enrolment import ask_by_stick, enrol_by_stick
    from sync.client.enrolment import enrol as enrol_kiosk
    from sync.client.transport import http_send, open_client
    from sync.protocol.ticket import read_ticket

    ticket = read_ticket(_ticket_text(options.ticket))
    folder, clock = data_folder(options), system_clock()
    if options.request is not None:
        asked_in = stick_place(options.request, "request", "")
        ask_by_stick(folder, ticket, asked_in, clock, os.urandom)
        print_facts(Asked(str(asked_in)), options)
        return
    if options.answer is not None:
        enrolled = enrol_by_stick(folder, ticket, options.answer, clock, os.urandom)
    elif ticket.url:
        with open_client(ticket.url) as client:
            enrolled = enrol_kiosk(folder, ticket, http_send(client), clock, os.urandom)
    else:
        raise Refused("ticket_without_url")
    print_facts(Enrolled(enrolled.id, enrolled.enrolment.unit, f"{enrolled.pack.id} {enrolled.pack.version}"), options)
    enrolled.store.close()


def _ticket_text(given: str) -> str:
    """Give what stands in the file named, or what was given where that names no text file: then it is the ticket itself."""
    try:
        with Path(given).open(encoding="utf-8") as file:
            return file.read(_TICKET_CHARACTERS)
    except (OSError, ValueError):
        return given


def status(options: Namespace) -> None:
    """Print the state of a kiosk; its database is read through when asked for, or when it never was."""
    here = _load(options)
    is_checked_anew = options.check or last_checked(here.folder) is None
    print_facts(kiosk_status(here, is_checked_anew=is_checked_anew), options)


def sync(options: Namespace) -> None:
    """Run one round and print what it did."""
    from sync.client.ahead import IN_FLIGHT
    from sync.client.rounds import sync_once
    from sync.client.transport import http_send, open_client

    here = _load(options)
    if not here.enrolment.url:
        raise Refused("district_without_url")
    with open_client(here.enrolment.url) as client, progress_bar("sync") as progress:
        report = sync_once(here, http_send(client), progress, in_flight=IN_FLIGHT)
    print_facts(report, options)


def stick_export(options: Namespace) -> None:
    """Write what the district lacks into a file."""
    from sync.client.stick import export_stick

    here = _load(options)
    with progress_bar("stick") as progress:
        place = stick_place(options.file, "journal", here.id)
        report = export_stick(here, place, progress)
    print_facts(Exported(str(place), report.entries, report.bytes), options)


def stick_import(options: Namespace) -> None:
    """Take in a file from the district."""
    from sync.client.stick import import_stick

    here = _load(options)
    with progress_bar("stick") as progress:
        brought = import_stick(here, options.file, progress)
    print_facts(brought, options)


def journal_verify(options: Namespace) -> int:
    """Check every entry of every epoch; exit code 1 when the chain does not hold."""
    here = _load(options)
    count = 0
    fault: ChainFault | None = None
    for epoch in epochs(here.store):
        entries = list(all_entries(here.store, epoch))
        count += len(entries)
        fault = fault or chain_fault(entries)
    print_facts(Verified(fault is None, count, fault), options)
    return 0 if fault is None else 1


def journal_list(options: Namespace) -> None:
    """Print the entries, one a line: number, kind, moment, size; never a payload."""
    here = _load(options)
    for epoch in epochs(here.store):
        for entry in all_entries(here.store, epoch):
            line = {
                "epoch": entry.epoch,
                "seq": entry.seq,
                "kind": entry.kind,
                "version": entry.version,
                "at": moment_from_us(entry.at_us),
                "bytes": None if entry.payload is None else len(entry.payload),
                "digest": entry.digest.hex(),
            }
            if options.json:
                print_json(line)
            else:
                print(*line.values(), sep="\t")


def _load(options: Namespace) -> Kiosk:
    return load_kiosk(data_folder(options), system_clock(), os.urandom)
