"""How days, money, times and typed numbers are written for people. Pure; the words themselves are in the catalogue."""

import re
from datetime import date, datetime, timedelta

from kiosk.contest.moment import VIETNAM
from kiosk.texts import Catalogue

_MIDNIGHT = "24:00"
_S_PER_MIN = 60
_LONE_DIGIT = re.compile(r"(?<![0-9])([0-9])(?=[-/. ])")
"""A day or month of one digit, with the stroke after it."""
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def written_day(day: date, language: str) -> str:
    """Give a day as dd/MM/yyyy in Vietnamese, as "31 December 2027" in English."""
    if language == "vi":
        return f"{day:%d/%m/%Y}"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def written_start(at: datetime, language: str) -> tuple[str, str]:
    """Give day and time of day in Vietnam at which something begins, the latter as 08:00."""
    here = at.astimezone(VIETNAM)
    return written_day(here.date(), language), f"{here:%H:%M}"


def written_end(at: datetime, language: str) -> tuple[str, str]:
    """Give day and time of day at which something ends: midnight is 24:00 of the day that ends then."""
    _, hour = written_start(at, language)
    day, _ = written_start(at - timedelta(microseconds=1), language)
    return day, _MIDNIGHT if hour == "00:00" else hour


def told_end(at: datetime, catalogue: Catalogue) -> str:
    """Give until when something lasts: to the end of a day, or to a time of day, which is then told too."""
    day, hour = written_end(at, catalogue.language)
    return catalogue.text("attract.end_of_day" if hour == _MIDNIGHT else "attract.end_at", day=day, hour=hour)


def written_number(number: int, language: str) -> str:
    """Give a number with its thousands apart: 3.000.000 in Vietnamese, 3,000,000 in English."""
    text = f"{number:,}"
    return text.replace(",", ".") if language == "vi" else text


def written_span(seconds: float) -> str:
    """Give a time left as m:ss, rounded up, so that 0:00 is shown only at the end."""
    whole = max(0, -int(-seconds // 1))
    return f"{whole // _S_PER_MIN}:{whole % _S_PER_MIN:02d}"


def digits_of(text: str) -> str:
    """Give the digits 0 to 9 of what was typed: a real keyboard has other keys too, and people write numbers in groups."""
    return "".join(each for each in text if each in "0123456789")


def phone_digits(text: str) -> str:
    """Give a telephone number as it is dialled: +84 912 345 678 becomes 0084912345678."""
    typed = text.strip()
    return ("00" if typed.startswith("+") else "") + digits_of(typed)


def birth_digits(text: str) -> str:
    """Give a birth date being typed with its strokes set: 15081985 becomes 15/08/1985, a lone year stays 1985.

    Four digits that begin like a year of this or the last century are a year; where a month cannot be, a year begins. Whoever
    types the strokes too may write 1/2/1985.
    """
    digits = digits_of(_LONE_DIGIT.sub(r"0\1", text))[:8]
    if len(digits) <= 4 and digits[:2] in {"19", "20"} and "/" not in text[:3]:  # noqa: PLR2004 - a year has four digits
        return digits
    has_no_day = digits[2:4] in {"19", "20"}
    parts = [digits[:2], digits[2:6]] if has_no_day else [digits[:2], digits[2:4], digits[4:]]
    return "/".join(part for part in parts if part)
