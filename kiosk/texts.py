"""The one catalogue of texts, in Vietnamese and English: `resources/translations/<language>/<area>.json`.

A key is `<area>.<rest>`; fields stand in braces. Nothing here formats numbers or dates, and no text stands in code.
"""

from dataclasses import dataclass
from functools import cache
from string import Formatter
from typing import Final

import msgspec

from kiosk.contest.errors import Refused
from kiosk.paths import RESOURCES

LANGUAGES: Final = ("vi", "en")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All texts of one language."""

    language: str
    texts: dict[str, str]

    def text(self, key: str, /, **fields: object) -> str:
        """Give the text of `key` with its fields filled; KeyError when there is none."""
        text = self.texts[key]
        return text.format(**fields) if fields else text

    def fields(self, key: str) -> set[str]:
        """Give the names of the fields that the text of `key` has."""
        return {field for _, field, _, _ in Formatter().parse(self.texts[key]) if field}

    def has(self, key: str) -> bool:
        """Tell whether there is a text of that key."""
        return key in self.texts


@cache
def load_catalogue(language: str) -> Catalogue:
    """Read every area of one language, once."""
    folder = RESOURCES / "translations" / language
    texts: dict[str, str] = {}
    for place in sorted(folder.glob("*.json")):
        area = msgspec.json.decode(place.read_bytes(), type=dict[str, str])
        texts |= {f"{place.stem}.{key}": text for key, text in area.items()}
    return Catalogue(language, texts)


def refusal_sentence(refused: Refused, audience: str, language: str) -> str:
    """Say a refusal to the person in front ("resident" or "staff").

    What has no sentence of its own for residents is said to them in general; staff read what happened, what was kept, what to do.
    So is a code that came without the facts its sentence needs: a district of another version may have sent it.
    """
    catalogue = load_catalogue(language)
    own = f"errors.{refused.code}.{audience}"
    general = (
        ("errors.unknown.resident",) if audience == "resident" else (f"refusals.{refused.code}", "refusals.unknown")
    )
    facts = {"code": refused.code, **refused.facts}
    key = next(each for each in (own, *general) if catalogue.has(each) and catalogue.fields(each) <= facts.keys())
    return catalogue.text(key, **facts)
