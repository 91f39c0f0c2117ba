"""Foreign words get their letters back, mostly where they were; what is surely Vietnamese keeps its marks."""

import pytest

from kiosk.composer import compose
from kiosk.foreign_words import give_back, give_back_tone
from kiosk.spelling import ACUTE, DOT, GRAVE, HOOK, TILDE, Word

_FOREIGN = """
    Sarah Aaron Derek Esteban Chester Boston Moscow Barack Armando Arakawa Castaneda Karahan Estelle Moore Roosevelt
    Arabia photograph marathon parade respect present character choose presence defence
"""


@pytest.mark.parametrize("word", _FOREIGN.split())
def test_a_vowel_and_the_letter_of_a_tone_both_come_back(word: str) -> None:
    """A vowel that is repeated behind s, f, r, x or j has a mark and a tone until a later letter shows that it is foreign."""
    assert compose(word) == word
    assert compose(word.upper()) == word.upper()


@pytest.mark.parametrize(
    ("word", "following", "text"),
    [
        (Word("S", "â", "", HOOK), "h", "Sara"),
        (Word("M", "ô", "", HOOK), "e", "Moor"),
        (Word("B", "ô", "t", ACUTE), "n", "Bosto"),
        (Word("pr", "ê", "n", ACUTE), "t", "presen"),
        (Word("b", "ô", "n", ACUTE), "e", "bôns"),
        (Word("", "ô", "", TILDE), "y", "ôx"),
        (Word("m", "ă", "ng", ACUTE), "o", "măngs"),
        (Word("x", "ê", "", HOOK), "i", "xêr"),
        (Word("D", "ê", "p", ""), "a", "Deep"),
        (Word("C", "â", "n", ""), "d", "Cana"),
        (Word("P", "Ê", "T", ""), "R", "PETE"),
        (Word("M", "a", "", HOOK), "k", "Mar"),
        (Word("H", "a", "n", ACUTE), "o", "Hans"),
        (Word("T", "e", "", TILDE), "t", "Tex"),
        (Word("Ch", "a", "n", GRAVE), "a", "Chanf"),
        (Word("H", "a", "n", DOT), "u", "Hanj"),
    ],
)
def test_letters_come_back_where_they_were_most_likely(word: Word, following: str, text: str) -> None:
    """As in foreign names, or, when s, r or x begins another syllable, in loanwords; in the case of the letter that shows it."""
    assert give_back(word, following) == text


@pytest.mark.parametrize(
    ("word", "following"),
    [
        (Word("h", "oă", "ng", GRAVE), "p"),
        (Word("h", "ơ", "p", DOT), "t"),
        (Word("m", "oo", "c", ACUTE), "m"),
        (Word("đ", "ô", "m", ""), "i"),
        (Word("x", "ô", "n", ""), "a"),
        (Word("", "Ê", "", ""), "b"),
        (Word("k", "ă", "n", ""), "x"),
    ],
)
def test_a_mark_that_may_well_be_meant_stays(word: Word, following: str) -> None:
    """Hoằngphú, hợpthành, moócmôn, đôminô, xônat, Êban."""
    assert give_back(word, following) is None


def test_the_tone_alone_is_given_back_to_one_of_several_syllables() -> None:
    """The x of hiđroxit is a letter although its syllable is possible."""
    assert give_back_tone(Word("r", "o", "", TILDE), "i") == "rox"
