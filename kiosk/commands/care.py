"""Commands for whoever cares for machines: what a kiosk can check by itself, and its support bundle at both ends."""

import os
import sys
from argparse import Namespace
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from kiosk.clock import system_clock
from kiosk.commands.printing import data_folder, print_facts
from kiosk.contest.moment import moment_from_us
from kiosk.services.kiosk import Kiosk, load_kiosk
from kiosk.services.readiness import CheckName, CheckState, Found
from kiosk.storage.durable_file import read_whole, write_durably
from sync.protocol.bundle import MAX_BUNDLE_BYTES


class ReadinessFacts(Struct, frozen=True):
    """How every check stands, and the needed ones that are not passed."""

    checks: tuple[CheckState, ...]
    unready: tuple[str, ...]


class SupportFacts(Struct, frozen=True):
    """Where the support bundle lies."""

    file: str


class OpenedFacts(Struct, frozen=True):
    """Whose support bundle it was, when it was made (by the kiosk's clock), and the files written."""

    kiosk: str
    made_at: datetime
    files: tuple[str, ...]


def readiness(options: Namespace) -> int:
    """Make the checks that need no window, write them into the journal, and print how all stand; 1 when one of them failed."""
    from kiosk.services.readiness import readiness as how_all_stand
    from kiosk.services.readiness import record_check, unready
    from kiosk.services.readiness_sheet import readiness_pdf
    from kiosk.settings import read_settings

    here = load_kiosk(data_folder(options), system_clock(), os.urandom)
    made = [record_check(here, name, found, "") for name, found in _made_checks(here, options.stick).items()]
    settings = read_settings(here.folder)
    if options.out is not None:
        write_durably(options.out, readiness_pdf(here, options.language))
    print_facts(ReadinessFacts(how_all_stand(here, settings), unready(here, settings)), options)
    return 0 if all(each.state == "passed" for each in made) else 1


def support(options: Namespace) -> None:
    """Write the support bundle."""
    from kiosk.services.support import make_support_bundle

    here = load_kiosk(data_folder(options), system_clock(), os.urandom)
    print_facts(SupportFacts(str(make_support_bundle(here, options.folder, ""))), options)


def open_support(options: Namespace) -> None:
    """Open a support bundle at the district and write what is in it."""
    from sync.district.district import open_district
    from sync.district.support import open_support as open_bundle
    from sync.district.support import write_files

    with open_district(data_folder(options, "district")) as district:
        opened = open_bundle(district, read_whole(options.file, MAX_BUNDLE_BYTES), _passphrase())
    write_files(opened, options.out)
    print_facts(OpenedFacts(opened.kiosk, moment_from_us(opened.made_at_us), tuple(sorted(opened.files))), options)


def _made_checks(kiosk: Kiosk, stick: Path | None) -> dict[CheckName, Found]:
    from kiosk.services import machine_checks

    made: dict[CheckName, Found] = {
        "disk_space": machine_checks.check_disk_space(kiosk),
        "disk_speed": machine_checks.check_disk_speed(kiosk),
        "clock": machine_checks.check_clock(kiosk),
        "database": machine_checks.check_database(kiosk),
        "pack": machine_checks.check_pack(kiosk),
    }
    return made if stick is None else {**made, "stick": machine_checks.check_stick(kiosk, stick)}


def _passphrase() -> str:
    """Ask for the passphrase on a terminal without showing it; elsewhere read one line: never an argument, which others can see."""
    if sys.stdin.isatty():
        from getpass import getpass

        return getpass("passphrase: ")
    return sys.stdin.readline().rstrip("\r\n")
