"""Dates of birth keep the precision they were given, and never make anyone older than they are."""

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.contest.birth_date import BirthDate, parse_birth_date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1985", BirthDate(1985)),
        ("121985", BirthDate(1985, 12)),
        ("01121985", BirthDate(1985, 12, 1)),
        ("01/12/1985", BirthDate(1985, 12, 1)),
        ("1/2/1985", BirthDate(1985, 2, 1)),
        ("1-2-1985", BirthDate(1985, 2, 1)),
        ("12.1985", BirthDate(1985, 12)),
        (" 29022008\n", BirthDate(2008, 2, 29)),
        ("00001985", BirthDate(1985)),
        ("00121985", BirthDate(1985, 12)),
    ],
)
def test_every_form_on_cards_is_read(text: str, expected: BirthDate) -> None:
    """Years alone, months and years, full dates, digits or written: each keeps what is known."""
    assert parse_birth_date(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "85",
        "19850",
        "31022006",
        "29022007",
        "15132006",
        "15002006",
        "0000",
        "1/2/85",
        "a5022006",
        "١٩٨٥",
        "2006-02-15",
        "1985" + " " * 40,
    ],
)
def test_days_that_do_not_exist_are_refused_without_repeating_the_text(text: str) -> None:
    """What is no date raises a code that holds nothing of what was read."""
    with pytest.raises(ValueError, match=r"^birth_date_malformed$"):
        parse_birth_date(text)


@pytest.mark.parametrize(
    "parts", [(0, None, None), (10000, None, None), (2006, None, 3), (2006, 13, None), (2006, 4, 31)]
)
def test_a_birth_date_cannot_be_made_of_parts_that_do_not_fit(parts: tuple[int, int | None, int | None]) -> None:
    """A day needs its month, and both must exist in that year."""
    with pytest.raises(ValueError, match=r"^birth_date_malformed$"):
        BirthDate(*parts)


@pytest.mark.parametrize(
    ("birth", "day", "age"),
    [
        (BirthDate(2009, 8, 1), date(2023, 8, 1), 14),
        (BirthDate(2009, 8, 2), date(2023, 8, 1), 13),
        (BirthDate(2009, 8), date(2023, 8, 30), 13),
        (BirthDate(2009, 8), date(2023, 8, 31), 14),
        (BirthDate(2009), date(2023, 12, 30), 13),
        (BirthDate(2009), date(2023, 12, 31), 14),
        (BirthDate(2008, 2, 29), date(2023, 2, 28), 14),
        (BirthDate(2008, 2, 29), date(2023, 3, 1), 15),
        (BirthDate(2024, 1, 1), date(2023, 8, 1), -1),
    ],
)
def test_what_is_unknown_counts_as_late_as_possible(birth: BirthDate, day: date, age: int) -> None:
    """A year alone makes nobody fourteen before its last day is over in full."""
    assert birth.age_on(day) == age


@given(st.dates(min_value=date(1900, 1, 1)), st.dates(min_value=date(1900, 1, 1)))
def test_knowing_less_never_makes_anyone_older(birth: date, day: date) -> None:
    """The age from a year alone is at most the age from the month, and that at most the age from the full date."""
    full = BirthDate(birth.year, birth.month, birth.day).age_on(day)
    month = BirthDate(birth.year, birth.month).age_on(day)
    year = BirthDate(birth.year).age_on(day)
    assert year <= month <= full <= year + 1


@given(st.dates(), st.sampled_from(["full", "month", "year"]))
def test_a_written_date_is_read_back_as_it_was(day: date, precision: str) -> None:
    """Writing and reading keep year, month, day and what is unknown; so does the codec of sealed boxes."""
    birth = {
        "full": BirthDate(day.year, day.month, day.day),
        "month": BirthDate(day.year, day.month),
        "year": BirthDate(day.year),
    }[precision]
    assert parse_birth_date(birth.written()) == birth
    assert parse_birth_date(birth.written().replace("/", "")) == birth
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(birth), type=BirthDate) == birth
