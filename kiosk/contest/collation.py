"""The order of Vietnamese text and of lists of people, the same on every machine.

`sorted` puts đ after z, and the locale of the system may be missing: so the order is a key of our own. Letters come first
(a ă â b c d đ e ê ...; f j w z at their Latin places), then tones (ngang, huyền, hỏi, ngã, sắc, nặng: the order of CLDR's
Vietnamese collation), then case. Nothing here knows a locale or a file.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kiosk.contest.names import normalise_name

_ALPHABET: Final = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES: Final = "\u0300\u0309\u0303\u0301\u0323"
_LETTER_MARKS: Final = "\u0302\u0306\u031b"
"""Circumflex, breve, horn: with a base letter they make a letter of its own (â, ă, ơ), not a shade of it."""

_LATIN_SPELLINGS: Final = {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "ð": "d", "þ": "th", "ı": "i", "ħ": "h"}
"""Latin letters without a decomposition, filed under the letters a reader would look for."""

_SPACE, _SIGN, _NUMBER, _LETTER, _OTHER_LETTER = range(5)
_PIECES: Final = re.compile(r"[0-9]+|.", re.DOTALL)

Primary = tuple[int, int, str]
"""One letter, number or sign: its kind, its place in that kind, and text that tells equals apart."""

SortKey = tuple[tuple[Primary, ...], tuple[tuple[int, ...], ...], tuple[bool, ...], str]
"""Letters of the whole text, then tones and other marks, then capitals, then the text itself: a total order."""

PersonSortKey = tuple[tuple[object, ...], ...]
"""Letters and tones of tên, tên đệm and họ, one after the other, then what is left to tell equals apart."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """What one letter, number or sign adds to each level of the key."""

    letters: tuple[Primary, ...]
    marks: tuple[tuple[int, ...], ...]
    capitals: tuple[bool, ...]


def sort_key(text: str) -> SortKey:
    """Give the key under which `sorted` puts Vietnamese text in dictionary order; numbers count by value (Tổ 2, Tổ 10)."""
    normal = normalise_name(text)
    pieces = [_piece(each) for each in _PIECES.findall(normal)]
    return (
        tuple(letter for piece in pieces for letter in piece.letters),
        tuple(mark for piece in pieces for mark in piece.marks),
        tuple(capital for piece in pieces for capital in piece.capitals),
        normal,
    )


def person_sort_key(full_name: str) -> PersonSortKey:
    """Give the key under which lists of people are ordered: by tên (last word), then tên đệm, then họ (first word).

    Schools and offices order so. Who has a single name is listed under it, before longer names that end in it.
    """
    words = normalise_name(full_name).split()
    given, middle, family = words[-1:], words[1:-1], words[:-1][:1]
    parts = [sort_key(" ".join(part)) for part in (given, middle, family)]
    return (
        *(level for letters, marks, _, _ in parts for level in (letters, marks)),
        *((capitals, text) for _, _, capitals, text in parts),
    )


@lru_cache(maxsize=4096)
def _piece(text: str) -> _Piece:
    """Weigh one character, or one number of any length."""
    if text.isascii() and text.isdigit():
        value = text.lstrip("0")
        return _Piece(((_NUMBER, len(value), value),), ((),), (False,))
    letters: list[Primary] = []
    marks: list[tuple[int, ...]] = []
    for base, following in _letters_with_marks(text):
        letters.append(_primary(base))
        marks.append(following)
    return _Piece(tuple(letters), tuple(marks), (text != text.lower(),))


def _letters_with_marks(character: str) -> list[tuple[str, tuple[int, ...]]]:
    """Split into Vietnamese letters (â stays one) and the ranks of the tones and foreign marks each carries."""
    found: list[tuple[str, tuple[int, ...]]] = []
    for each in unicodedata.normalize("NFD", character.casefold()):
        if found and unicodedata.combining(each):
            base, ranks = found[-1]
            letter = unicodedata.normalize("NFC", base + each)
            if each in _LETTER_MARKS and letter in _ALPHABET:
                found[-1] = (letter, ranks)
            else:
                found[-1] = (base, (*ranks, _mark_rank(each)))
        elif each in _LATIN_SPELLINGS:
            found += [(letter, (ord(each),)) for letter in _LATIN_SPELLINGS[each]]
        else:
            found.append((each, ()))
    return found


def _mark_rank(mark: str) -> int:
    return _TONES.index(mark) + 1 if mark in _TONES else ord(mark)


def _primary(letter: str) -> Primary:
    if letter in _ALPHABET:
        return (_LETTER, _ALPHABET.index(letter), "")
    if letter.isspace():
        return (_SPACE, 0, "")
    return (_OTHER_LETTER if letter.isalpha() else _SIGN, ord(letter), "")
