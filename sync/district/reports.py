"""What a unit's reports say, in facts: who took part, without names. Words: `report_paper`, `report_tables`; files: `report_files`.

Points and right answers are the district's own, scored again from the answers. Where an attempt of a unit was begun does not
matter: it counts for the unit the person chose.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Final, TypeVar

from msgspec import Struct

from kiosk.contest.attempt import State
from kiosk.contest.entrant import AGE_GROUPS
from kiosk.contest.errors import Refused
from kiosk.contest.moment import VIETNAM, moment_from_us
from kiosk.contest.pack import ContestPack, Unit
from sync.district.district import District
from sync.district.documents import current_pack
from sync.district.store.attempt_rows import AttemptRow, attempts_of_unit

_LANGUAGES: Final = ("vi", "en")
_Key = TypeVar("_Key")


class Tally(Struct, frozen=True):
    """Counts of some attempts; `started` is the sum of `open`, `handed_in` (time run out included), `abandoned` and `voided`.

    `people` (each once) handed in at least one attempt, `all_correct` of them one without a wrong answer. `points` is the sum
    over the `scored` attempts: those handed in that the district could score.
    """

    started: int
    open: int
    handed_in: int
    abandoned: int
    voided: int
    people: int
    all_correct: int
    scored: int
    points: int

    @property
    def mean_points(self) -> float | None:
        """The mean of the scored attempts, None when there is none."""
        return self.points / self.scored if self.scored else None


class Part(Struct, frozen=True):
    """The counts of one part of the attempts; `code` is the word of the program for it."""

    code: str
    tally: Tally


class Day(Struct, frozen=True):
    """The counts of the attempts begun on one day in Vietnam."""

    day: date
    tally: Tally


class ParticipationReport(Struct, frozen=True):
    """Participation of one unit at `at`, as far as its kiosks have sent it.

    Parts come in the order of the program or the pack, those without an attempt left out; days in order.
    """

    at: datetime
    pack: ContestPack
    unit: Unit
    total: Tally
    age_groups: tuple[Part, ...]
    groups: tuple[Part, ...]
    languages: tuple[Part, ...]
    days: tuple[Day, ...]

    @property
    def share(self) -> float | None:
        """The share of the unit's people who handed in an attempt, 0 to 1; None when the unit's number is not known."""
        return self.total.people / self.unit.people if self.unit.people else None


def participation(district: District, unit_code: str, now: datetime) -> ParticipationReport:
    """Count the attempts of the unit that has `unit_code` at `now`; refuses with `pack_missing` or `unit_unknown`."""
    pack = current_pack(district)
    if pack is None:
        raise Refused("pack_missing", version=0)
    try:
        unit = pack.unit_by_code(unit_code, now.astimezone(VIETNAM).date())
    except KeyError as fault:
        raise Refused("unit_unknown") from fault
    rows = attempts_of_unit(district.store, unit.id)
    return ParticipationReport(
        at=now,
        pack=pack,
        unit=unit,
        total=_tally(rows),
        age_groups=_parts(rows, lambda each: each.age_group, (name for _, name in AGE_GROUPS)),
        groups=_parts(rows, lambda each: each.group, (each.code for each in pack.rules.groups)),
        languages=_parts(rows, lambda each: each.language, _LANGUAGES),
        days=tuple(Day(day, _tally(found)) for day, found in sorted(_parted(rows, _day).items())),
    )


REPORTS: Final = {"participation": participation}
"""The kinds of reports there are: what gathers each."""


def _tally(rows: Iterable[AttemptRow]) -> Tally:
    rows = tuple(rows)
    by_state = {state: sum(each.state == state.value for each in rows) for state in State}
    handed_in = [each for each in rows if each.state == State.FINISHED.value]
    scored = [each.points for each in handed_in if each.points is not None]
    return Tally(
        started=len(rows),
        open=by_state[State.RUNNING],
        handed_in=len(handed_in),
        abandoned=by_state[State.ABANDONED],
        voided=by_state[State.VOIDED],
        people=len({each.fingerprint for each in handed_in}),
        all_correct=len({each.fingerprint for each in handed_in if _is_all_correct(each)}),
        scored=len(scored),
        points=sum(scored),
    )


def _is_all_correct(row: AttemptRow) -> bool:
    return row.correct is not None and row.correct == row.question_count


def _parts(rows: Iterable[AttemptRow], code: Callable[[AttemptRow], str], order: Iterable[str]) -> tuple[Part, ...]:
    """Count by `code`: those in `order` first, then any that only a kiosk knows."""
    parted = _parted(rows, code)
    known = [each for each in order if each in parted]
    return tuple(Part(each, _tally(parted[each])) for each in (*known, *sorted(parted.keys() - set(known))))


def _parted(rows: Iterable[AttemptRow], key: Callable[[AttemptRow], _Key]) -> dict[_Key, list[AttemptRow]]:
    parted: dict[_Key, list[AttemptRow]] = {}
    for row in rows:
        parted.setdefault(key(row), []).append(row)
    return parted


def _day(row: AttemptRow) -> date:
    return moment_from_us(row.started_true_us).astimezone(VIETNAM).date()
