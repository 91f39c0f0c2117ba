"""Who stands where, without names: the attempt that counts of each person, ordered by the rules' chain of ties.

A person is a fingerprint. Points are the district's own, scored again from the answers. Prizes, the lot and publication are
not here.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Final

from msgspec import Struct

from kiosk.contest.attempt import State
from kiosk.contest.moment import moment_from_us
from kiosk.contest.pack import ContestPack
from kiosk.contest.rules import TieKey
from sync.district.district import District
from sync.district.documents import current_pack
from sync.district.store.attempt_rows import AttemptRow, receipt_codes, stream_attempts


class Standing(Struct, frozen=True):
    """One person's place; equal places mean that the rules' chain does not part them.

    `prediction_distance` is None while the truth is not known, or when nothing was predicted. `differs`: the kiosk's claim did
    not agree with what the district found.
    """

    place: int
    receipt: str
    unit: str
    group: str
    points: int
    correct: int
    prediction: int | None
    prediction_distance: int | None
    duration_us: int
    submitted_at: datetime
    attempts: int
    differs: bool


class Standings(Struct, frozen=True):
    """`truth`: what the prediction question asked for, None while the contest runs or when the rules have no such question."""

    is_final: bool
    truth: int | None
    ties: tuple[TieKey, ...]
    rows: tuple[Standing, ...]


class _Person(Struct, frozen=True):
    """A person's attempt that counts, and what the chain of ties looks at."""

    row: AttemptRow
    points: int
    duration_us: int
    submitted_us: int
    first_us: int
    attempts: int
    distance: int | None


_FAR: Final = 2**62
_KEYS: Final[dict[TieKey, Callable[[_Person], int]]] = {
    "score": lambda each: -each.points,
    "prediction": lambda each: _FAR if each.distance is None else each.distance,
    "duration": attrgetter("duration_us"),
    "submitted_at": attrgetter("submitted_us"),
    "attempt_count": attrgetter("attempts"),
    "registered_at": attrgetter("first_us"),
}
"""What each tie looks at, smaller is better. An essay's points and the lot are drawn elsewhere; until then they part nobody."""
_CHOICES: Final[dict[str, Callable[[list[AttemptRow]], AttemptRow]]] = {
    "best": lambda rows: min(rows, key=lambda each: (-(each.points or 0), each.duration_us or 0)),
    "last": lambda rows: rows[-1],
    "first": lambda rows: rows[0],
}
"""Which of a person's attempts, oldest first, counts."""


def standings(district: District, now: datetime) -> Standings:
    """Order everybody who handed in an attempt; empty before a pack is published."""
    pack = current_pack(district)
    if pack is None:
        return Standings(is_final=False, truth=None, ties=(), rows=())
    is_final = now >= max(each.ends_at for each in pack.rules.rounds)
    people = _people(stream_attempts(district.store), pack)
    truth = _truth(people, pack) if is_final else None
    if truth is not None:
        people = [_with_distance(each, truth) for each in people]

    def chain(person: _Person) -> tuple[int, ...]:
        return tuple(_KEYS[key](person) for key in pack.rules.ties if key in _KEYS)

    people.sort(key=lambda each: (*chain(each), each.row.fingerprint))
    codes = receipt_codes(district.store, [each.row.attempt for each in people])
    rows: list[Standing] = []
    for _, equal in groupby(people, key=chain):
        place = len(rows) + 1
        rows.extend(_standing(place, each, codes.get((each.row.kiosk, each.row.attempt), (0, ""))[1]) for each in equal)
    return Standings(is_final, truth, pack.rules.ties, tuple(rows))


def _people(attempts: Iterable[AttemptRow], pack: ContestPack) -> list[_Person]:
    """Give each person's attempt that counts by the rules ("best", "last" or "first").

    As at a kiosk, all but the voided stand against the limit: who gave one up has used it. What is beyond the limit, taken at a
    kiosk that could not know of the others, counts for nothing.
    """
    by_person: dict[bytes, list[AttemptRow]] = {}
    for row in attempts:
        if row.state != State.VOIDED.value:
            by_person.setdefault(row.fingerprint, []).append(row)
    return [person for rows in by_person.values() if (person := _person(rows, pack)) is not None]


def _person(rows: list[AttemptRow], pack: ContestPack) -> _Person | None:
    """Choose among one person's attempts, which come oldest first; None where none of those within the limit was handed in."""
    allowed = rows[: pack.rules.attempts.per_entrant]
    counted = [each for each in allowed if each.state == State.FINISHED.value]
    if not counted:
        return None
    choose = _CHOICES[pack.rules.attempts.counts]
    chosen = choose(counted)
    return _Person(
        row=chosen,
        points=chosen.points or 0,
        duration_us=chosen.duration_us or 0,
        submitted_us=chosen.ended_true_us or 0,
        first_us=rows[0].started_true_us,
        attempts=len(rows),
        distance=None,
    )


def _truth(people: list[_Person], pack: ContestPack) -> int | None:
    """Count what the prediction question asked for: everybody, or those with every answer right."""
    if pack.rules.prediction is None:
        return None
    if pack.rules.prediction.about == "entrants":
        return len(people)
    return sum(each.row.correct is not None and each.row.correct == each.row.question_count for each in people)


def _with_distance(person: _Person, truth: int) -> _Person:
    guess = person.row.prediction
    distance = None if guess is None else abs(guess - truth)
    return _Person(
        person.row, person.points, person.duration_us, person.submitted_us, person.first_us, person.attempts, distance
    )


def _standing(place: int, person: _Person, receipt: str) -> Standing:
    row = person.row
    return Standing(
        place=place,
        receipt=receipt,
        unit=row.unit,
        group=row.group,
        points=person.points,
        correct=row.correct or 0,
        prediction=row.prediction,
        prediction_distance=person.distance,
        duration_us=person.duration_us,
        submitted_at=moment_from_us(person.submitted_us),
        attempts=person.attempts,
        differs=bool(row.differs),
    )
