"""Rules answer in Vietnam's days and in the reader's language."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.contest.moment import VIETNAM
from kiosk.contest.pack import pack_bytes, pack_from_bytes
from kiosk.contest.rules import Round, Text
from tests.helpers.builders import a_pack, a_round, a_rules, a_text


@pytest.mark.parametrize(("language", "words"), [("vi", "phường"), ("en", "ward")])
def test_a_text_speaks_the_language_asked_for(language: str, words: str) -> None:
    """Each language has its own words."""
    assert Text("phường", "ward").in_language(language) == words


@given(st.datetimes(datetime(2000, 1, 2), datetime(2900, 1, 1)), st.integers(1, 10**12))  # noqa: DTZ001 - made aware below
def test_days_of_a_round_are_days_in_vietnam(start: datetime, length_us: int) -> None:
    """Every moment of a round falls on a day from its first to its last, whatever zone it was written in."""
    starts_at = start.replace(tzinfo=UTC)
    ends_at = starts_at + timedelta(microseconds=length_us)
    span = Round("r", a_text(), starts_at, ends_at)
    assert span.first_day == starts_at.astimezone(VIETNAM).date()
    last_moment = ends_at - timedelta(microseconds=1)
    assert span.last_day == last_moment.astimezone(VIETNAM).date()


def test_a_round_that_ends_at_midnight_has_no_next_day() -> None:
    """The moment of the end is not part of the round."""
    start = datetime(2023, 8, 1, tzinfo=VIETNAM)
    assert Round("r", a_text(), start, start + timedelta(days=31)).last_day == date(2023, 8, 31)


@pytest.mark.parametrize("year", [23, 1999, 3000])
def test_a_round_in_an_implausible_year_is_refused(year: int) -> None:
    """A slip in the year is caught when the rules are read."""
    sound = datetime(2023, 8, 1, tzinfo=VIETNAM)
    for moments in ((sound, sound.replace(year=year)), (sound.replace(year=year), sound)):
        with pytest.raises(ValueError, match="round_year_implausible"):
            Round("r", a_text(), *moments)


def test_a_moment_falls_into_the_round_it_lies_in() -> None:
    """The first moment belongs to a round, the end does not, and between rounds there is none."""
    one, two = a_round("one", last=date(2023, 8, 10)), a_round("two", first=date(2023, 8, 20))
    rules = a_rules(rounds=(one, two))
    assert rules.round_at(one.starts_at) == one
    assert rules.round_at(one.ends_at) is None
    assert rules.round_at(two.starts_at.astimezone(UTC)) == two
    assert rules.round_at(one.starts_at - timedelta(microseconds=1)) is None


def test_the_opening_day_is_the_first_day_in_vietnam_even_after_travel() -> None:
    """The day stays the same when the pack was sent as bytes, where moments are in UTC."""
    rules = a_rules(rounds=(a_round("late", first=date(2023, 8, 20)), a_round("early", last=date(2023, 8, 10))))
    assert rules.opening_day() == date(2023, 8, 1)
    assert pack_from_bytes(pack_bytes(a_pack(rules=rules))).rules.opening_day() == date(2023, 8, 1)
