"""Invented people whose every value can be recognised wherever it turns up, in this process or in a file.

Values are made from a number and kept nowhere; the patterns that find them do not match themselves. So a whole process can be
searched without the search finding itself.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

_LETTERS: Final = "bcdghklmnp"
MARKS: Final = {
    "number": re.compile(r"001185[7]3\d{4}"),
    "name": re.compile(r"xyq[z][b-p]{4}", re.IGNORECASE),
    "phone": re.compile(r"097319[0]\d{3}"),
    "guardian": re.compile(r"wjq[k][b-p]{4}", re.IGNORECASE),
    "guardian's phone": re.compile(r"097318[0]\d{3}"),
    "birth": re.compile(r"1[7]/11/(19|20)\d\d|1[7]11(1985|2007)|(1985|2007)-11-1[7]"),
}
"""What each value of each canary looks like."""
_RAW: Final = {name: re.compile(mark.pattern.encode(), mark.flags & re.IGNORECASE) for name, mark in MARKS.items()}


@dataclass(frozen=True, slots=True)
class Canary:
    """One person as they type themselves; `is_young` needs a guardian."""

    number: str
    name: str
    phone: str
    guardian: str
    guardian_phone: str
    birth: str
    is_young: bool

    def card(self) -> str:
        """Give what a scanner types that reads this person's card."""
        return f"{self.number}|012345678|{self.name}|{self.birth}|Nữ|12 Khương Trung, Hà Nội|22072021\n"


def canary(serial: int, *, is_young: bool = False) -> Canary:
    """Make the person of a number from 0 to 9,999."""
    tail = f"{serial:04d}"
    letters = "".join(_LETTERS[int(digit)] for digit in tail)
    return Canary(
        number=f"00118573{tail}",
        name=f"Tr\u1ea7n Xyqz{letters}",
        phone=f"0973190{tail[1:]}",
        guardian=f"L\u00ea Wjqk{letters}",
        guardian_phone=f"0973180{tail[1:]}",
        birth="1711" + ("2007" if is_young else "1985"),
        is_young=is_young,
    )


def marks_in(text: str) -> list[str]:
    """Name the values of any canary that a text holds."""
    return [name for name, mark in MARKS.items() if mark.search(text)]


def marks_in_bytes(data: bytes) -> list[str]:
    """Name the values of any canary that bytes hold, as UTF-8 or as UTF-16."""
    every_second = (data[0::2], data[1::2]) if b"\0" in data else ()
    return [name for name, mark in _RAW.items() if any(mark.search(each) for each in (data, *every_second))]


def decomposed(text: str) -> str:
    """Give a text as some programs write it: letters and marks apart."""
    return unicodedata.normalize("NFD", text)
