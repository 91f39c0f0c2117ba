"""Daily copies of a kiosk's database, each checked before it counts, and putting one back after a disaster.

A copy holds what the database holds, sealed people included, and nothing that opens them; the device's key is not in it.
After one is put back the kiosk opens a new epoch, so that what the lost days had already sent and what follows never take each
other's numbers.
"""

import re
from datetime import date
from pathlib import Path
from typing import Final

from msgspec import Struct

from kiosk.clock import Clock
from kiosk.contest.errors import Refused
from kiosk.contest.events import EpochOpened
from kiosk.journal.codec import decode_event
from kiosk.journal.entry import chain_fault
from kiosk.services.integrity import forget_integrity
from kiosk.services.kiosk import BACKUPS_NAME, DATABASE_NAME, Kiosk
from kiosk.services.rescue import rescue
from kiosk.storage.backup import COMPANIONS, copy_database, is_whole, open_copy, put_back
from kiosk.storage.database import Store, open_store
from kiosk.storage.device_key import device_key, read_key_files
from kiosk.storage.folder_lock import folder_held
from kiosk.storage.journal_rows import all_entries, append_event, entries_after, epochs, journal_head, note_fork
from kiosk.storage.place_rows import read_enrolment
from kiosk.storage.retention_rows import held_since, newest_district_day
from sync.protocol.enrolment import open_enrolment
from sync.protocol.envelope import open_envelope
from sync.protocol.messages import CERTIFICATE_TYPE, Certificate, Enrolment, decode

KEPT: Final = 7
_ASIDE: Final = re.compile(r"before-restore-(\d+)\.sqlite")
_NAME: Final = re.compile(r"kiosk-(\d{6})-(\d{4}-\d{2}-\d{2})\.sqlite")


class Backup(Struct, frozen=True):
    """One copy: its running number, the day in Vietnam it was made on by the kiosk's clock, and where it lies."""

    number: int
    day: date
    place: Path


class Restored(Struct, frozen=True):
    """What was put back: the copy's name, the newest entry there is, the epoch opened, and where the old database lies now.

    `rescued`: how many entries after the copy's newest were taken over from that database.
    """

    backup: str
    day: date | None
    last_epoch: int
    last_seq: int
    epoch: int
    kept_aside: str
    rescued: int


def backups_in(folder: Path) -> tuple[Backup, ...]:
    """Give the copies in a kiosk's folder, oldest first. Order is by number: the clock may have been moved between two."""
    named = ((_NAME.fullmatch(each.name), each) for each in (folder / BACKUPS_NAME).glob("kiosk-*.sqlite"))
    found = [Backup(int(name[1]), date.fromisoformat(name[2]), place) for name, place in named if name]
    return tuple(sorted(found, key=lambda each: each.number))


def back_up_if_due(kiosk: Kiosk) -> Backup | None:
    """Make the day's copy unless there is one; gives it, or None. Refuses as `back_up` does."""
    made = backups_in(kiosk.folder)
    return None if made and made[-1].day == kiosk.today() else back_up(kiosk)


def back_up(kiosk: Kiosk) -> Backup:
    """Copy the database while it is in use, check the copy and its whole journal, and drop copies beyond the newest seven.

    A copy that is not whole never counts and drops no other. Refuses with `backup_unreliable`, `backup_folder_unwritable`,
    `disk_full` or a fault of the database.
    """
    made = backups_in(kiosk.folder)
    number, day = (made[-1].number if made else 0) + 1, kiosk.today()
    backup = Backup(number, day, kiosk.folder / BACKUPS_NAME / f"kiosk-{number:06d}-{day.isoformat()}.sqlite")
    copy_database(kiosk.folder / DATABASE_NAME, backup.place)
    try:
        _check_journal(backup.place)
    except Refused:
        backup.place.unlink(missing_ok=True)
        raise
    for old in [*made, backup][:-KEPT]:
        old.place.unlink(missing_ok=True)
    return backup


def restore(folder: Path, place: Path | None, clock: Clock) -> Restored:
    """Put a copy back (the newest whole one when `place` is None), take over what followed it, and open a new epoch.

    The database that stood there is kept beside it under another name; what in it reads and follows the copy is not lost. Refuses
    with `kiosk_running`, `backup_missing`, `backup_unreliable`, `backup_of_other_kiosk`, `device_key_missing`,
    `device_key_damaged` or `disk_full`; then nothing was changed.
    """
    if not folder.is_dir():
        raise Refused("backup_missing")
    with folder_held(folder):
        copy = place if place is not None else _newest_whole(folder)
        if not copy.is_file():
            raise Refused("backup_missing")
        if not is_whole(copy):
            raise Refused("backup_unreliable", place=copy.name)
        _check_journal(copy)
        _check_owner(copy, folder)
        aside = _free_name(folder)
        put_back(copy, folder / DATABASE_NAME, aside)
        forget_integrity(folder)
        store = open_store(folder / DATABASE_NAME)
        try:
            return _opened(store, clock, copy, aside)
        finally:
            store.close()


def drop_put_aside(kiosk: Kiosk) -> int:
    """Delete the databases put aside once the district has held what was restored for the days in the rules; gives how many.

    They hold sealed people too, who stay no longer there than in the database itself. Refuses with a fault of the database.
    """
    places, today = _put_aside(kiosk.folder), newest_district_day(kiosk.store)
    restored = _newest_restored(kiosk.store) if places else 0
    if not restored or today is None:
        return 0
    if restored not in dict(held_since(kiosk.store, today - kiosk.rules.retention.kiosk_days)):
        return 0
    for place in places:
        for companion in ("", *COMPANIONS):
            place.with_name(place.name + companion).unlink(missing_ok=True)
    return len(places)


def _newest_restored(store: Store) -> int:
    """Give the newest epoch that was opened after a copy was put back, 0 for none."""
    for epoch in reversed(epochs(store)):
        first = next(iter(entries_after(store, epoch, 0, 1)), None)
        event = None if first is None else decode_event(first.kind, first.version, first.payload or b"")
        if isinstance(event, EpochOpened) and event.reason == "restored":
            return epoch
    return 0


def _opened(store: Store, clock: Clock, copy: Path, aside: Path) -> Restored:
    """Take over what followed the copy, and begin the epoch that says what was put back."""
    enrolment = _enrolment_in(store)
    with store.transaction():
        rescued = sum(rescue(each, store) for each in _put_aside(aside.parent))
        head = journal_head(store)
        epoch = head.epoch + 1
        note_fork(store, head.epoch, head.seq)
        event = EpochOpened(enrolment.kiosk, enrolment.unit, "restored", head.epoch, head.seq)
        append_event(store, event, clock.now(), new_epoch=epoch)
    name = _NAME.fullmatch(copy.name)
    day = date.fromisoformat(name[2]) if name else None
    kept_aside = aside.name if aside.exists() else ""
    return Restored(copy.name, day, head.epoch, head.seq, epoch, kept_aside, rescued)


def _put_aside(folder: Path) -> list[Path]:
    """Give the databases put aside in a folder, newest first: a restore that was cut left what counts under an earlier name."""
    named = ((_ASIDE.fullmatch(each.name), each) for each in folder.glob("before-restore-*.sqlite"))
    return [place for _, place in sorted(((int(name[1]), place) for name, place in named if name), reverse=True)]


def _newest_whole(folder: Path) -> Path:
    whole = (each.place for each in reversed(backups_in(folder)) if is_whole(each.place))
    found = next(whole, None)
    if found is None:
        raise Refused("backup_missing")
    return found


def _check_journal(copy: Path) -> None:
    """Refuse with `backup_unreliable` unless every chain in the copy holds."""
    store = open_copy(copy)
    try:
        if any(chain_fault(all_entries(store, epoch)) is not None for epoch in epochs(store)):
            raise Refused("backup_unreliable", place=copy.name)
    finally:
        store.close()


def _check_owner(copy: Path, folder: Path) -> None:
    """Refuse a copy whose kiosk is not the one whose key lies in the folder."""
    files = read_key_files(folder)
    if not any(each.is_there for each in files):
        raise Refused("device_key_missing")
    if all(each.keys is None for each in files):
        raise Refused("device_key_damaged")
    store = open_copy(copy)
    try:
        enrolment = _enrolment_in(store)
    finally:
        store.close()
    payload = open_envelope(enrolment.certificate, CERTIFICATE_TYPE, enrolment.district_public)
    if device_key(files, decode(payload, Certificate).public) is None:
        raise Refused("backup_of_other_kiosk")


def _enrolment_in(store: Store) -> Enrolment:
    envelope = read_enrolment(store)
    if envelope is None:
        raise Refused("not_enrolled")
    return open_enrolment(envelope)


def _free_name(folder: Path) -> Path:
    """Give a name nothing has yet for the database that is moved aside."""
    count = 1
    while (place := folder / f"before-restore-{count}.sqlite").exists():
        count += 1
    return place
