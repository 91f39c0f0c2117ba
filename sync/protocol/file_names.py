"""Names of the files a stick carries: readable, telling one kiosk and day from another, and sound on FAT32 and on Windows."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Final, Literal

from kiosk.contest.moment import VIETNAM

Carried = Literal["journal", "whole-journal", "reply", "request", "answer"]
"""What a file is: what a kiosk sends, all it ever wrote, the district's reply, a request for enrolment, the district's answer."""

ENDING: Final = ".tramthi"
_LONGEST_NAME: Final = 40
_MOST_OF_A_MINUTE: Final = 99
_STRANGE: Final = re.compile(r"[^a-z0-9]+")


def stick_file_name(carried: Carried, who: str, at: datetime, part: int = 0) -> str:
    """Give a name such as `tram-thi-00343-k7m2qx-journal-20261124-0930.tramthi`; `at` is aware, the name tells Vietnam's time.

    `part` counts from 1 the files of what is too long for one, `...-0930-01.tramthi`, in the order of their names; 0: it is whole.
    Small ASCII letters, digits and hyphens only, 96 characters at most, never a name that Windows keeps for devices.
    """
    kept = _STRANGE.sub("-", who.lower())[:_LONGEST_NAME].strip("-")
    said = ("tram-thi", kept, carried, f"{at.astimezone(VIETNAM):%Y%m%d-%H%M}", f"{part:02}" if part else "")
    return "-".join(each for each in said if each) + ENDING


def stick_file_names(carried: Carried, who: str, at: datetime) -> Iterator[str]:
    """Give the names for one file, best first: the next ones are for when others of the same minute have it."""
    yield stick_file_name(carried, who, at)
    for place in range(2, _MOST_OF_A_MINUTE + 1):
        yield stick_file_name(carried, who, at, place)
