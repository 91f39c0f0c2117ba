"""The staff's handbook: short pages in both languages as data (`resources/handbook`), many with a picture of a ward's day."""

from functools import cache
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from kiosk.paths import RESOURCES

_FOLDER: Final = RESOURCES / "handbook"
PICTURES: Final = _FOLDER / "pictures"
"""One folder for each language; a picture is called as the step of `ui.walkthrough_day` that shows it."""


class HandbookPage(Struct, frozen=True, forbid_unknown_fields=True):
    """One page: its title, its sentences, and a picture by name with what it shows, both "" for none.

    What stands in quotation marks is written on the screen exactly so.
    """

    title: str
    paragraphs: tuple[str, ...]
    picture: str = ""
    caption: str = ""


@cache
def load_handbook(language: str) -> tuple[HandbookPage, ...]:
    """Give the pages of one language in their order."""
    return msgspec.json.decode((_FOLDER / f"{language}.json").read_bytes(), type=tuple[HandbookPage, ...])


def picture_place(picture: str, language: str) -> Path:
    """Give where a picture lies in a language."""
    return PICTURES / language / f"{picture}.png"
