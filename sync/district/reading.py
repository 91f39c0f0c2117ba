"""What entries say, put into rows: as they arrive, and again once a later version of this program reads more of them.

Kiosks and district are not always of one version. What a district cannot read it keeps, with an alarm; nobody has to send it again.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from itertools import chain
from typing import Final

import msgspec

from kiosk.contest.moment import us_from_moment
from kiosk.journal.codec import is_known
from kiosk.journal.entry import Entry
from sync.district.district import District
from sync.district.documents import corrected_in, pack_numbered
from sync.district.projection import Problem, attempts_named, project, read_events
from sync.district.scoring_again import asked_on
from sync.district.store.attempt_rows import insert_attempts, insert_receipts, read_attempts, save_attempts
from sync.district.store.entry_rows import entries_of, entry_at, journals
from sync.district.store.kiosk_rows import (
    AlarmRow,
    KioskRow,
    alarms_of_code,
    drop_alarm,
    hold_kiosks,
    note_open,
    raise_alarm,
    read_kiosk,
)
from sync.district.store.person_rows import AuditRow, write_audit
from sync.district.used_up import tell_used_up

_UNKNOWN: Final = "kind_unknown"
_PASSING: Final = (_UNKNOWN, "attempt_without_start")
"""What is a problem only while something is not read."""


def take_in(district: District, kiosk: KioskRow, entries: Sequence[Entry], at_us: int) -> list[Problem]:
    """Put what entries say into rows, raise alarms, and give what is wrong with them. Only inside a transaction.

    What was said before changes nothing.
    """
    told, unread = read_events(entries)
    known = read_attempts(district.store, kiosk.id, attempts_named(told))
    asked = partial(asked_on, partial(pack_numbered, district), partial(corrected_in, district))
    projection = project(kiosk.id, told, known, asked, kiosk.offset_us or 0)
    insert_attempts(district.store, [each for each in projection.attempts if each.attempt not in known])
    save_attempts(district.store, [each for each in projection.attempts if each.attempt in known])
    insert_receipts(district.store, projection.receipts)
    changed = [each for each in projection.attempts if each.attempt not in known or each.state == "voided"]
    tell_used_up(district, changed, at_us)
    if projection.is_open is not None:
        note_open(district.store, kiosk.id, is_open=projection.is_open)
    for parting in projection.partings:
        alarm_of_fork(district, kiosk, parting.epoch, parting.seq + 1, {"said": parting.reason}, at_us)
    problems: list[Problem] = [*unread, *projection.problems]
    for each in problems:
        raise_alarm(district.store, AlarmRow(kiosk.id, each.epoch, each.seq, each.code, "{}", at_us))
    return problems


def read_again(district: District, now: datetime) -> int:
    """Read the journals anew in which an earlier version of this program could not read an entry, and this one can.

    Gives how many such entries there were; their alarms are dropped. Refuses with a fault of the database.
    """
    at_us = us_from_moment(now)
    readable = [each for each in alarms_of_code(district.store, _UNKNOWN) if _is_readable(district, each)]
    if not readable:
        return 0
    with district.store.transaction():
        hold_kiosks(district.store)
        for kiosk in sorted({each.kiosk for each in readable}):
            _read_journal(district, kiosk, at_us)
            write_audit(district.store, AuditRow(at_us, "console", "journal_read_again", kiosk))
    return len(readable)


def alarm_of_fork(
    district: District, kiosk: KioskRow, epoch: int, seq: int, facts: Mapping[str, object], at_us: int
) -> None:
    """Raise one alarm for a fork at its first strange number, whoever tells of it first. Only inside a transaction."""
    told = msgspec.json.encode(facts).decode()
    raise_alarm(district.store, AlarmRow(kiosk.id, epoch, seq, "forked", told, at_us))


def _is_readable(district: District, alarm: AlarmRow) -> bool:
    entry = entry_at(district.store, alarm.kiosk, alarm.epoch, alarm.seq)
    return entry is not None and is_known(entry.kind, entry.version)


def _read_journal(district: District, kiosk: str, at_us: int) -> None:
    row = read_kiosk(district.store, kiosk)
    if row is None:
        return
    epochs = [epoch for name, epoch, _, _ in journals(district.store) if name == kiosk]
    entries = list(chain.from_iterable(entries_of(district.store, kiosk, each) for each in epochs))
    left = {(each.epoch, each.seq, each.code) for each in take_in(district, row, entries, at_us)}
    for code in _PASSING:
        for alarm in alarms_of_code(district.store, code):
            if alarm.kiosk == kiosk and (alarm.epoch, alarm.seq, code) not in left:
                drop_alarm(district.store, alarm)
