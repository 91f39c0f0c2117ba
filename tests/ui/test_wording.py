"""How days, numbers and times are written for people."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.texts import load_catalogue
from ui.wording import birth_digits, told_end, written_day, written_number, written_span


def test_a_day_is_written_as_each_language_does() -> None:
    """dd/MM/yyyy in Vietnamese, day and month in words in English."""
    assert written_day(date(2027, 3, 5), "vi") == "05/03/2027"
    assert written_day(date(2027, 3, 5), "en") == "5 March 2027"


@pytest.mark.parametrize(
    ("at", "vi", "en"),
    [
        ("2027-12-31T17:00+07:00", "17:00 ngày 31/12/2027", "17:00 on 31 December 2027"),
        ("2028-01-01T00:00+07:00", "hết ngày 31/12/2027", "the end of 31 December 2027"),
        ("2027-12-31T10:00+00:00", "17:00 ngày 31/12/2027", "17:00 on 31 December 2027"),
    ],
)
def test_an_end_within_a_day_is_told_with_its_hour(at: str, vi: str, en: str) -> None:
    """Nobody comes in the evening of a day whose entries closed in the afternoon."""
    moment = datetime.fromisoformat(at)
    assert (told_end(moment, load_catalogue("vi")), told_end(moment, load_catalogue("en"))) == (vi, en)


def test_thousands_are_set_apart_as_each_language_does() -> None:
    """Points in Vietnamese, commas in English."""
    assert written_number(3_000_000, "vi") == "3.000.000"
    assert written_number(3_000_000, "en") == "3,000,000"


@pytest.mark.parametrize(
    ("seconds", "written"), [(1200, "20:00"), (61, "1:01"), (0.2, "0:01"), (0, "0:00"), (-5, "0:00")]
)
def test_time_left_reaches_zero_only_at_the_end(seconds: float, written: str) -> None:
    """A part of a second left still shows as one."""
    assert written_span(seconds) == written


@given(st.floats(min_value=0, max_value=10_000))
def test_time_left_is_never_shown_shorter_than_it_is(seconds: float) -> None:
    """What is shown, read back, is at least the time left and at most a second more."""
    minutes, rest = written_span(seconds).split(":")
    assert seconds <= int(minutes) * 60 + int(rest) <= seconds + 1


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("1", "1"),
        ("15", "15"),
        ("150", "15/0"),
        ("1508", "15/08"),
        ("15081", "15/08/1"),
        ("15081985", "15/08/1985"),
        ("150819859", "15/08/1985"),
        ("1985", "1985"),
        ("1/", "01"),
        ("01/2/", "01/02"),
        ("1-2-1985", "01/02/1985"),
        ("5/1962", "05/1962"),
        ("1a5", "15"),
        ("１５", ""),
    ],
)
def test_a_birth_date_gets_its_strokes_while_it_is_typed(typed: str, shown: str) -> None:
    """Digits alone are enough; a lone year stays a year."""
    assert birth_digits(typed) == shown


@given(st.dates(min_value=date(1910, 1, 1), max_value=date(2026, 1, 1)))
def test_every_date_typed_digit_by_digit_comes_out_whole(day: date) -> None:
    """Typing on the pad re-reads the whole line at each digit; no date is mangled on the way."""
    text = ""
    for digit in f"{day:%d%m%Y}":
        text = birth_digits(text + digit)
    assert text == f"{day:%d/%m/%Y}"
