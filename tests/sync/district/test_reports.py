"""Participation of a unit: the counts add up, agree with the district's status, and name nobody."""

from dataclasses import replace as with_field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from kiosk.contest.attempt import State
from kiosk.contest.errors import Refused
from kiosk.contest.events import AttemptStarted
from kiosk.contest.pack import pack_bytes
from sync.district.district import District, open_district
from sync.district.founding import init_district, read_pack
from sync.district.reports import ParticipationReport, Tally, participation
from sync.district.status import status
from sync.district.store.attempt_rows import AttemptRow, save_attempts
from tests.helpers.district import NOW, PACK, Sender, enrolled

CODE = "00343"


def start(sender: Sender, person: int, **changes: object) -> AttemptStarted:
    """Write the start of an attempt of which something is told differently."""
    begun = sender.start(person)
    sender.entries.pop()
    begun = replace(begun, **changes)
    sender.write(begun)
    return begun


def sums(report: ParticipationReport) -> list[tuple[int, ...]]:
    """Give the sums of the counts that add up, of each way to part the attempts."""
    ways = (report.age_groups, report.groups, report.languages, report.days)
    return [tuple(sum(column) for column in zip(*(added(each.tally) for each in way), strict=True)) for way in ways]


def added(tally: Tally) -> tuple[int, ...]:
    """Give the counts that add up: all but those of people."""
    return (tally.started, tally.open, tally.handed_in, tally.abandoned, tally.voided, tally.scored, tally.points)


def test_every_end_of_an_attempt_is_counted(district: District, sender: Sender) -> None:
    """Open, handed in, abandoned, voided; people once; the mean of what was handed in; who had every answer right."""
    sender.finish(start(sender, 1), right=20)
    sender.finish(start(sender, 1, language="en"), right=10)
    sender.finish(start(sender, 2, age_group="14_15", group="pupil"), right=15)
    sender.abandon(start(sender, 3))
    void = start(sender, 4)
    sender.finish(void, right=20)
    sender.void(void.attempt)
    start(sender, 5)
    sender.send(district)
    report = participation(district, CODE, NOW)
    assert report.total == Tally(
        started=6, open=1, handed_in=3, abandoned=1, voided=1, people=2, all_correct=1, scored=3, points=45
    )
    assert report.total.mean_points == 15
    assert [(each.code, each.tally.people) for each in report.age_groups] == [("14_15", 1), ("30_44", 1)]
    assert [(each.code, each.tally.started) for each in report.groups] == [("resident", 5), ("pupil", 1)]
    assert [(each.code, each.tally.handed_in) for each in report.languages] == [("vi", 2), ("en", 1)]
    assert sums(report) == [added(report.total)] * 4


def test_the_units_together_are_the_district(district: District, sender: Sender) -> None:
    """The sum over all units is what `status` counts, wherever an attempt was begun."""
    codes = [each.code for each in sender.pack.units_for(NOW.date())]
    units = [each.id for each in sender.pack.units_for(NOW.date())]
    for person in range(30):
        begun = start(sender, person, unit=units[person % 7])
        if person % 3 == 0:
            sender.finish(begun)
        elif person % 3 == 1:
            sender.abandon(begun)
    sender.send(district)
    totals = [participation(district, each, NOW).total for each in codes]
    counts = status(district).attempts
    assert sum(each.started for each in totals) == counts.started == 30
    assert sum(each.open for each in totals) == counts.open
    assert sum(each.handed_in for each in totals) == counts.finished
    assert sum(each.abandoned for each in totals) == counts.abandoned
    assert [each.started for each in totals[:7]] == [5, 5, 4, 4, 4, 4, 4]


def test_a_day_begins_at_midnight_in_vietnam(district: District, sender: Sender) -> None:
    """An attempt at 23:59:59 and one at 00:00:00 are of two days."""
    late = with_field(sender, now=datetime(2026, 11, 24, 16, 59, 57, tzinfo=UTC))
    for person in (1, 2):
        start(late, person)
    late.send(district, now=late.now)
    days = participation(district, CODE, NOW).days
    assert [(each.day, each.tally.started) for each in days] == [(date(2026, 11, 24), 1), (date(2026, 11, 25), 1)]


def test_words_only_a_kiosk_knows_are_counted_too(district: District, sender: Sender) -> None:
    """What a newer or a lying kiosk calls a group stands after those of the pack, and the sum holds."""
    for person, group in enumerate(("zebra", "pupil", "=1+1", "resident")):
        start(sender, person, group=group, age_group="old", language="fr")
    sender.send(district)
    report = participation(district, CODE, NOW)
    assert [each.code for each in report.groups] == ["resident", "pupil", "=1+1", "zebra"]
    assert sums(report) == [added(report.total)] * 4


def test_a_unit_without_attempts_has_no_mean_and_no_parts(district: District) -> None:
    """Nothing is counted, and nothing divided by nothing."""
    report = participation(district, CODE, NOW)
    assert added(report.total) == (0,) * 7
    assert report.total.mean_points is None
    assert (report.age_groups, report.groups, report.languages, report.days) == ((), (), (), ())


def test_a_share_is_told_only_of_a_known_number(tmp_path: Path) -> None:
    """The pack's own number of a unit's people is the denominator; without one, or with none, there is no share."""
    pack = read_pack(PACK)
    first, second, *others = pack.units
    units = (replace(first, people=8, people_on=date(2023, 4, 1)), replace(second, people=0), *others)
    file = tmp_path / "pack.tramthi"
    file.write_bytes(pack_bytes(replace(pack, units=units)))
    init_district(tmp_path / "d", file, NOW)
    with open_district(tmp_path / "d") as district:
        sender = enrolled(district)
        for person in (1, 1, 2):
            sender.finish(start(sender, person))
        sender.send(district)
        assert participation(district, first.code, NOW).share == 0.25
        assert participation(district, second.code, NOW).share is None
        assert participation(district, others[0].code, NOW).share is None


def test_unknown_units_are_refused(district: District, tmp_path: Path) -> None:
    """A code that the pack lacks, and any code where there is no pack."""
    with pytest.raises(Refused, match="unit_unknown"):
        participation(district, "99999", NOW)
    init_district(tmp_path / "none", None, NOW)
    with open_district(tmp_path / "none") as empty, pytest.raises(Refused, match="pack_missing"):
        participation(empty, CODE, NOW)


def test_an_attempt_that_could_not_be_scored_leaves_the_mean_alone(district: District, sender: Sender) -> None:
    """It is handed in and its person counts, but a kiosk's own claim is never taken for points."""
    sender.finish(start(sender, 1), right=12)
    sender.finish(start(sender, 2, pack_version=77), right=20)
    sender.send(district)
    total = participation(district, CODE, NOW).total
    assert (total.handed_in, total.people, total.scored, total.mean_points, total.all_correct) == (2, 2, 1, 12.0, 0)


Drawn = tuple[State, int, int, int | None, str]
"""State, person, hour, points and group of an attempt."""
_ROWS = st.lists(
    st.tuples(
        st.sampled_from(State),
        st.integers(0, 4),
        st.integers(0, 72),
        st.none() | st.integers(0, 20),
        st.sampled_from(("resident", "pupil", "other")),
    ),
    max_size=30,
)


@pytest.fixture
def place(district: District, sender: Sender) -> tuple[Path, str]:
    """Give the folder of a district that is used again and again, and the name of its kiosk."""
    return district.folder, sender.id


@given(drawn=_ROWS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
def test_parts_always_add_up(place: tuple[Path, str], drawn: list[Drawn]) -> None:
    """Whatever arrived, each way to part the attempts has the sum of all, and people are at most what was handed in."""
    with open_district(place[0]) as district:
        fill(district, place[1], drawn)
        report = participation(district, CODE, NOW)
    if drawn:
        assert sums(report) == [added(report.total)] * 4
    total = report.total
    assert total.started == total.open + total.handed_in + total.abandoned + total.voided == len(drawn)
    assert total.all_correct <= total.people <= total.handed_in
    assert all(each.tally.people <= total.people for each in report.groups)


def fill(district: District, kiosk: str, drawn: list[Drawn]) -> None:
    """Let the district's table of attempts hold just these."""
    unit = read_pack(PACK).units[0].id
    rows = [
        AttemptRow(
            kiosk=kiosk, attempt=str(place), state=state.value, how="", unit=unit, group=group, age_group="30_44", language="vi",
            papers="none", pack="p", pack_version=1, seed=b"", drawn_on="2026-11-24", fingerprint=bytes([person]), label="",
            masked_number="", warnings="", is_assisted=0, started_at_us=0,
            started_true_us=int((NOW + timedelta(hours=hour)).timestamp()) * 1_000_000, points=points, correct=points,
            question_count=20,
        )
        for place, (state, person, hour, points, group) in enumerate(drawn)
    ]  # fmt: skip
    with district.store.transaction():
        district.store.execute("DELETE FROM attempt")
        save_attempts(district.store, rows)
