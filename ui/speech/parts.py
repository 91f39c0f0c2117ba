"""What is read aloud of a screen, and in which order: pure, from what a screen reader would find there.

Nothing here knows Qt, a voice or a language: the words for kinds and states come from outside.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """What a thing on the screen is to one who hears it."""

    TEXT = "text"
    HEADING = "heading"
    ALERT = "alert"
    BUTTON = "button"
    CHOICE = "choice"
    TICK = "tick"
    FIELD = "field"


@dataclass(frozen=True, slots=True)
class Seen:
    """One thing on the screen. `value`: what stands in a field, "" for all else; `is_on`: chosen or ticked.

    A key of a touch keyboard is found by moving to it; read in a row, fifty of them would hide the screen.
    """

    kind: Kind
    name: str
    value: str = ""
    is_on: bool = False
    is_enabled: bool = True
    is_key: bool = False
    is_clock: bool = False


@dataclass(frozen=True, slots=True)
class KindWords:
    """The words that tell kinds and states, in one language."""

    button: str
    choice: str
    chosen: str
    tick: str
    ticked: str
    unticked: str
    field: str
    empty: str
    disabled: str


@dataclass(frozen=True, slots=True)
class Part:
    """One thing to say in a breath: a sentence, and the place (in the sequence of what is seen) it belongs to."""

    place: int
    text: str


_LONGEST: Final = 180
"""Letters: about ten seconds of speech; after that a person who wants to stop it has waited too long."""
_SENTENCE_END: Final = re.compile(r"(?<=[.!?…;])[\"”’)]*\s+|\n+|\s+·\s+")
_ABBREVIATION: Final = re.compile(r"(?:^|[\s(])(?:\w{1,2}|\d+(?:\.\d+)*|TP|NĐ|CP|No|Art)\.$")
_SHARE_OF_A_NEW_SCREEN: Final = 0.5


def sentences(text: str) -> tuple[str, ...]:
    """Split a text where one would breathe: at the ends of sentences, lines and " · ", and long ones at commas.

    A point after an abbreviation, a letter or a number of a list ("A.", "TP.", "12.") ends nothing.
    """
    found: list[str] = []
    for piece in _SENTENCE_END.split(text.strip()):
        if found and _ABBREVIATION.search(found[-1]):
            found[-1] = f"{found[-1]} {piece}"
        elif piece.strip():
            found.append(piece.strip())
    return tuple(short for sentence in found for short in _shortened(sentence))


def _shortened(sentence: str) -> tuple[str, ...]:
    if len(sentence) <= _LONGEST:
        return (sentence,)
    pieces: list[str] = []
    for clause in re.split(r"(?<=[,:])\s+", sentence):
        if pieces and len(pieces[-1]) + len(clause) < _LONGEST:
            pieces[-1] = f"{pieces[-1]} {clause}"
        else:
            pieces.append(clause)
    return tuple(pieces)


def described(seen: Seen, words: KindWords) -> str:
    """Say one thing with its kind and state, but without what was typed into it."""
    said = [seen.name]
    if seen.kind is Kind.BUTTON and not seen.is_key:
        said += [words.button, words.chosen] if seen.is_on else [words.button]
    elif seen.kind is Kind.CHOICE:
        said.append(words.chosen if seen.is_on else words.choice)
    elif seen.kind is Kind.TICK:
        said += [words.tick, words.ticked if seen.is_on else words.unticked]
    elif seen.kind is Kind.FIELD:
        said.append(words.field)
    if not seen.is_enabled:
        said.append(words.disabled)
    return _joined(said)


def described_in_focus(seen: Seen, words: KindWords) -> str:
    """Say the thing a person has moved to: also what stands in a field, for they asked by going there."""
    text = described(seen, words)
    return _joined([text, seen.value or words.empty]) if seen.kind is Kind.FIELD else text


def parts_of(screen: Sequence[Seen], words: KindWords) -> tuple[Part, ...]:
    """Give everything to say about a screen, in reading order: that of the sequence, keys of touch keyboards left out."""
    return tuple(
        Part(place, sentence)
        for place, seen in enumerate(screen)
        if not seen.is_key and seen.name.strip()
        for sentence in sentences(described(seen, words))
    )


def parts_after_change(before: Sequence[Seen], now: Sequence[Seen], words: KindWords) -> tuple[Part, ...] | None:
    """Give what to say when the screen has changed: None for all of it, since it is another screen; else only what is new.

    It is another one when its heading is, or when most of what it says was not there before. New is what nobody has
    heard in its present state; that a choice is no longer chosen, or that a clock goes, is not told.
    """
    old = {described(each, words) for each in before}
    new = [place for place, each in enumerate(now) if described(each, words) not in old]
    said = [place for place in new if not now[place].is_key]
    countable = [each for each in now if not each.is_key]
    if _headings(before) != _headings(now) or len(said) > _SHARE_OF_A_NEW_SCREEN * max(1, len(countable)):
        return None
    told = [place for place in said if not now[place].is_clock and _is_news(now[place])]
    return tuple(Part(place, sentence) for place in told for sentence in sentences(described(now[place], words)))


def _is_news(seen: Seen) -> bool:
    return seen.is_on or seen.kind is not Kind.CHOICE


def _headings(screen: Sequence[Seen]) -> list[str]:
    return [each.name for each in screen if each.kind is Kind.HEADING]


def _joined(said: Sequence[str]) -> str:
    """Join by commas, but keep the point that a name already ends with."""
    text = said[0].strip()
    for each in said[1:]:
        text += f" {each}" if text.endswith((".", "!", "?", ":", "…")) else f", {each}"
    return text
