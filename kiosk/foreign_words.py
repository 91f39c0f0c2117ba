"""Foreign words typed in Telex: the letters that come back when a later one shows that they were no marks. Pure functions.

Nothing of the keys is remembered, so where a letter stood is inferred from how foreign words are mostly spelt. When a word is
shown to be foreign is seen in `composer.py`; how a Vietnamese one is spelt in `spelling.py`.
"""

from collections.abc import Mapping
from typing import Final

from kiosk.joined_words import TELEX_TONES
from kiosk.spelling import DOT, GRAVE, HOOK, STOPS, TILDE, Word, in_case_of

FOREIGN_WORDS: Final = "aloof coffee googl just keepin microor offic passw raddat rootin"
"""How foreign words begin that begin like a loanword, or are frequent and would lose a letter: they get their letters back."""

_VOWELS: Final = "aeiouy"
_DOUBLES: Final[Mapping[str, str]] = {"â": "a", "ê": "e", "ô": "o"}
_WRITTEN_WITH_W: Final = frozenset("ăơư")
_NO_ENGLISH_ONSETS: Final = frozenset({"đ", "ng", "ngh", "nh", "x"})
_ENDINGS: Final = frozenset({"mb", "mp", "ms", "nc", "nd", "ng", "nk", "nn", "ns", "nt", "ny", "nz"})
"""Two consonants that often stand together behind a vowel of a foreign word."""


def give_back(word: Word, following: str) -> str | None:
    """Give a possible syllable that the letter following makes impossible with its marks as letters, without that letter.

    None when the mark may well be meant: in Êban, where mark and tone seldom meet in English (hoằng, moóc), and where the onset
    is not English (xôn). Of these s, r and x alone may be letters (măngsông, xêri).
    """
    vowels = word.vowels.lower()
    is_no_english_onset = word.head.lower() in _NO_ENGLISH_ONSETS
    if not word.tones:
        is_foreign = word.tail and vowels in _DOUBLES and not is_no_english_onset
        return _give_back_double(word, following) if is_foreign else None
    is_with_w = word.tones in {GRAVE, DOT} and not _WRITTEN_WITH_W.isdisjoint(vowels)
    if is_with_w or (vowels == "oo" and following.lower() not in _VOWELS):
        return None
    is_foreign = vowels in _DOUBLES and not is_no_english_onset
    return _give_back_both(word, following) if is_foreign else give_back_tone(word, following)


def give_back_tone(word: Word, following: str) -> str:
    """Give a word with its tone turned back into the letter typed, at the likeliest place in a foreign word.

    That is after the first vowel (Maria), and with a consonant behind the vowels before a stop (Oscar), r before any
    consonant (Norman), other letters after it (Hanson). The letter is in the case of the one that follows (Eric, MARK).
    """
    letters = word.letters
    if not word.tail:
        place = len(word.head) + 1
    elif word.tail.lower() in STOPS or word.tones == HOOK:
        place = len(letters) - len(word.tail)
    else:
        place = len(letters)
    return letters[:place] + _tone_key(word, following) + letters[place:]


def _give_back_both(word: Word, following: str) -> str:
    """Turn both â, ê or ô and the tone back into letters.

    The vowel is repeated behind the letter of the tone (Sarah), behind the consonant as well (Boston) unless that begins an
    ending (present); or at once, before the letter of the tone and another vowel (Moore). There x, or any behind a consonant,
    more likely begins another syllable of a loanword (ôxy, bônsê): then the mark stays.
    """
    plain, second = _without_double(word, following)
    if following.lower() in _VOWELS:
        is_loanword = word.tail or word.tones == TILDE
        return (word.letters if is_loanword else plain.letters + second) + _tone_key(word, following)
    if (word.tail + following).lower() in _ENDINGS:
        return plain.head + plain.vowels + _tone_key(word, following) + second + word.tail
    return give_back_tone(plain, following) + second


def _give_back_double(word: Word, following: str) -> str:
    """Turn â, ê or ô back: repeated behind the consonant when another follows (Canada, Peter), else at once (Deepak, Cooper)."""
    plain, second = _without_double(word, following)
    is_at_once = following.lower() in _VOWELS
    return plain.head + plain.vowels + (second + word.tail if is_at_once else word.tail + second)


def _without_double(word: Word, following: str) -> tuple[Word, str]:
    """Give the word with a plain vowel for â, ê, ô, and that vowel once more, in the case of the letter that follows."""
    plain = in_case_of(word.vowels, _DOUBLES[word.vowels.lower()])
    return word._replace(vowels=plain), in_case_of(following, plain.lower())


def _tone_key(word: Word, following: str) -> str:
    return in_case_of(following, TELEX_TONES[word.tones])
