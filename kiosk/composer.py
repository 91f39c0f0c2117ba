"""Keys typed become Vietnamese text: Telex, VNI, and the tone keys of the touch keyboard. Pure functions of text, no state.

Each step looks only at the last word before the cursor, as it is written there: so it works on after a deletion, and one set of
functions serves the touch keyboard and a real one. Only what can still become a Vietnamese syllable (`spelling.py`), or several
written together (`joined_words.py`), is changed; every other word, such as Jeff or Wright, is left as typed, and a Telex mark is
turned back into its letter when a later letter shows that the word is foreign (`foreign_words.py`: Mark, Peter). Telex here has
no `w` for ư alone and no brackets, for the sake of such words. What a keyboard looks like is not decided here.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial, reduce
from string import ascii_lowercase
from typing import Final, Literal

from kiosk.foreign_words import FOREIGN_WORDS, give_back, give_back_tone
from kiosk.joined_words import (
    ABBREVIATIONS,
    LOANWORDS,
    SHORT_LOANWORDS,
    VNI_BEGINNINGS,
    is_marked,
    is_pronounceable,
    keys_of,
    last_syllables,
    read_again,
)
from kiosk.spelling import ACUTE, DOT, GRAVE, HOOK, TILDE, UNMARKED, Word, in_case_of, put_together, take_apart

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
        before, word = _last_joined(letters)
        if not word.vowels:
            before, word = "", take_apart(letters)
        tone = "" if word.tones == _TONE_NAMES[normal] else _TONE_NAMES[normal]
        return done + before + put_together(word._replace(tones=tone), modern_tones=modern_tones)
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
    known = _known_words(in_telex=keys.restores).get((letters + key).lower())
    if known is None:
        return _type_by_rule(letters, key, keys, modern_tones=modern_tones)
    is_upper = letters.isupper() and (len(letters) > 1 or key.isupper())
    return known.upper() if is_upper else known.capitalize() if letters[0].isupper() else known


def _type_by_rule(letters: str, key: str, keys: _Keys, *, modern_tones: bool) -> str:
    for before, last in _markable(letters, key, keys):
        if (marked := _mark(last, key, keys, modern_tones=modern_tones)) is not None:
            return before + marked
    again = None
    if keys.restores and letters.isascii() and not take_apart(letters).is_possible:
        again = read_again(letters + key, partial(_add_key, modern_tones=modern_tones))
    return again or _restore(letters, key, keys) or _add_letter(letters, key, modern_tones=modern_tones)


def _markable(letters: str, key: str, keys: _Keys) -> Iterator[tuple[str, Word]]:
    """Give what a key may mark, each with what stands before it: the word, or else the last syllable of a joined one.

    It is joined for certain when an earlier syllable is marked. The digits of VNI belong to no foreign word, so with them it need
    not be (bêto6ng, zo6); only for a tone it must, after another syllable (Omega3).
    """
    word, small = take_apart(letters), key.lower()
    yield "", word
    if word.is_possible or not (small == keys.bar or small in keys.tones or small in keys.shapes):
        return
    for before, last in last_syllables(letters):
        syllable = take_apart(last)
        is_only_syllable = not take_apart(before).vowels
        if keys.restores:
            is_onset = syllable.tones not in {"", keys.tones.get(small)} and small in "srx"  # As in xàphòng + sạch.
            is_abbreviation = (
                is_only_syllable and small == "w" and last in {"u", "U"}
            )  # NSƯT; English has hardly any uw.
            is_joined = is_abbreviation or (is_marked(letters) and not is_onset)
        else:
            is_letter = small in keys.tones and not is_only_syllable  # Omega3
            is_joined = is_marked(letters) or (is_pronounceable(letters) and not is_letter)
        if is_joined:
            yield before, syllable


def _mark(word: Word, key: str, keys: _Keys, *, modern_tones: bool) -> str | None:
    """Give the word after a key that marks it; None when it does not."""
    small = key.lower()
    change = _barred(word) if small == keys.bar else None
    if change is None and word.is_possible:
        change = _toned(word, keys.tones.get(small)) or _shaped(word, keys.shapes.get(small, ()))
    if change is None:
        return None
    return put_together(change.word, modern_tones=modern_tones) + (key if change.undoes else "")


def _add_key(syllable: str, key: str, *, modern_tones: bool) -> str:
    """Give a syllable after one more Telex key, with none of the doubts about foreign words."""
    keys = _METHODS["telex"]
    is_mark = key.lower() in keys.tones or key.lower() in keys.shapes or key.lower() == keys.bar
    marked = _mark(take_apart(syllable), key, keys, modern_tones=modern_tones) if is_mark else None
    if marked is None:
        word = _word_with(syllable, key)
        marked = put_together(word, modern_tones=modern_tones) if word.is_possible else syllable + key
    return marked


@cache
def _known_words(*, in_telex: bool) -> Mapping[str, str]:
    """Give each word of the tables by what stands there, in small letters, after all its keys but for this rule."""
    known: dict[str, str] = {}
    keys = _METHODS["telex" if in_telex else "vni"]

    def type_known(letters: str, key: str) -> str:
        return known.get(letters + key) or _type_by_rule(letters, key, keys, modern_tones=False)

    words = [*LOANWORDS.split(), *SHORT_LOANWORDS.split(), *ABBREVIATIONS.split()]
    typed = {each: word.replace("-", "") for word in words for each in keys_of(word, in_telex=in_telex)}
    if in_telex:
        typed |= {word: word for word in FOREIGN_WORDS.split()}
    else:
        typed |= {keys_of(word, in_telex=False)[1]: word for word in VNI_BEGINNINGS.split()}
    for each, word in typed.items():
        before = reduce(type_known, each[:-1], "")
        if type_known(before, each[-1]) != word:
            known[before + each[-1]] = word
        if in_telex and word in SHORT_LOANWORDS.split():
            known |= {word + key: each if key == each[-1] else each + key for key in ascii_lowercase}
    return known


def _toned(word: Word, tone: str | None) -> _Change | None:
    """Set a tone ("" for none), or take it away when it is there; None when that changes nothing or cannot be."""
    if tone is None or not (word.tones or tone):
        return None
    undoes = word.tones == tone
    changed = word._replace(tones="" if undoes else tone)
    return _Change(changed, undoes) if word.vowels and changed.is_possible else None


def _shaped(word: Word, shapes: _Shapes) -> _Change | None:
    """Mark a vowel by the first shape that makes a possible syllable, or unmark it when it has that shape already."""
    old = word.vowels.lower()
    plain = old.translate(UNMARKED)
    for letters, marked in shapes:
        # With nothing after it, uơ is meant (thuở); when something follows, `put_together` makes it ươ.
        is_open_uo = marked == "ươ" and old in {"uo", "uơ"} and not word.tail
        new = plain.replace(letters, "uơ" if is_open_uo else marked, 1)
        changed = word._replace(vowels=in_case_of(word.vowels, plain if new == old else new))
        if letters in plain and changed.is_possible:
            return _Change(changed, new == old)
    return None


def _barred(word: Word) -> _Change | None:
    """Turn the d of the onset into đ or back; in abbreviations (HĐND), which have no vowel, only a d just typed."""
    small = word.head.lower()
    place = max(small.rfind("d"), small.rfind("đ"))
    is_just_typed = place == len(word.head) - 1 and not small.endswith("dd")
    if place < 0 or not (word.is_possible if word.vowels else is_just_typed):
        return None
    undoes = word.head[place] in "đĐ"
    letter = in_case_of(word.head[place], "d" if undoes else "đ")
    return _Change(word._replace(head=word.head[:place] + letter + word.head[place + 1 :]), undoes)


def _add_letter(letters: str, letter: str, *, modern_tones: bool) -> str:
    """Add a letter; the tone moves right when the word, or its last syllable, stays possible (hòa, hoàn)."""
    longer = unicodedata.normalize("NFC", letters + letter)
    word = _word_with(letters, letter)
    if word.is_possible:
        return put_together(word, modern_tones=modern_tones)
    before, last = _last_joined(longer)
    return before + put_together(last, modern_tones=modern_tones) if last.is_possible else longer


def _word_with(letters: str, letter: str) -> Word:
    word = take_apart(unicodedata.normalize("NFC", letters + letter))
    if word.vowels.lower() == "ưa" and word.tail:
        word = word._replace(vowels=in_case_of(word.vowels, "uă"))  # Only now is it known which one was meant (khuăng).
    return word


def _last_joined(letters: str) -> tuple[str, Word]:
    """Split off the last syllable behind one that is marked; a word without such a one, or of one syllable, is whole."""
    word = take_apart(letters)
    if is_marked(letters) and not word.is_possible:
        for before, last in last_syllables(letters):
            if is_marked(before):
                return before, take_apart(last)
    return "", word


def _restore(letters: str, key: str, keys: _Keys) -> str | None:
    """Give the word with Telex marks turned back into their letters, and the key; None when nothing shows that they were none."""
    if not (keys.restores and letters and key.isalpha()):
        return None
    word = take_apart(letters)
    if word.is_possible:
        is_new_word = key.isupper() and letters[-1].islower() and is_marked(letters)  # NguyễnThị
        if is_new_word or take_apart(_add_letter(letters, key, modern_tones=False)).is_possible:
            return None
        given_back = give_back(word, key)
        return None if given_back is None else given_back + key
    before, last = _last_joined(letters)
    is_onset = (
        before and last.tones in {ACUTE, HOOK, TILDE} and key.lower() in "aeiouy"
    )  # The x of hiđroxit is no tone.
    return before + give_back_tone(last, key) + key if is_onset else None
