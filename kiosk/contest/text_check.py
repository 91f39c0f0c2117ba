"""Checks of a pack's texts: nothing missing in either language, all in NFC, all short enough for the screen."""

from collections.abc import Iterator
from typing import Final
from unicodedata import is_normalized

from msgspec import Struct, structs

from kiosk.contest.finding import Finding, finding
from kiosk.contest.pack import ContestPack
from kiosk.contest.rules import Text

MAX_QUESTION_CHARACTERS: Final = 300
MAX_OPTION_CHARACTERS: Final = 200
_LANGUAGES: Final = ("vi", "en")


def text_findings(pack: ContestPack) -> Iterator[Finding]:
    """Find texts that are missing, not in NFC or too long for the screen."""
    for where, text in pack_texts(pack):
        for language in _LANGUAGES:
            words = text.in_language(language)
            if not words.strip():
                code = "citation_missing" if where.endswith(".citation") else "text_missing"
                yield finding(code, f"{where}.{language}", language=language)
            if not is_normalized("NFC", words):
                yield finding("text_not_nfc", f"{where}.{language}", language=language)
    for question in pack.questions:
        place = f"questions[{question.id}]"
        yield from _long(f"{place}.text", question.text, MAX_QUESTION_CHARACTERS)
        for index, option in enumerate(question.options):
            yield from _long(f"{place}.options[{index}]", option, MAX_OPTION_CHARACTERS)


def pack_texts(pack: ContestPack) -> Iterator[tuple[str, Text]]:
    """Give every text of the pack with its place, in the files' order."""
    yield from _texts("pack", pack.head)
    yield from _texts("rules", pack.rules)
    yield from _texts("questions", pack.questions)
    yield from _texts("units", pack.units)


def _texts(where: str, value: object) -> Iterator[tuple[str, Text]]:
    if isinstance(value, Text):
        yield where, value
    elif isinstance(value, Struct):
        for name, part in structs.asdict(value).items():
            yield from _texts(f"{where}.{name}", part)
    elif isinstance(value, tuple):
        for index, part in enumerate(value):
            yield from _texts(f"{where}[{_name(part, index)}]", part)
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from _texts(f"{where}[{name}]", part)


def _name(part: object, index: int) -> str:
    """Name a part of a list as people do: by its id or code, else by its place."""
    return str(getattr(part, "id", getattr(part, "code", index)))


def _long(where: str, text: Text, limit: int) -> Iterator[Finding]:
    for language in _LANGUAGES:
        length = len(text.in_language(language))
        if length > limit:
            yield finding("text_too_long", f"{where}.{language}", length=length, limit=limit)
