"""How written numbers are said: identity numbers digit by digit, dates as dates, shares as shares. Pure.

A voice reads 001185067890 as a billion and 15/08/1985 as fractions; what it reads rightly by itself is left alone.
"""

import re
from typing import Final

_DATE: Final = re.compile(r"(?<![\d/])(?:(ngày)\s+)?(\d{1,2})/(\d{1,2})/(\d{4})(?![\d/])", re.IGNORECASE)
_MOMENT: Final = re.compile(r"\b(\d{1,2}):(\d{2})(?=\s+(?:ngày\s+)?\d{1,2}/\d{1,2}/\d{4})")
_SPAN: Final = re.compile(r"(?<![\d:])(\d{1,3}):(\d{2})(?![\d:])")
_SHARE: Final = re.compile(r"(?<![\d/])(\d{1,4})/(\d{1,4})(?![\d/\w-])(?!/)")
_THOUSANDS: Final = {
    "vi": re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{3})+(?![\d.]*\d)"),
    "en": re.compile(r"(?<![\d,])\d{1,3}(?:,\d{3})+(?![\d,]*\d)"),
}
_DIGITS: Final = re.compile(r"(?<![\d.,/:])(?:\d{7,}|0\d{2,})(?![\d/:])")
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def spoken(text: str, language: str) -> str:
    """Give `text` as a voice of that language ("vi" or "en") should say it."""
    said = _MOMENT.sub(lambda found: _moment(found[1], found[2], language), text)
    said = _DATE.sub(lambda found: _date(found, language), said)
    said = _SPAN.sub(lambda found: _span(int(found[1]), int(found[2]), language), said)
    said = _SHARE.sub(lambda found: f"{found[1]} {'trên' if language == 'vi' else 'of'} {found[2]}", said)
    said = _DIGITS.sub(lambda found: " ".join(found[0]), said)
    return _THOUSANDS[language].sub(lambda found: re.sub("[.,]", "", found[0]), said)


def _date(found: re.Match[str], language: str) -> str:
    day, month, year = int(found[2]), int(found[3]), found[4]
    if not 1 <= month <= len(_MONTHS):
        return found[0]
    if language == "vi":
        return f"{found[1] or 'ngày'} {day} tháng {month} năm {year}"
    return f"{day} {_MONTHS[month - 1]} {year}"


def _moment(hour: str, minute: str, language: str) -> str:
    return f"{int(hour)} giờ {int(minute)} phút" if language == "vi" else f"{int(hour)} hours {int(minute)}"


def _span(minutes: int, seconds: int, language: str) -> str:
    if language == "vi":
        return f"{minutes} phút {seconds} giây"
    return f"{minutes} minute{'s' * (minutes != 1)} {seconds} second{'s' * (seconds != 1)}"
