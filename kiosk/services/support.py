"""The support bundle: what a technician far away needs to know about a kiosk, in one file only the district can open.

Nothing personal is in it. Tables and the journal's payloads are left out whole; of the log only what this program is known to
write is taken (`log_lines`), for a trace of an error may quote what a person typed.
"""

import logging
import platform
import sqlite3
from collections import Counter
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from kiosk.contest.errors import Refused
from kiosk.contest.events import SupportMade
from kiosk.contest.moment import VIETNAM
from kiosk.journal.entry import ChainFault, Entry, chain_fault
from kiosk.services.integrity import check_integrity
from kiosk.services.kiosk import Kiosk
from kiosk.services.log_lines import plain_lines
from kiosk.services.readiness import readiness
from kiosk.services.status import kiosk_status
from kiosk.settings import find_settings, read_settings
from kiosk.storage.durable_file import write_durably
from kiosk.storage.journal_rows import all_entries, append_event, entries_after, epochs, journal_head
from sync.protocol.support import MAX_FILES_BYTES, MAX_PACKED_BYTES, pack_files, write_support

_PARTS: Final = (
    "tram-thi",
    "PySide6_Essentials",
    "PySide6_Addons",
    "PySide6_Pdf",
    "msgspec",
    "peewee",
    "pynacl",
    "reportlab",
)
_NEWEST_ENTRIES: Final = 2_000
_log = logging.getLogger(__name__)


class Versions(Struct, frozen=True):
    """What runs here: the system, Python, SQLite, and this program's parts ("" for one that is not installed)."""

    system: str
    machine: str
    python: str
    sqlite: str
    parts: dict[str, str]


class EpochCheck(Struct, frozen=True):
    """Whether the chain of an epoch holds, how many entries it has, and of which kinds."""

    epoch: int
    entries: int
    fault: ChainFault | None
    kinds: dict[str, int]


class EntryLine(Struct, frozen=True):
    """An entry without its payload."""

    epoch: int
    seq: int
    kind: str
    version: int
    at_us: int
    digest: str


def make_support_bundle(kiosk: Kiosk, folder: Path, by: str) -> Path:
    """Write a support bundle into `folder` and give its place; the journal notes who made it ("" for the command line).

    A second one of the same day takes the place of the first. Refuses as `write_durably` does. A damaged database holds up nothing.
    """
    now = kiosk.clock.now()
    packed = _packed(support_files(kiosk), _logs(kiosk.folder / "logs"))
    place = folder / f"support-{kiosk.id.lower()}-{now.at.astimezone(VIETNAM):%Y-%m-%d}.tramthi"
    enrolment = kiosk.enrolment
    write_durably(place, write_support(kiosk.keys, enrolment.certificate, enrolment.sealing_public, now.at_us, packed))
    try:
        with kiosk.store.transaction():
            append_event(kiosk.store, SupportMade(by, place.name), now)
    except Refused as refused:
        _log.warning("a support bundle was made but not noted: %s", refused.code)
    return place


def support_files(kiosk: Kiosk) -> dict[str, bytes]:
    """Give every file of the bundle but the logs, each of them facts in JSON; one that cannot be had says why, in a code."""
    parts: dict[str, Callable[[Kiosk], object]] = {
        "versions.json": lambda _: _versions(),
        "settings.json": lambda kiosk: find_settings(kiosk.folder),
        "status.json": kiosk_status,
        "integrity.json": check_integrity,
        "readiness.json": lambda kiosk: readiness(kiosk, read_settings(kiosk.folder)),
        "journal.json": _epochs_checked,
        "entries.json": _newest_entries,
    }
    return {name: msgspec.json.format(msgspec.json.encode(_told(part, kiosk))) for name, part in parts.items()}


def _told(part: Callable[[Kiosk], object], kiosk: Kiosk) -> object:
    """Give a part, or the code of what refused it: a bundle is wanted most when something is broken."""
    try:
        return part(kiosk)
    except Refused as refused:
        return {"refused": refused.code}


def _packed(files: dict[str, bytes], logs: dict[str, bytes]) -> bytes:
    """Pack all files; of the logs, newest first, as many as there is room for."""
    chosen, packed = dict(files), pack_files(files)
    for name, data in logs.items():
        more = {**chosen, name: data}
        if sum(map(len, more.values())) > MAX_FILES_BYTES // 2:
            break
        larger = pack_files(more)
        if len(larger) > MAX_PACKED_BYTES:
            break
        chosen, packed = more, larger
    return packed


def _versions() -> Versions:
    return Versions(
        system=f"{platform.system()} {platform.release()}",
        machine=platform.machine(),
        python=platform.python_version(),
        sqlite=sqlite3.sqlite_version,
        parts={each: _version(each) for each in _PARTS},
    )


def _version(part: str) -> str:
    try:
        return version(part)
    except PackageNotFoundError:
        return ""


def _epochs_checked(kiosk: Kiosk) -> tuple[EpochCheck, ...]:
    return tuple(_epoch_checked(epoch, list(all_entries(kiosk.store, epoch))) for epoch in epochs(kiosk.store))


def _epoch_checked(epoch: int, entries: list[Entry]) -> EpochCheck:
    return EpochCheck(epoch, len(entries), chain_fault(entries), dict(Counter(each.kind for each in entries)))


def _newest_entries(kiosk: Kiosk) -> tuple[EntryLine, ...]:
    head = journal_head(kiosk.store)
    after = max(0, head.seq - _NEWEST_ENTRIES)
    return tuple(_line(each) for each in entries_after(kiosk.store, head.epoch, after, _NEWEST_ENTRIES))


def _line(entry: Entry) -> EntryLine:
    return EntryLine(entry.epoch, entry.seq, entry.kind, entry.version, entry.at_us, entry.digest.hex())


def _logs(folder: Path) -> dict[str, bytes]:
    """Give the kiosk's logs in plain words, the newest first: `kiosk.log`, then `kiosk.log.1` and so on."""
    places = sorted(folder.glob("kiosk.log*"), key=lambda each: (len(each.name), each.name))
    return {place.name: "\n".join(plain_lines(_text(place))).encode() for place in places}


def _text(place: Path) -> str:
    try:
        return place.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
