"""How written numbers are said: identity numbers digit by digit, dates as dates, shares as shares, laws by number and year. Pure.

A voice reads 001185067890 as a billion, 15/08/1985 as fractions, 59/2022/NĐ-CP as strokes and letters, and 7NE22 as a word;
what it reads rightly by itself is left alone.
"""

import re
from typing import Final

_DATE: Final = re.compile(r"(?<![\d/])(?:(ngày)\s+)?(\d{1,2})/(\d{1,2})/(\d{4})(?![\d/])", re.IGNORECASE)
_MOMENT: Final = re.compile(
    r"(?:(?<=\blúc )|(?<=\bđến )|(?<=\bat )|(?<=\buntil )|(?<=\bto ))(\d{1,2}):(\d{2})(?![\d:])"
    r"|\b(\d{1,2}):(\d{2})(?=\s+(?:ngày\s+)?\d{1,2}/\d{1,2}/\d{4})",
    re.IGNORECASE,
)
"""A time of day: by the word before it, or the date after it. Else what is written so is a span of minutes and seconds."""
_SPAN: Final = re.compile(r"(?<![\d:])(\d{1,3}):(\d{2})(?![\d:])")
_SHARE: Final = re.compile(r"(?<![\d/])(\d{1,4})/(\d{1,4})(?![\d/\w-])(?!/)")
_THOUSANDS: Final = {
    "vi": re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{3})+(?![\d.]*\d)"),
    "en": re.compile(r"(?<![\d,])\d{1,3}(?:,\d{3})+(?![\d,]*\d)"),
}
_LAW: Final = re.compile(r"(?<![\w/])(\d{1,4})(?:/(\d{4}))?/([A-ZĐ]{2,}\d*(?:-[A-Za-zĐ]+)*)(?![\w/-])")
"""The number of a law: 59/2022/NĐ-CP, 59/2014/QH13, 06/QĐ-TTg (Decree 30/2020/NĐ-CP, appendix III, says who issues which)."""
_ISSUER: Final = {
    "NĐ-CP": "của Chính phủ",
    "NQ-CP": "của Chính phủ",
    "QĐ-TTg": "của Thủ tướng Chính phủ",
    "CT-TTg": "của Thủ tướng Chính phủ",
}
_ISSUER_FOLLOWS: Final = re.compile(r"\s+(?:ngày\s+[\d/]+\s+)?của\b")
_ASSEMBLY: Final = re.compile(r"QH(\d+)")
_NUMBER_SIGN: Final = re.compile(r"\bNo\.\s+(?=\d)")
_CODE: Final = re.compile(r"(?<![\w-])(?=[A-Z-]*\d)(?=[\d-]*[A-Z])[0-9A-Z]{4,6}(?:-[0-9A-Z]{1,6})+(?![\w-])")
"""A receipt's code, as 7NE22-TEJD5-9."""
_DIGITS: Final = re.compile(r"(?<![\d.,/:])(?:\d{7,}|0\d{2,})(?![\d/:])")
_NOON: Final = 12
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def spoken(text: str, language: str) -> str:
    """Give `text` as a voice of that language ("vi" or "en") should say it."""
    said = _LAW.sub(lambda found: _law(found, language), text)
    said = _NUMBER_SIGN.sub("number ", said)
    said = _CODE.sub(lambda found: ", ".join(" ".join(group) for group in found[0].split("-")), said)
    said = _MOMENT.sub(lambda found: _moment(int(found[1] or found[3]), found[2] or found[4], language), said)
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


def _moment(hour: int, minute: str, language: str) -> str:
    is_whole = int(minute) == 0
    if language == "vi":
        return f"{hour} giờ" if is_whole else f"{hour} giờ {int(minute)} phút"
    half = "AM" if hour % 24 < _NOON else "PM"
    return f"{(hour - 1) % _NOON + 1} {'' if is_whole else minute + ' '}{half}"


def _law(found: re.Match[str], language: str) -> str:
    """Say a law's number, and in Vietnamese who issued it unless the text goes on with that; no kind of law is only a number."""
    number, year, letters = found.groups()
    if language != "vi":
        return f"{number} of {year}" if year else number
    said = f"{number} năm {year}" if year else number
    if _ISSUER_FOLLOWS.match(found.string, found.end()):
        return said
    assembly = _ASSEMBLY.fullmatch(letters)
    issuer = (
        f"của Quốc hội khóa {assembly[1]}" if assembly else _ISSUER.get(letters, " ".join(letters.replace("-", "")))
    )
    return f"{said} {issuer}"


def _span(minutes: int, seconds: int, language: str) -> str:
    if language == "vi":
        return f"{minutes} phút {seconds} giây"
    return f"{minutes} minute{'s' * (minutes != 1)} {seconds} second{'s' * (seconds != 1)}"
