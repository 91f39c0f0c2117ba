"""How days, money and times are written for people. Pure; the words themselves are in the catalogue."""

from datetime import date

_S_PER_MIN = 60


def written_day(day: date, language: str) -> str:
    """Give a day as dd/MM/yyyy in Vietnamese, as "31 December 2027" in English."""
    if language == "vi":
        return f"{day:%d/%m/%Y}"
    months = ("January February March April May June July August September October November December").split()
    return f"{day.day} {months[day.month - 1]} {day.year}"


def written_number(number: int, language: str) -> str:
    """Give a number with its thousands apart: 3.000.000 in Vietnamese, 3,000,000 in English."""
    text = f"{number:,}"
    return text.replace(",", ".") if language == "vi" else text


def written_span(seconds: float) -> str:
    """Give a time left as m:ss, rounded up, so that 0:00 is shown only at the end."""
    whole = max(0, -int(-seconds // 1))
    return f"{whole // _S_PER_MIN}:{whole % _S_PER_MIN:02d}"
