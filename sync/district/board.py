"""What the live board shows, in facts: counts, hours, units, kiosks, alarms. Words and pictures are the templates'."""

from datetime import datetime, timedelta
from typing import Final, Literal

from msgspec import Struct

from kiosk.contest.attempt import State
from kiosk.contest.moment import VIETNAM, moment_from_us, us_from_moment
from kiosk.contest.rules import Text
from sync.district.district import District
from sync.district.documents import unit_names
from sync.district.held import lacking
from sync.district.status import AttemptCounts, attempt_counts
from sync.district.store.attempt_rows import count_by_slot, count_by_state, count_by_unit
from sync.district.store.kiosk_rows import KioskRow, all_kiosks, newest_alarms, newest_of_kinds
from sync.district.wall_clock import within_dates

KioskState = Literal["open", "closed", "silent", "never", "revoked"]
SILENT_AFTER: Final = timedelta(minutes=15)
CLOCK_RIGHT_S: Final = 60
ALARMS_SHOWN: Final = 20
_ABOUT_HELP: Final = ("help_called", "help_answered", "kiosk_opened", "kiosk_closed")
"""Only the first opens a call; each of the others closes all that went before."""
_OFFICE_HOURS: Final = (7, 17)
_HOUR_US: Final = 3_600_000_000
_ALARMS_COUNTED: Final = 10_000


class HourCount(Struct, frozen=True):
    """How many attempts started in an hour of today; `share` is of the busiest hour, 0 to 1."""

    hour: int
    count: int
    share: float


class UnitCount(Struct, frozen=True):
    """How many attempts a unit's people made; `share` is of the busiest unit, 0 to 1."""

    id: str
    name: Text
    started: int
    finished: int
    share: float


class KioskLine(Struct, frozen=True):
    """One kiosk. `offset_s`: seconds its clock is ahead, None when never measured.

    `help_at`: when somebody there last asked for staff, None when nobody did or they were seen to since, as far as it has sent.
    `lacks`: names of the district's documents it has not yet said it holds, None when it never said what it holds.
    """

    id: str
    unit: Text
    state: KioskState
    seen_at: datetime | None
    is_waiting: bool
    offset_s: int | None
    is_clock_right: bool
    alarms: int
    help_at: datetime | None
    lacks: tuple[str, ...] | None


class AlarmLine(Struct, frozen=True):
    """One alarm."""

    at: datetime
    kiosk: str
    epoch: int
    seq: int
    code: str


class Board(Struct, frozen=True):
    """Everything on the board at one moment."""

    at: datetime
    today: AttemptCounts
    total: AttemptCounts
    hours: tuple[HourCount, ...]
    units: tuple[UnitCount, ...]
    kiosks: tuple[KioskLine, ...]
    alarms: tuple[AlarmLine, ...]


def live_board(district: District, now: datetime) -> Board:
    """Gather the board."""
    store = district.store
    midnight = now.astimezone(VIETNAM).replace(hour=0, minute=0, second=0, microsecond=0)
    names = unit_names(district)
    alarms = newest_alarms(store, _ALARMS_COUNTED)
    by_kiosk: dict[str, int] = {}
    for each in alarms:
        by_kiosk[each.kiosk] = by_kiosk.get(each.kiosk, 0) + 1
    rows = all_kiosks(store)
    lacks = lacking(district, rows, us_from_moment(now))
    return Board(
        at=now,
        today=attempt_counts(count_by_state(store, us_from_moment(midnight))),
        total=attempt_counts(count_by_state(store)),
        hours=_hours(district, midnight),
        units=_units(district, names),
        kiosks=tuple(
            _kiosk_line(each, names, by_kiosk.get(each.id, 0), now, _help_at(district, each.id), lacks.get(each.id))
            for each in rows
        ),
        alarms=tuple(
            AlarmLine(moment_from_us(each.at_us), each.kiosk, each.epoch, each.seq, each.code)
            for each in alarms[:ALARMS_SHOWN]
        ),
    )


def _hours(district: District, midnight: datetime) -> tuple[HourCount, ...]:
    """Count today's attempts by hour; the office's hours always, others where something happened."""
    from_us = us_from_moment(midnight)
    counts = count_by_slot(district.store, from_us, from_us + 24 * _HOUR_US, _HOUR_US)
    most = max(counts.values(), default=0)
    if not most:
        return ()
    first, last = min(_OFFICE_HOURS[0], *counts), max(_OFFICE_HOURS[1], *counts)
    return tuple(HourCount(hour, counts.get(hour, 0), counts.get(hour, 0) / most) for hour in range(first, last + 1))


def _units(district: District, names: dict[str, Text]) -> tuple[UnitCount, ...]:
    """Count attempts by unit, the busiest first."""
    started: dict[str, int] = {}
    finished: dict[str, int] = {}
    for unit, state, count in count_by_unit(district.store):
        started[unit] = started.get(unit, 0) + count
        if state == State.FINISHED.value:
            finished[unit] = count
    most = max(started.values(), default=0)
    lines = (
        UnitCount(unit, names.get(unit, Text(unit, unit)), count, finished.get(unit, 0), count / most)
        for unit, count in started.items()
    )
    return tuple(sorted(lines, key=lambda each: (-each.started, each.id)))


def _help_at(district: District, kiosk: str) -> datetime | None:
    newest = newest_of_kinds(district.store, kiosk, _ABOUT_HELP)
    return moment_from_us(within_dates(newest[1])) if newest is not None and newest[0] == _ABOUT_HELP[0] else None


def _kiosk_line(
    row: KioskRow,
    names: dict[str, Text],
    alarms: int,
    now: datetime,
    help_at: datetime | None,
    lacks: tuple[str, ...] | None,
) -> KioskLine:
    offset_s = None if row.offset_us is None else round(row.offset_us / 1_000_000)
    return KioskLine(
        id=row.id,
        unit=names.get(row.unit, Text(row.unit_code, row.unit_code)),
        state=_kiosk_state(row, now),
        seen_at=None if row.seen_at_us is None else moment_from_us(row.seen_at_us),
        is_waiting=bool(row.is_waiting),
        offset_s=offset_s,
        is_clock_right=offset_s is not None and abs(offset_s) <= CLOCK_RIGHT_S,
        alarms=alarms,
        help_at=help_at,
        lacks=lacks,
    )


def _kiosk_state(row: KioskRow, now: datetime) -> KioskState:
    if row.revoked_at_us is not None:
        return "revoked"
    if row.seen_at_us is None:
        return "never"
    if now - moment_from_us(row.seen_at_us) > SILENT_AFTER and row.is_open:
        return "silent"
    return "open" if row.is_open else "closed"
