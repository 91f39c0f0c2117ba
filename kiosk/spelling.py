"""How a Vietnamese word is spelt: its parts, what can be a syllable at all, and where the tone stands.

Used while a word is being typed, so what may still become a syllable counts as possible. Which keys were pressed is not known
here; order and search are in `contest/collation.py` and `contest/names.py`.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Final, NamedTuple

ACUTE, GRAVE, HOOK, TILDE, DOT = "\u0301\u0300\u0309\u0303\u0323"
"""Sắc, huyền, hỏi, ngã, nặng as combining marks; the sixth tone, ngang, has none."""

_TONES: Final = frozenset({ACUTE, GRAVE, HOOK, TILDE, DOT})
STOPS: Final = frozenset({"c", "ch", "k", "p", "t"})
"""Final consonants that end abruptly."""

_ANY_TONE: Final = frozenset({"", *_TONES})
_TONES_OF_STOPS: Final = frozenset({"", ACUTE, DOT})
"""A syllable that ends in a stop has sắc or nặng; without a tone it is not yet finished."""

_VOWELS: Final = "aăâeêioôơuưy"
_VOWELS_OF_BOTH_CASES: Final = frozenset(_VOWELS + _VOWELS.upper())
_MARKED_VOWELS: Final = frozenset("ăâêôơư")
UNMARKED: Final = str.maketrans("ăâêôơư", "aaeoou")
"""For `str.translate`: small vowels without their marks."""

_TONED: Final = {
    unicodedata.normalize("NFC", vowel + tone): (vowel, tone) for vowel in _VOWELS + _VOWELS.upper() for tone in _TONES
}

MARKED_LETTERS: Final = frozenset({*_TONED, *"ăâđêôơưĂÂĐÊÔƠƯ"})
"""Letters with a mark or a tone; ü and ñ are not of this language."""

_UNTONED: Final = str.maketrans({letter: vowel for letter, (vowel, _) in _TONED.items()})

_PLAIN_ONSETS: Final = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
_MOUNTAIN_ONSETS: Final = (
    "adr bd bh bkr bl br dh djr dl dr đh đr gl gr hb hd hđ hl hm hr jl jr kb kd kđ khl kl km kn kp kr ks kt ktl ml"
    " mn mr pc phl pl pn pr rc rl rm rt rv sr st tb tl xr"
)
"""In names of people and places of the Ê Đê, Gia Rai, Mnông, Xtiêng ...: Krông, Kpă, Mlô, Adrơng, Y-Brơm."""

_LOAN_ONSETS: Final = "xc xp xt xtr"
"""How sc, sp, st, str are written in words from French: xpê, xtrích."""

_COMMON_ONSETS: Final = frozenset({"", *_PLAIN_ONSETS.split(), *_LOAN_ONSETS.split()})
_ONSETS: Final = frozenset({*_COMMON_ONSETS, *_MOUNTAIN_ONSETS.split()})
_OPEN_VOWELS: Final = (
    "ai ao au ay âu ây eo êu ia iu iêu yêu oai oao oay oeo oi ôi ơi ua ui uây uêu uơ uôi uya uyu ưa ưi ưu ươi ươu yă"
)
_CODAS: Final[Mapping[str, str]] = {
    "a": "- c ch k m n ng nh p t",
    "ă": "c k m n ng p t",
    "â": "c k m n ng p t",
    "e": "- c k m n ng p t",
    "ê": "- c ch k m n ng nh p t",
    "i": "- ch k m n nh p t",
    "o": "- c k m n ng p t",
    "ô": "- c k m n ng p t",
    "ơ": "- k m n ng p t",
    "u": "- c k m n ng p t",
    "ư": "- c k m n ng t",
    "y": "- ch n nh p t",
    "iê": "c m n ng p t",
    "yê": "m n ng t",
    "oa": "- c ch m n ng nh p t",
    "oă": "c m n ng t",
    "oe": "- m n ng t",
    "oo": "c k ng",
    "uă": "c n ng t",
    "uâ": "n ng t",
    "uê": "- ch n nh t",
    "uô": "c m n ng p t",
    "ươ": "c m n ng p t",
    "uy": "- ch n nh p t",
    "uyê": "ch n nh t",
    **dict.fromkeys(_OPEN_VOWELS.split(), "-"),
}
"""Vowels, with their glides, and the consonants that may follow them; "-" stands for none."""


def _possible_rhymes() -> Iterator[str]:
    """Give every rhyme, everything typed on the way to it, and each with any of its marks still missing."""
    for vowels, codas in _CODAS.items():
        for coda in codas.replace("-", "").split(" "):
            for letters in product(*({letter, letter.translate(UNMARKED)} for letter in vowels + coda)):
                yield from ("".join(letters[:length]) for length in range(len(letters) + 1))


_RHYMES: Final = frozenset(_possible_rhymes())
_WHOLE_RHYMES: Final = frozenset(
    vowels + coda for vowels, codas in _CODAS.items() for coda in codas.replace("-", "").split(" ")
)
_ONLY_AFTER_QU: Final = "yu"
"""Of quýu; Yusuf and Ryu are none."""


class Word(NamedTuple):
    """A word taken apart: what stands before its last vowels, these, what follows, all without tones, and its tones.

    A word has one tone or none; one made up of several syllables may have more, and is no possible one. It is a tuple because
    scores of them are made at one key.
    """

    head: str
    vowels: str
    tail: str
    tones: str

    @property
    def is_possible(self) -> bool:
        """Whether it is, or may still become, a Vietnamese syllable."""
        onset, rhyme = self.head.lower(), (self.vowels + self.tail).lower()
        return (
            onset in _ONSETS
            and (rhyme in _RHYMES or (rhyme == _ONLY_AFTER_QU and onset == "qu"))
            and self.tones in (_TONES_OF_STOPS if self.tail.lower() in STOPS else _ANY_TONE)
        )

    @property
    def is_whole(self) -> bool:
        """Whether it is one as it stands, and not of a mountain name; a tone that a stop asks for may still be missing."""
        return (
            self.is_possible
            and self.head.lower() in _COMMON_ONSETS
            and (self.vowels + self.tail).lower() in _WHOLE_RHYMES
        )

    @property
    def letters(self) -> str:
        """All of it without its tone."""
        return self.head + self.vowels + self.tail


def take_apart(letters: str) -> Word:
    """Take a word in NFC apart; the u of qu and, before another vowel, the i of gi belong to the onset."""
    plain, tones = letters, ""
    if not letters.isascii():
        plain = letters.translate(_UNTONED)
        tones = "".join([_TONED[letter][1] for letter in letters if letter in _TONED])
    end = len(plain)
    while end and plain[end - 1] not in _VOWELS_OF_BOTH_CASES:
        end -= 1
    start = end
    while start and plain[start - 1] in _VOWELS_OF_BOTH_CASES:
        start -= 1
    if start == end:
        return Word(plain, "", "", tones)
    opening = plain[:start][-1:].lower() + plain[start].lower()
    if opening == "qu" or (opening == "gi" and start == 1 and end - start > 1):
        start += 1
    return Word(plain[:start], plain[start:end], plain[end:], tones)


def put_together(word: Word, *, modern_tones: bool) -> str:
    """Put a word together in NFC, its tone at its place; uơ and ưo become ươ as soon as something follows.

    `modern_tones` puts the tone of open oa, oe, uy on the second vowel (hoà) instead of the first (hòa).
    """
    vowels = word.vowels
    if vowels[:2].lower() in {"uơ", "ưo"} and (word.tail or vowels[2:]):
        vowels = in_case_of(vowels, "ươ" + vowels[2:].lower())
    if not vowels:
        return word.letters
    place = _tone_place(vowels.lower(), word.tail, modern_tones=modern_tones) + 1
    toned = vowels[:place] + word.tones + vowels[place:]
    return unicodedata.normalize("NFC", word.head + toned + word.tail)


def _tone_place(vowels: str, tail: str, *, modern_tones: bool) -> int:
    """Give which vowel carries the tone: the last marked one, else the last before a consonant, else as the vowels ask."""
    marked = [place for place, vowel in enumerate(vowels) if vowel in _MARKED_VOWELS]
    if marked:
        return marked[-1]
    if tail or vowels in {"ie", "ye", "ue", "uo", "uye"}:  # The latter are on the way to iê, yê, uê, uô, uyê.
        return len(vowels) - 1
    if vowels in {"oa", "oe", "uy"}:
        return int(modern_tones)
    return int(len(vowels) > 2)  # noqa: PLR2004 - of three vowels the middle one: oái, khuỷu


def in_case_of(old: str, new: str) -> str:
    """Write `new`, of the same length, in the case of `old`, letter by letter."""
    if old.islower():
        return new
    return "".join(letter.upper() if like.isupper() else letter for like, letter in zip(old, new, strict=True))
