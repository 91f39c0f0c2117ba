"""A date of birth as precisely as it is known: some people's cards hold only a year, or a month and a year.

Nothing here reads the clock: ages are asked for a given day.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date
from typing import Final

_DIGITS: Final = re.compile(r"(?:(?:(?P<day>\d\d))?(?P<month>\d\d))?(?P<year>\d{4})", re.ASCII)
_WRITTEN: Final = re.compile(r"(?:(?:(?P<day>\d\d?)[/.-])?(?P<month>\d\d?)[/.-])?(?P<year>\d{4})", re.ASCII)
_DECEMBER: Final = 12
MAX_CHARACTERS: Final = 32
"""Longer text is refused unread: a date takes 10 characters."""


@dataclass(frozen=True, slots=True)
class BirthDate:
    """A year of birth, with month and day where they are known; a day never without its month.

    Raises ValueError("birth_date_malformed") when no such day exists.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if not _exists(self.year, self.month, self.day):
            raise ValueError("birth_date_malformed")

    def latest(self) -> date:
        """Give the latest day it may be: what is unknown counts as the end of its year or month."""
        month = self.month or _DECEMBER
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def age_on(self, day: date) -> int:
        """Give the full years lived on `day`, at least: unknown parts count as late as possible, so nobody under age slips in.

        Who was born on 29 February grows older on 1 March of common years. Negative before birth.
        """
        latest = self.latest()
        return day.year - latest.year - ((day.month, day.day) < (latest.month, latest.day))

    def written(self) -> str:
        """Give it as people in Vietnam write it: dd/MM/yyyy, MM/yyyy or yyyy."""
        parts = ((self.day, "02"), (self.month, "02"), (self.year, "04"))
        return "/".join(format(value, width) for value, width in parts if value is not None)


def parse_birth_date(text: str) -> BirthDate:
    """Read YYYY, MMYYYY or DDMMYYYY digits, or dd/MM/yyyy, MM/yyyy (also with `-` or `.`), outer spaces allowed.

    A month or day of 00 means unknown. Raises ValueError("birth_date_malformed"); the error never holds the text.
    """
    trimmed = text[: MAX_CHARACTERS + 1].strip()
    found = _DIGITS.fullmatch(trimmed) or _WRITTEN.fullmatch(trimmed)
    if len(text) > MAX_CHARACTERS or found is None:
        raise ValueError("birth_date_malformed")
    return BirthDate(int(found["year"]), int(found["month"] or 0) or None, int(found["day"] or 0) or None)


def _exists(year: int, month: int | None, day: int | None) -> bool:
    if not MINYEAR <= year <= MAXYEAR:
        return False
    if month is None:
        return day is None
    return 1 <= month <= _DECEMBER and (day is None or 1 <= day <= monthrange(year, month)[1])
