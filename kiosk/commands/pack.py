"""Checking and signing contest packs."""

import sys
from argparse import Namespace
from pathlib import Path

from kiosk.clock import system_clock
from kiosk.commands.printing import data_folder, print_json
from kiosk.contest.errors import Refused
from kiosk.contest.pack import ContestPack, pack_bytes, pack_from_bytes
from kiosk.contest.pack_check import check_pack
from kiosk.packs import load_pack_folder
from kiosk.storage.durable_file import read_whole, write_durably
from kiosk.texts import load_catalogue
from sync.protocol.envelope import MAX_ENVELOPE_BYTES, close_envelope, read_envelope
from sync.protocol.messages import PACK_TYPE


def check(options: Namespace) -> int:
    """Print what is wrong with a pack, in words, with its place; exit code 1 when there is an error."""
    pack = _pack_at(options.place)
    findings = check_pack(pack, system_clock().now().day)
    catalogue = load_catalogue(options.language)
    for finding in findings:
        sentence = catalogue.text(f"pack.{finding.code}", **finding.facts_in(options.language))
        if options.json:
            print_json({"level": finding.level, "code": finding.code, "where": finding.where, "text": sentence})
        else:
            level = catalogue.text(f"pack.level_{finding.level}")
            print(f"{level}: {finding.where}: {sentence}")
    errors = sum(finding.level == "error" for finding in findings)
    if not options.json:
        print(catalogue.text("pack.summary", pack=pack.id, version=pack.version, errors=errors), file=sys.stderr)
    return 1 if errors else 0


def _pack_at(place: Path) -> ContestPack:
    """Read a pack from its folder, or from a signed file, whoever signed it."""
    if not place.is_file():
        return load_pack_folder(place)
    return pack_from_bytes(read_envelope(read_whole(place, MAX_ENVELOPE_BYTES)).payload)


def build(options: Namespace) -> None:
    """Sign a pack without errors with the district's key and write it as one file; refuses with `pack_has_errors`."""
    from sync.district.district import open_district

    pack = sound_pack(options.place)
    with open_district(data_folder(options, "district")) as district:
        write_durably(options.file, close_envelope(district.keys, PACK_TYPE, pack_bytes(pack)))


def sound_pack(place: Path) -> ContestPack:
    """Read a pack from its folder or file; refuses with `pack_has_errors` or as reading it does."""
    pack = _pack_at(place)
    errors = sum(each.level == "error" for each in check_pack(pack, system_clock().now().day))
    if errors:
        raise Refused("pack_has_errors", count=errors)
    return pack
