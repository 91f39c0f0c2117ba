"""Keys typed become Vietnamese text: Telex, VNI, and the tone keys of the touch keyboard. Pure functions of text, no state.

Each step looks only at the last word before the cursor, as it is written there: so it works on after a deletion, and one set of
functions serves the touch keyboard and a real one. Only what can still become a Vietnamese syllable (`spelling.py`) is changed;
every other word, such as Jeff or Wright, is left as typed, and a Telex mark is turned back into its letter when a later letter
shows that the word is foreign (Mark, Peter). Telex here has no `w` for ư alone and no brackets, for the sake of such words. What a
keyboard looks like is not decided here.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import reduce
from typing import Final, Literal

from kiosk.spelling import ACUTE, DOT, GRAVE, HOOK, STOPS, TILDE, UNMARKED, Word, in_case_of, put_together, take_apart

Method = Literal["telex", "vni", "plain"]

_TONE_NAMES: Final[Mapping[str, str]] = {"sắc": ACUTE, "huyền": GRAVE, "hỏi": HOOK, "ngã": TILDE, "nặng": DOT}

_Shapes = tuple[tuple[str, str], ...]
"""What a key for a vowel mark tries to write, in this order: plain letters, and the same marked."""


@dataclass(frozen=True, slots=True)
class _Keys:
    """What the keys of one method mean. `restores`: they are letters that a foreign word wants back."""

    tones: Mapping[str, str]
    shapes: Mapping[str, _Shapes]
    bar: str
    restores: bool


_DOUBLES: Final = {"â": "a", "ê": "e", "ô": "o"}
_METHODS: Final[Mapping[str, _Keys]] = {
    "telex": _Keys(
        tones={"s": ACUTE, "f": GRAVE, "r": HOOK, "x": TILDE, "j": DOT, "z": ""},
        shapes={
            "a": (("a", "â"),),
            "e": (("e", "ê"),),
            "o": (("o", "ô"),),
            "w": (("uo", "ươ"), ("ua", "ưa"), ("a", "ă"), ("o", "ơ"), ("u", "ư")),
        },
        bar="d",
        restores=True,
    ),
    "vni": _Keys(
        tones={"1": ACUTE, "2": GRAVE, "3": HOOK, "4": TILDE, "5": DOT, "0": ""},
        shapes={
            "6": (("a", "â"), ("e", "ê"), ("o", "ô")),
            "7": (("uo", "ươ"), ("o", "ơ"), ("u", "ư")),
            "8": (("a", "ă"),),
        },
        bar="9",
        restores=False,
    ),
}


@dataclass(frozen=True, slots=True)
class _Change:
    """A word after a key that marks; `undoes` when it took the mark away, so that the key is written as well."""

    word: Word
    undoes: bool


def compose(keys: str, method: Method = "telex", modern_tones: bool = False) -> str:  # noqa: FBT001, FBT002 - the signature the design fixes
    """Give the text that typing `keys` one after the other writes.

    `modern_tones` puts the tone of open oa, oe, uy on the second vowel (hoà) instead of the first (hòa).
    """
    return reduce(lambda text, key: compose_step(text, key, method, modern_tones), keys, "")


def compose_step(
    text_before_cursor: str,
    key: str,
    method: Method = "telex",
    modern_tones: bool = False,  # noqa: FBT001, FBT002 - as `compose`
) -> str:
    """Give the text before the cursor after one more key; more than one character is inserted as it is.

    The last word comes back in NFC, its tone at its place. A key that would mark what is marked so already takes the mark away
    and writes itself (`aaa` is aa, `ass` is as), after which the word is left alone.
    """
    if method == "plain" or len(key) != 1:
        return text_before_cursor + key
    done, word = _cut_last_word(text_before_cursor)
    return done + _type(word, key, _METHODS[method], modern_tones=modern_tones)


def apply_mark(text_before_cursor: str, mark: str, modern_tones: bool = False) -> str:  # noqa: FBT001, FBT002 - as `compose`
    """Give the text after a key of the keyboard with ready-made letters: a tone by its name ("sắc" ...) or one character.

    A tone replaces the last word's tone, or takes it away when it has that tone already; it is obeyed in foreign words too,
    because it was asked for by name. A letter is added, and the tone moves to its place in the longer word.
    Raises ValueError("mark_unknown") for anything longer.
    """
    done, letters = _cut_last_word(text_before_cursor)
    normal = unicodedata.normalize("NFC", mark)
    if normal in _TONE_NAMES:
        word, tone = take_apart(letters), _TONE_NAMES[normal]
        return done + put_together(replace(word, tones="" if word.tones == tone else tone), modern_tones=modern_tones)
    if len(normal) != 1:
        raise ValueError("mark_unknown")
    return done + _add_letter(letters, normal, modern_tones=modern_tones)


def _cut_last_word(text: str) -> tuple[str, str]:
    """Split off the letters before the cursor, in NFC: H'Hen and Y-Brơm are two words each."""
    start = len(text)
    while start and (text[start - 1].isalpha() or unicodedata.combining(text[start - 1])):
        start -= 1
    return text[:start], unicodedata.normalize("NFC", text[start:])


def _type(letters: str, key: str, keys: _Keys, *, modern_tones: bool) -> str:
    word, small = take_apart(letters), key.lower()
    change = _barred(word) if small == keys.bar else None
    if change is None and word.is_possible:
        change = _toned(word, keys.tones.get(small)) or _shaped(word, keys.shapes.get(small, ()))
    if change is not None:
        return put_together(change.word, modern_tones=modern_tones) + (key if change.undoes else "")
    longer = _add_letter(letters, key, modern_tones=modern_tones)
    is_foreign = keys.restores and key.isalpha() and word.is_possible and not take_apart(longer).is_possible
    if not is_foreign:
        return longer
    restored = _restored_tone(word, keys, key) if word.tones else _restored_double(word, key)
    return longer if restored is None else restored + key


def _toned(word: Word, tone: str | None) -> _Change | None:
    """Set a tone ("" for none), or take it away when it is there; None when that changes nothing or cannot be."""
    if tone is None or not (word.tones or tone):
        return None
    undoes = word.tones == tone
    changed = replace(word, tones="" if undoes else tone)
    return _Change(changed, undoes) if word.vowels and changed.is_possible else None


def _shaped(word: Word, shapes: _Shapes) -> _Change | None:
    """Mark a vowel by the first shape that makes a possible syllable, or unmark it when it has that shape already."""
    old = word.vowels.lower()
    plain = old.translate(UNMARKED)
    for letters, marked in shapes:
        # With nothing after it, uơ is meant (thuở); when something follows, `put_together` makes it ươ.
        is_open_uo = marked == "ươ" and old in {"uo", "uơ"} and not word.tail
        new = plain.replace(letters, "uơ" if is_open_uo else marked, 1)
        changed = replace(word, vowels=in_case_of(word.vowels, plain if new == old else new))
        if letters in plain and changed.is_possible:
            return _Change(changed, new == old)
    return None


def _barred(word: Word) -> _Change | None:
    """Turn the d of the onset into đ or back; in abbreviations (HĐND), which have no vowel, only a d just typed."""
    place = max(word.head.rfind(letter) for letter in "dDđĐ")
    is_just_typed = place == len(word.head) - 1 and not word.head.lower().endswith("dd")
    if place < 0 or not (word.is_possible if word.vowels else is_just_typed):
        return None
    undoes = word.head[place] in "đĐ"
    letter = in_case_of(word.head[place], "d" if undoes else "đ")
    return _Change(replace(word, head=word.head[:place] + letter + word.head[place + 1 :]), undoes)


def _add_letter(letters: str, letter: str, *, modern_tones: bool) -> str:
    """Add a letter; the tone moves right when the word stays possible (hòa, hoàn)."""
    longer = unicodedata.normalize("NFC", letters + letter)
    word = take_apart(longer)
    return put_together(word, modern_tones=modern_tones) if word.is_possible else longer


def _restored_tone(word: Word, keys: _Keys, following: str) -> str:
    """Give the word with its tone turned back into the letter typed, at the likeliest place in a foreign word.

    That is after the first vowel (Maria), and with a consonant behind the vowels before a stop (Oscar), r before any
    consonant (Norman), other letters after it (Hanson). The letter is in the case of the one that follows (Eric, MARK).
    """
    letter = next(key for key, tone in keys.tones.items() if tone == word.tones)
    letters = word.letters
    if not word.tail:
        place = len(word.head) + 1
    elif word.tail.lower() in STOPS or word.tones == HOOK:
        place = len(letters) - len(word.tail)
    else:
        place = len(letters)
    return letters[:place] + in_case_of(following, letter) + letters[place:]


def _restored_double(word: Word, following: str) -> str | None:
    """Give the word with â, ê, ô turned back into two letters; None when the mark is no such, or may well be meant (Êban).

    Foreign words repeat a vowel behind the consonant when a consonant follows (Canada, Peter), else at once (Deepak, Cooper).
    """
    if not (word.tail and word.vowels.lower() in _DOUBLES):
        return None
    plain = in_case_of(word.vowels, _DOUBLES[word.vowels.lower()])
    second = in_case_of(following, plain.lower())
    is_at_once = following.lower() in "aeiouy"
    return word.head + plain + (second + word.tail if is_at_once else word.tail + second)
