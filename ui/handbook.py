"""The staff's handbook: short pages in both languages as data (`resources/handbook`), with pictures by name."""

from functools import cache
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from kiosk.paths import RESOURCES

_FOLDER: Final = RESOURCES / "handbook"
_PICTURES: Final = _FOLDER / "pictures"


class HandbookPage(Struct, frozen=True, forbid_unknown_fields=True):
    """One page: its title, its sentences, and the name of a picture, "" for none."""

    title: str
    paragraphs: tuple[str, ...]
    picture: str = ""

    def picture_place(self) -> Path | None:
        """Give where the picture lies, None where this machine has none."""
        place = _PICTURES / f"{self.picture}.png"
        return place if self.picture and place.exists() else None


@cache
def load_handbook(language: str) -> tuple[HandbookPage, ...]:
    """Give the pages of one language in their order."""
    return msgspec.json.decode((_FOLDER / f"{language}.json").read_bytes(), type=tuple[HandbookPage, ...])
