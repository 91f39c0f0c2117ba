"""The essay part: what counts as a word, what may be typed, and what a kiosk knows of an essay it cannot read.

The text itself is sealed to the district at each saving (`kiosk.services.essays`); here are only pure rules over texts and counts.
"""

import unicodedata
from typing import Final

from msgspec import Struct

from kiosk.contest.rules import EssayRules

CHARACTERS_PER_WORD: Final = 15
"""A text may have this many characters for each word allowed: thrice a Vietnamese word with its space, so nobody meets it."""
PAPER_DIGITS: Final = 8
"""How many digits the number of a sheet of paper may have."""


class Essay(Struct, frozen=True):
    """What is known of an essay without reading it.

    `parts` holds how many words were saved in each part: a person who goes on after an interruption writes a new part, for the
    kiosk cannot open what it sealed. `paper_number`: the number of the sheet it was written on, "" for none; where there are
    both, the sheet counts.
    """

    parts: tuple[int, ...] = ()
    paper_number: str = ""

    @property
    def words(self) -> int:
        """All words saved."""
        return sum(self.parts)

    @property
    def is_given(self) -> bool:
        """Whether there is something to judge."""
        return self.words > 0 or self.paper_number != ""


class SealedEssay(Struct, frozen=True, array_like=True):
    """What lies in the sealed box of one part."""

    version: int
    text: str


def count_words(text: str) -> int:
    """Give how many words a text has: what stands between spaces and holds a letter or a digit.

    Vietnamese writes each syllable apart, so its "từ" of a limit are syllables, as teachers count them.
    """
    return sum(any(letter.isalnum() for letter in word) for word in text.split())


def tidy_essay(text: str) -> str:
    """Give a text as it is saved: NFC, one sort of line break, no other control characters. Spaces stay as typed."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    lines = lines.replace("\u2028", "\n").replace("\u2029", "\n").replace("\t", " ")
    return "".join(each for each in lines if each == "\n" or unicodedata.category(each) not in {"Cc", "Cs", "Cn"})


def longest_essay(rules: EssayRules) -> int:
    """Give the number of characters above which a text is not taken. The limit of words itself is told, not enforced."""
    return rules.max_words * CHARACTERS_PER_WORD


def is_paper_number(number: str) -> bool:
    """Tell whether a text is the number of a sheet: 1 to 8 digits."""
    return number.isascii() and number.isdigit() and len(number) <= PAPER_DIGITS
