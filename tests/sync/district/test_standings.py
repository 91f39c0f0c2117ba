"""Standings: the attempt that counts of each person, in the order of the rules' ties."""

from datetime import timedelta
from pathlib import Path
from typing import Literal

import pytest
from msgspec.structs import replace

from kiosk.contest.pack import pack_bytes
from kiosk.contest.rules import Rules
from sync.district.district import District, open_district
from sync.district.founding import init_district, read_pack
from sync.district.standings import standings
from tests.helpers.district import NOW, PACK, Sender, enrolled

AFTER = read_pack(PACK).rules.rounds[-1].ends_at + timedelta(days=1)


def finish(sender: Sender, person: int, right: int, prediction: int | None, minutes: int) -> str:
    """Write a visit that took some minutes, and give its receipt's code."""
    finished = sender.finish(sender.start(person), right=right, prediction=prediction)
    sender.entries.pop()
    finished = replace(finished, duration_us=minutes * 60_000_000)
    sender.write(finished)
    return sender.receipt(finished).code


def order(district: District, *, after: bool = True) -> list[tuple[int, str]]:
    """Give place and receipt of everybody."""
    return [(each.place, each.receipt) for each in standings(district, AFTER if after else NOW).rows]


def test_points_then_prediction_then_time_then_who_was_first(district: District, sender: Sender) -> None:
    """The sample's own chain, once the truth is known."""
    slow = finish(sender, 1, 20, 7, 9)
    near = finish(sender, 2, 18, 3, 9)
    quick = finish(sender, 3, 18, 9, 2)
    low = finish(sender, 4, 5, 1, 1)
    sender.send(district)
    found = standings(district, AFTER)
    assert found.is_final
    assert found.truth in {1, 4}
    assert found.rows[0].receipt == slow
    assert found.rows[-1].receipt == low
    assert [each.place for each in found.rows] == [1, 2, 3, 4]
    distances = {each.receipt: each.prediction_distance for each in found.rows}
    assert (distances[near], distances[quick]) == (abs(3 - found.truth), abs(9 - found.truth))
    assert [each.receipt for each in found.rows][1:3] == [near, quick]


def test_the_truth_is_not_known_before_the_end(district: District, sender: Sender) -> None:
    """While the contest runs nobody's prediction is near or far."""
    finish(sender, 1, 20, 7, 9)
    sender.send(district)
    found = standings(district, NOW)
    assert not found.is_final
    assert found.truth is None
    assert found.rows[0].prediction_distance is None


def test_no_prediction_is_the_farthest(district: District, sender: Sender) -> None:
    """Who predicted nothing comes after who predicted anything, and has no distance."""
    none = finish(sender, 1, 18, None, 1)
    wild = finish(sender, 2, 18, 9999, 9)
    sender.send(district)
    assert [each for _, each in order(district)] == [wild, none]
    assert standings(district, AFTER).rows[1].prediction_distance is None


def with_rules(folder: Path, rules: Rules) -> District:
    """Make a district whose contest has other rules."""
    pack = replace(read_pack(PACK), rules=rules)
    file = folder / "pack.tramthi"
    file.write_bytes(pack_bytes(pack))
    init_district(folder / "district", file, NOW)
    return open_district(folder / "district")


@pytest.mark.parametrize(("counts", "points"), [("best", 19), ("last", 10), ("first", 4)])
def test_one_attempt_of_each_person_counts(
    tmp_path: Path, counts: Literal["best", "last", "first"], points: int
) -> None:
    """By the rules: the best, the last or the first; those beyond the limit never do."""
    rules = read_pack(PACK).rules
    attempts = replace(rules.attempts, counts=counts, per_entrant=3)
    with with_rules(tmp_path, replace(rules, attempts=attempts)) as district:
        sender = enrolled(district)
        for right in (4, 19, 10, 20):
            finish(sender, 1, right, 1, 5)
        sender.send(district)
        (row,) = standings(district, NOW).rows
        assert (row.points, row.attempts) == (points, 4)


def test_an_attempt_given_up_uses_one_up(tmp_path: Path) -> None:
    """As it does at a kiosk: the third of two counts for nobody, though only two were handed in; a voided one is given back."""
    rules = read_pack(PACK).rules
    with with_rules(tmp_path, replace(rules, attempts=replace(rules.attempts, per_entrant=2))) as district:
        sender = enrolled(district)
        for person in (1, 2):
            started = sender.start(person)
            if person == 1:
                sender.abandon(started)
            else:
                sender.finish(started)
                sender.void(started.attempt)
            for right in (4, 19):
                finish(sender, person, right, 1, 5)
        sender.send(district)
        assert [(each.points, each.attempts) for each in standings(district, NOW).rows] == [(19, 2), (4, 3)]


def test_equals_share_a_place(tmp_path: Path) -> None:
    """Where the chain does not part people, they stand together and the next place is left out."""
    rules = read_pack(PACK).rules
    with with_rules(tmp_path, replace(rules, ties=("score", "lot"))) as district:
        sender = enrolled(district)
        for person, right in ((1, 10), (2, 12), (3, 12), (4, 3)):
            finish(sender, person, right, 1, 5)
        sender.send(district)
        assert [each.place for each in standings(district, NOW).rows] == [1, 1, 3, 4]


@pytest.mark.parametrize(("about", "truth"), [("entrants", 3), ("all_correct", 2)])
def test_the_truth_is_counted(tmp_path: Path, about: Literal["entrants", "all_correct"], truth: int) -> None:
    """Everybody, or those with every answer right."""
    rules = read_pack(PACK).rules
    assert rules.prediction is not None
    with with_rules(tmp_path, replace(rules, prediction=replace(rules.prediction, about=about))) as district:
        sender = enrolled(district)
        for person, right in ((1, 20), (2, 20), (3, 3)):
            finish(sender, person, right, 1, 5)
        sender.send(district)
        assert standings(district, AFTER).truth == truth


def test_a_contest_without_a_prediction_has_no_truth(tmp_path: Path) -> None:
    """Nothing to count."""
    with with_rules(tmp_path, replace(read_pack(PACK).rules, prediction=None)) as district:
        sender = enrolled(district)
        finish(sender, 1, 20, None, 1)
        sender.send(district)
        assert standings(district, AFTER).truth is None


def test_only_handed_in_attempts_stand(district: District, sender: Sender) -> None:
    """Running, abandoned and voided ones do not."""
    sender.start(1)
    sender.abandon(sender.start(2))
    started = sender.start(3)
    sender.finish(started)
    sender.void(started.attempt)
    sender.send(district)
    assert order(district) == []


def test_a_district_without_a_contest_has_no_standings(tmp_path: Path) -> None:
    """Nothing, rather than an error."""
    init_district(tmp_path / "d", None, NOW)
    with open_district(tmp_path / "d") as district:
        assert standings(district, NOW).rows == ()
