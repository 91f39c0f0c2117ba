"""Keys typed become Vietnamese text: Telex, VNI, and the tone keys of the touch keyboard. Pure functions of text, no state.

Each step looks only at the last word before the cursor, as it is written there: so it works on after a deletion, and one set of
functions serves the touch keyboard and a real one. Only what can still become a Vietnamese syllable (`spelling.py`), or several
written together (`joined_words.py`), is changed; every other word, such as Jeff or Wright, is left as typed, and a Telex mark is
turned back into its letter when a later letter shows that the word is foreign (Mark, Peter). Telex here has no `w` for ư alone
and no brackets, for the sake of such words. What a keyboard looks like is not decided here.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial, reduce
from typing import Final, Literal

from kiosk.joined_words import (
    FOREIGN_WORDS,
    LOANWORDS,
    is_marked,
    is_pronounceable,
    keys_of,
    last_syllables,
    read_again,
)
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
_WRITTEN_WITH_W: Final = frozenset("ăơư")
_ENDINGS: Final = frozenset({"mb", "mp", "ms", "nc", "nd", "ng", "nk", "nn", "ns", "nt", "ny", "nz"})
"""Two consonants that often stand together behind a vowel of a foreign word."""

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
    return known.upper() if letters.isupper() else known.capitalize() if letters[0].isupper() else known


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
    return marked or _add_letter(syllable, key, modern_tones=modern_tones)


@cache
def _known_words(*, in_telex: bool) -> Mapping[str, str]:
    """Give each word of the tables by what stands there, in small letters, after all its keys but for this rule."""
    known: dict[str, str] = {}
    keys = _METHODS["telex" if in_telex else "vni"]

    def type_known(letters: str, key: str) -> str:
        return known.get(letters + key) or _type_by_rule(letters, key, keys, modern_tones=False)

    typed = {each: word.replace("-", "") for word in LOANWORDS.split() for each in keys_of(word, in_telex=in_telex)}
    foreign = {word: word for word in FOREIGN_WORDS.split() if in_telex}
    for each, word in (typed | foreign).items():
        before = reduce(type_known, each[:-1], "")
        if type_known(before, each[-1]) != word:
            known[before + each[-1]] = word
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
    place = max(word.head.rfind(letter) for letter in "dDđĐ")
    is_just_typed = place == len(word.head) - 1 and not word.head.lower().endswith("dd")
    if place < 0 or not (word.is_possible if word.vowels else is_just_typed):
        return None
    undoes = word.head[place] in "đĐ"
    letter = in_case_of(word.head[place], "d" if undoes else "đ")
    return _Change(word._replace(head=word.head[:place] + letter + word.head[place + 1 :]), undoes)


def _add_letter(letters: str, letter: str, *, modern_tones: bool) -> str:
    """Add a letter; the tone moves right when the word, or its last syllable, stays possible (hòa, hoàn)."""
    longer = unicodedata.normalize("NFC", letters + letter)
    word = take_apart(longer)
    if word.vowels.lower() == "ưa" and word.tail:
        word = word._replace(vowels=in_case_of(word.vowels, "uă"))  # Only now is it known which one was meant (khuăng).
    if word.is_possible:
        return put_together(word, modern_tones=modern_tones)
    before, last = _last_joined(longer)
    return before + put_together(last, modern_tones=modern_tones) if last.is_possible else longer


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
        if (
            is_new_word
            or _is_surely_vietnamese(word)
            or take_apart(_add_letter(letters, key, modern_tones=False)).is_possible
        ):
            return None
        if not word.tones:
            restored = _restored_double(word, key)
        else:
            restored = _restored_both(word, keys, key) if word.vowels.lower() in _DOUBLES else _restored_tone(word, keys, key)
        return None if restored is None else restored + key
    before, last = _last_joined(letters)
    is_onset = (
        before and last.tones in {ACUTE, HOOK, TILDE} and key.lower() in "aeiouy"
    )  # The x of hiđroxit is no tone.
    return before + _restored_tone(last, keys, key) + key if is_onset else None


def _is_surely_vietnamese(word: Word) -> bool:
    """Say whether it has a mark and a tone that seldom meet in English (hoằng, moóc), or a mark and no English onset (xôn)."""
    vowels = word.vowels.lower()
    if word.tones:
        return vowels == "oo" or not _WRITTEN_WITH_W.isdisjoint(vowels)
    return is_marked(vowels) and word.head.lower() in {"đ", "ng", "ngh", "nh", "x"}


def _restored_both(word: Word, keys: _Keys, following: str) -> str:
    """Give the word with â, ê, ô and its tone turned back into letters where foreign words mostly have them.

    The vowel is repeated behind the letter of the tone (Sarah), behind the consonant as well (Boston) unless that begins an
    ending (present); or at once, before the letter of the tone and another vowel (Moore). Behind a consonant that letter may
    begin another syllable (bônsê): then the mark stays.
    """
    plain = word._replace(vowels=in_case_of(word.vowels, _DOUBLES[word.vowels.lower()]))
    second = in_case_of(following, plain.vowels.lower())
    if following.lower() in "aeiouy":
        return (word.letters if word.tail else plain.letters + second) + _tone_key(word, keys, following)
    if (word.tail + following).lower() in _ENDINGS:
        return plain.head + plain.vowels + _tone_key(word, keys, following) + second + word.tail
    return _restored_tone(plain, keys, following) + second


def _restored_tone(word: Word, keys: _Keys, following: str) -> str:
    """Give the word with its tone turned back into the letter typed, at the likeliest place in a foreign word.

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
    return letters[:place] + _tone_key(word, keys, following) + letters[place:]


def _tone_key(word: Word, keys: _Keys, following: str) -> str:
    return in_case_of(following, next(key for key, tone in keys.tones.items() if tone == word.tones))


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
