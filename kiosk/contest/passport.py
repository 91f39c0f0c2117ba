"""Machine-readable zones: of passports (TD3, two lines of 44) and of cards (TD1, three lines of 30).

Source: ICAO Doc 9303, parts 3 (check digits, names), 4 (TD3) and 5 (TD1). Failed check digits are told, not refused: the
person sees what was read and corrects it. The zone holds no Vietnamese marks, so a name from it must be confirmed. The list of
nationalities is data elsewhere; no text read is kept or put into an error.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final, Literal

from kiosk.contest.birth_date import BirthDate

MAX_TEXT_CHARACTERS: Final = 256
"""A zone holds 90 characters at most; spaces and line ends may come on top."""

_TD3_LENGTH: Final = 88
_TD3_LINE: Final = 44
_TD1_LENGTH: Final = 90
_TD1_LINE: Final = 30
_VALUES: Final = {sign: value for value, sign in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")} | {"<": 0}
_WEIGHTS: Final = (7, 3, 1)
_SEXES: Final[Mapping[str, Literal["male", "female"] | None]] = MappingProxyType(
    {"M": "male", "F": "female", "<": None, "X": None}
)
_CITIZEN_NUMBER: Final = re.compile(r"\d{12}", re.ASCII)
_PASSPORT_NUMBER: Final = re.compile(r"[A-Z0-9]{5,20}")
_OLDEST_EXPIRY_YEARS: Final = 20
"""Documents expired longer ago are not shown: later two-digit years mean the future (cards without end say 99)."""


class MrzUnreadable(ValueError):
    """A text that is no such zone. `code`: mrz_too_long, mrz_wrong_shape, mrz_wrong_characters or mrz_wrong_document."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code: Final = code


@dataclass(frozen=True, slots=True, repr=False)  # Without a repr, no log or traceback can show the person.
class Mrz:
    """What the zone says. States are ICAO codes of one to three letters ("VNM", "D"); names are in capitals without marks.

    `number` is the passport's, or of a Vietnamese card the citizen's 12 digits. `failed_checks` names what should be looked at:
    number, birth, sex, expires_on, personal_number, composite. A date that cannot be is None and named there.
    """

    document_type: str
    issuing_state: str
    number: str
    nationality: str
    surname: str
    given_names: str
    birth: BirthDate | None
    sex: Literal["male", "female"] | None
    expires_on: date | None
    failed_checks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Zone:
    """The parts of a zone, cut out by its layout: a check is (name, field, check digit)."""

    document_type: str
    issuing_state: str
    number: str
    nationality: str
    names: str
    birth: str
    sex: str
    expiry: str
    checks: tuple[tuple[str, str, str], ...]


def parse_mrz(text: str, today: date) -> Mrz:
    """Read a zone typed or scanned, with or without line ends; `today` decides the century of two-digit years.

    Raises MrzUnreadable when it has not the shape of a zone.
    """
    if len(text) > MAX_TEXT_CHARACTERS:
        raise MrzUnreadable("mrz_too_long")
    zone = _cut("".join(text.upper().split()).replace("«", "<"))
    birth = _read_birth(zone.birth, today)
    expires_on = _read_expiry(zone.expiry, today)
    sound = {
        "birth": birth is not None,
        "sex": zone.sex in _SEXES,
        "expires_on": expires_on is not None or not zone.expiry.strip("<"),
    }
    failed = {name for name, is_sound in sound.items() if not is_sound}
    failed |= {name for name, field, digit in zone.checks if digit != str(check_digit(field))}
    surname, _, given_names = zone.names.partition("<<")
    return Mrz(
        document_type=zone.document_type.strip("<"),
        issuing_state=zone.issuing_state.strip("<"),
        number=zone.number.replace("<", ""),
        nationality=zone.nationality.strip("<"),
        surname=" ".join(surname.replace("<", " ").split()),
        given_names=" ".join(given_names.replace("<", " ").split()),
        birth=birth,
        sex=_SEXES.get(zone.sex),
        expires_on=expires_on,
        failed_checks=tuple(sorted(failed)),
    )


def check_digit(field: str) -> int:
    """Give the check digit of `field` (A-Z, 0-9, <): weights 7, 3, 1 again and again, modulo 10 (Doc 9303-3, 4.9)."""
    return sum(_VALUES[sign] * _WEIGHTS[place % 3] for place, sign in enumerate(field)) % 10


def normalise_passport_number(text: str) -> str:
    """Give a typed passport number as 5 to 20 capital letters and digits, without spaces and hyphens.

    Raises ValueError("passport_number_malformed") for anything else; the error never holds the text.
    """
    number = re.sub(r"[\s-]", "", text).upper()
    if _PASSPORT_NUMBER.fullmatch(number) is None:
        raise ValueError("passport_number_malformed")
    return number


def _cut(text: str) -> _Zone:
    if len(text) not in {_TD3_LENGTH, _TD1_LENGTH}:
        raise MrzUnreadable("mrz_wrong_shape")
    if not set(text) <= _VALUES.keys():
        raise MrzUnreadable("mrz_wrong_characters")
    if len(text) == _TD3_LENGTH and text[0] == "P":
        return _cut_td3(text[:_TD3_LINE], text[_TD3_LINE:])
    if len(text) == _TD1_LENGTH and text[0] in "ACI":
        return _cut_td1(text[:_TD1_LINE], text[_TD1_LINE : 2 * _TD1_LINE], text[2 * _TD1_LINE :])
    raise MrzUnreadable("mrz_wrong_document")


def _cut_td3(first: str, second: str) -> _Zone:
    """Cut a passport's zone (Doc 9303-4, 4.2)."""
    personal_number, its_digit = second[28:42], second[42]
    if not personal_number.strip("<") and its_digit == "<":
        its_digit = "0"  # The standard lets an empty personal number go without a digit.
    return _Zone(
        document_type=first[:2],
        issuing_state=first[2:5],
        number=second[:9],
        nationality=second[10:13],
        names=first[5:],
        birth=second[13:19],
        sex=second[20],
        expiry=second[21:27],
        checks=(
            ("number", second[:9], second[9]),
            ("birth", second[13:19], second[19]),
            ("expires_on", second[21:27], second[27]),
            ("personal_number", personal_number, its_digit),
            ("composite", second[:10] + second[13:20] + second[21:43], second[43]),
        ),
    )


def _cut_td1(first: str, second: str, third: str) -> _Zone:
    """Cut a card's zone (Doc 9303-5, 4.2).

    Vietnam puts the last 9 of the citizen's 12 digits in the number's place and all 12 in the optional part after it; how the
    last digit of the line is made is not published, so it is left alone. Elsewhere a number too long for its place goes on in
    the optional part, up to a filler, with its check digit last.
    """
    number, its_digit, optional = first[5:14], first[14], first[15:]
    checked_number = number
    if first[2:5] == "VNM" and _CITIZEN_NUMBER.match(optional):
        number = optional[:12]
    elif its_digit == "<" and optional[0] != "<":
        rest = optional.partition("<")[0]
        number = checked_number = number + rest[:-1]
        its_digit = rest[-1]
    return _Zone(
        document_type=first[:2],
        issuing_state=first[2:5],
        number=number,
        nationality=second[15:18],
        names=third,
        birth=second[:6],
        sex=second[7],
        expiry=second[8:14],
        checks=(
            ("number", checked_number, its_digit),
            ("birth", second[:6], second[6]),
            ("expires_on", second[8:14], second[14]),
            ("composite", first[5:] + second[:7] + second[8:15] + second[18:29], second[29]),
        ),
    )


def _read_birth(field: str, today: date) -> BirthDate | None:
    """Read YYMMDD as the latest such day not after `today`; month and day may be fillers when unknown."""
    if not field[:2].isdigit():
        return None
    year = today.year - (today.year - int(field[:2])) % 100
    month, day = (int(part) if part.isdigit() else None if part == "<<" else 0 for part in (field[2:4], field[4:]))
    try:
        if (month or 1, day or 1) > (today.month, today.day) and year == today.year:
            return BirthDate(year - 100, month, day)
        return BirthDate(year, month, day)
    except ValueError:
        return None


def _read_expiry(field: str, today: date) -> date | None:
    """Read YYMMDD as a day of the hundred years that began `_OLDEST_EXPIRY_YEARS` before `today`."""
    if not field.isdigit():
        return None
    oldest = today.year - _OLDEST_EXPIRY_YEARS
    year = oldest + (int(field[:2]) - oldest) % 100
    try:
        return date(year, int(field[2:4]), int(field[4:]))
    except ValueError:
        return None
