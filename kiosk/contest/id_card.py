"""The citizen's card: what its QR code holds, what its number says, and how a number may be shown.

A QR code is not signed and proves nothing: it is fast typing. So whatever is damaged in it is left to the person to type, and
contradictions are warnings, never refusals. The text scanned is never kept, logged or put into an error; fields after the
seventh (newer cards hold relatives there) are dropped unread. No I/O and no sentences for people here.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum, unique
from typing import Final, Literal

from kiosk.contest.birth_date import BirthDate, parse_birth_date
from kiosk.contest.id_provinces import FIRST_COUNTRY_CODE, PROVINCE_NAMES
from kiosk.contest.names import normalise_name, search_key

MAX_SCAN_LENGTH: Final = 1024
"""In bytes or characters. A real card holds under 300 bytes; more is not a card."""

_FIELD_NAMES: Final = ("old_number", "full_name", "birth", "sex", "address", "issued_on")
"""The fields after the number, in the card's order, which is also the order of `IdCard`."""

_FIELD_COUNT: Final = 1 + len(_FIELD_NAMES)
_NUMBER: Final = re.compile(r"\d{12}", re.ASCII)
_OLD_NUMBER: Final = re.compile(r"\d{9}|\d{12}", re.ASCII)
_NAME: Final = re.compile(r"(?:[^\W\d_]|[\u0300-\u036f .'’ʼ-])+")
_LOST_CHARACTER: Final = re.compile("[?\ufffd\ud800-\udfff\x80-\x9f]")
"""What scanners and decoders leave where a letter was lost; the last are UTF-8 read as if each byte were a letter."""

_SEXES: Final[dict[str, Literal["male", "female"]]] = {"nam": "male", "nu": "female"}
_FIRST_CENTURY: Final = 19
_SHOWN_OF_ID: Final = 3
_SHOWN_OF_OTHER: Final = 2


class CardUnreadable(ValueError):
    """A scan that is no citizen's card. `code`: scan_too_long, scan_too_few_fields or scan_without_number."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code: Final = code


@unique
class IdNumberWarning(StrEnum):
    """What is odd about a citizen's number. Only MALFORMED is an error; the others ask for a second look."""

    MALFORMED = "id_number_malformed"
    PROVINCE_UNKNOWN = "id_number_province_unknown"
    CENTURY_DIFFERS = "id_number_century_differs"
    SEX_DIFFERS = "id_number_sex_differs"
    YEAR_DIFFERS = "id_number_year_differs"


@dataclass(frozen=True, slots=True, repr=False)  # Without a repr, no log or traceback can show the person.
class IdCard:
    """The fields of a card that could be read; None where the card has none, or, when named in `damaged`, an unreadable one."""

    number: str
    old_number: str | None
    full_name: str | None
    birth: BirthDate | None
    sex: Literal["male", "female"] | None
    address: str | None
    issued_on: date | None
    damaged: frozenset[str]


def parse_card_qr(raw: bytes | str) -> IdCard:
    """Read `number|old number|name|birth|sex|address|issued on` as scanned, in UTF-8 when bytes.

    A byte order mark, line ends and outer spaces are allowed; only the first line counts. Damaged UTF-8 costs only the
    fields it touches. Raises CardUnreadable when it is no card.
    """
    if len(raw) > MAX_SCAN_LENGTH:
        raise CardUnreadable("scan_too_long")
    text = raw.decode("utf-8", errors="replace") if isinstance(raw, bytes) else raw
    first_line, *_ = re.split(r"[\r\n]", text.lstrip("\ufeff\r\n \t"), maxsplit=1)
    number, *others = (field.strip("\ufeff \t\0") for field in first_line.split("|", _FIELD_COUNT)[:_FIELD_COUNT])
    if len(others) < _FIELD_COUNT - 1:
        raise CardUnreadable("scan_too_few_fields")
    if _NUMBER.fullmatch(number) is None:
        raise CardUnreadable("scan_without_number")
    old_number, full_name, birth, sex, address, issued_on = others
    read = (
        old_number if _OLD_NUMBER.fullmatch(old_number) else None,
        _read_name(full_name),
        _read_birth(birth),
        _SEXES.get(search_key(sex)),
        _read_text(address),
        _read_day(issued_on),
    )
    fields = zip(_FIELD_NAMES, others, read, strict=True)
    return IdCard(number, *read, damaged=frozenset(name for name, field, value in fields if field and value is None))


def check_id_number(
    number: str, birth: BirthDate | None, sex: Literal["male", "female"] | None
) -> tuple[IdNumberWarning, ...]:
    """Give what contradicts in a citizen's number: `PPP C YY RRRRRR` (Decree 137/2015, Article 13).

    PPP is the place of registration, C the century and sex (0 a man of 19xx, 1 a woman, 2 a man of 20xx ...), YY the year.
    There is no check digit. What is unknown (None) is not compared.
    """
    if _NUMBER.fullmatch(number) is None:
        return (IdNumberWarning.MALFORMED,)
    century, is_female = divmod(int(number[3]), 2)
    found: list[IdNumberWarning] = []
    if number[:3] not in PROVINCE_NAMES and int(number[:3]) < FIRST_COUNTRY_CODE:
        found.append(IdNumberWarning.PROVINCE_UNKNOWN)
    if birth is not None and birth.year // 100 != _FIRST_CENTURY + century:
        found.append(IdNumberWarning.CENTURY_DIFFERS)
    if sex is not None and (sex == "female") != bool(is_female):
        found.append(IdNumberWarning.SEX_DIFFERS)
    if birth is not None and birth.year % 100 != int(number[4:6]):
        found.append(IdNumberWarning.YEAR_DIFFERS)
    return tuple(found)


def mask_id_number(number: str) -> str:
    """Give a number as a kiosk may show it: "001206012345" becomes "001******345"; of other numbers two characters at each end.

    Numbers of four characters or less are hidden whole.
    """
    shown = _SHOWN_OF_ID if _NUMBER.fullmatch(number) else _SHOWN_OF_OTHER
    hidden = len(number) - 2 * shown
    if hidden <= 0:
        return "*" * len(number)
    return number[:shown] + "*" * hidden + number[-shown:]


def _read_text(field: str) -> str | None:
    return None if _LOST_CHARACTER.search(field) else normalise_name(field) or None


def _read_name(field: str) -> str | None:
    """Read a name; digits or signs in it mean a wrongly decoded scan."""
    name = _read_text(field)
    return name if name and _NAME.fullmatch(name) else None


def _read_birth(field: str) -> BirthDate | None:
    try:
        return parse_birth_date(field)
    except ValueError:
        return None


def _read_day(field: str) -> date | None:
    known = _read_birth(field)
    return known.latest() if known and known.day else None
