"""Words of several syllables without a gap: loanwords (bêtông, ôtô, xàphòng) and names (Êban, NguyễnThị). Pure functions.

Says where the last syllable of such a word begins, when keys that were left as letters, as in a foreign word, are read again,
and which words are known only when they are whole. How one syllable is typed is in `composer.py`, how it is spelt in
`spelling.py`.
"""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Final

from kiosk.spelling import ACUTE, DOT, GRAVE, HOOK, MARKED_LETTERS, TILDE, take_apart

LOANWORDS: Final = """
    alô amatơ amiđan anđehit anôphen atisô a-xít badôca balê balô batê batinê bazơ becgiê bêrê bêta bhallê bichcôt binđinh
    biptêt bitcôt bogo-tá bombê bulô bupbê bupphê cafê calô canô caraôkê carô catalô catôt catsê cà-phê chrô clohiđric comlê
    côngtenơ côngtơ côngxon công-tắc côtang côtông cuarơ derô dicdăc đađa đumđum êcu êke êkip êning êpan êta ête fibroximăng
    filê fizê fomanđehit gabađin garô gatô ge-nè-ve giêsu gilê glôcôm guđron héc-ta hiđro inôc jo-sé kađai karaôkê kêpi kilô
    kiôt kitô ladơn lanhtô lavabô layơn lênin lintô litô lôcôt macô magiê manơcanh mayô ma-níp medel-lín mêtan mêtylen micrô
    mimôda minơ moayơ moocchê môngtagiơ môtip môtô môtơ nitơ niutơn nivô ôplêt ôten ôtô ôxi panô patê patinê phanxicô phaolô
    phidê phôtô pianô piô poké-mon rađa rađi riđô rivê rôcket rôma rôngđen rôngđô rôti rơmooc rulô sâmbanh sôcôla sôpphơ srô
    suplơ tarô tatăng thêta tichkê tigôn tipô tôma tôngđơ tônô tôtem typô varơi vazơlin vắc-xin vectơ vitcô vixcô xifông yôga
    zerô
"""
"""Joined loanwords, or how they begin, whose keys could as well begin an English word (taboo, hidden), or be one (Omega3).

Each is written when its last letter is typed: until then it could be another word. A hyphen, which is not written, ends the
syllable before a toned one or the toned one itself, where a tone key may be pressed.
"""

SHORT_LOANWORDS: Final = """
    clê crêp crếp crô crôm crông frăng fuốc féc jăm jíp jút jắc phrăng scô slìn snách spê strích vrê xmô zắc zích zô zôn zốt zơ
"""
"""Loanwords and names of one syllable that begin as no Vietnamese one does; another letter gives the keys back (zoom, speed)."""

ABBREVIATIONS: Final = "bgdđ gcnqsdđ gdđ qsdđ đtdđ"
"""Those in which d stands before đ: of QSDĐ the last two keys are no second đ taken back."""

VNI_BEGINNINGS: Final = "andré axí café genè maní medellí poké"
"""How words begin whose first tone stands behind a bare syllable; only of these VNI takes a digit there for a tone (Omega3)."""

_TELEX_LETTERS: Final = str.maketrans({"ă": "aw", "â": "aa", "đ": "dd", "ê": "ee", "ô": "oo", "ơ": "ow", "ư": "uw"})
_VNI_LETTERS: Final = str.maketrans({"ă": "a8", "â": "a6", "đ": "d9", "ê": "e6", "ô": "o6", "ơ": "o7", "ư": "u7"})
TELEX_TONES: Final = {ACUTE: "s", GRAVE: "f", HOOK: "r", TILDE: "x", DOT: "j"}
_VNI_TONES: Final = {ACUTE: "1", GRAVE: "2", HOOK: "3", TILDE: "4", DOT: "5"}

_LONGEST_ONSET: Final = 3
_LONGEST_SYLLABLE: Final = 8
"""Keys of the longest that is read again, such as nghieeng."""

_LONGEST_READ: Final = 12
"""Letters of the longest word that is read again; it bounds the work at one key."""

_PRONOUNCEABLE: Final = re.compile(
    "(?:[bcdđghjklmnpqrstvxfz]{0,3}[aăâeêioôơuưy]{1,3}[bcdđghklmnpqrstvxf]{0,2})*[bcdđghjklmnpqrstvxfz]{0,2}"
)
_MARKING_KEYS: Final = re.compile("aa|ee|oo|dd|[aou]w", re.IGNORECASE)
_TONE_KEYS: Final = re.compile("[aeiouyw][cghmnpt]{0,2}[fj]", re.IGNORECASE)
"""The tone keys that are no letters of Vietnamese: of the others nobody could tell."""

_KEYS_OF_SYLLABLE: Final = re.compile("[b-df-hk-np-tvx]{0,4}[aeiouyw]{1,5}[fj]?[cghkmnpt]{0,2}[fj]?", re.IGNORECASE)
_LAST_KEYS: Final = frozenset("aeodwfjgAEODWFJG")
"""The keys that may show that a word is Vietnamese."""

_NEVER_ENGLISH: Final = re.compile("(x|ng|nh).*|.*(aan|een|oon|[aou]wn)g|.*[cghpt]dd", re.IGNORECASE)
"""Words that are so are Vietnamese though but one syllable is marked (ximăng, balông, gacđiêng)."""


def is_marked(letters: str) -> bool:
    """Say whether a letter has a mark or a tone already."""
    return not MARKED_LETTERS.isdisjoint(letters)


def keys_of(loanword: str, *, in_telex: bool) -> tuple[str, str]:
    """Give the Telex or VNI keys of a loanword of the table, tones at once after their vowels, and at the ends of syllables."""
    letters, tones = (_TELEX_LETTERS, TELEX_TONES) if in_telex else (_VNI_LETTERS, _VNI_TONES)
    at_once, at_end = "", ""
    for syllable in loanword.split("-"):
        word = take_apart(syllable)
        upto_vowels, tail = (word.head + word.vowels).translate(letters), word.tail.translate(letters)
        tone = tones.get(word.tones, "")
        at_once += upto_vowels + tone + tail
        at_end += upto_vowels + tail + tone
    return at_once, at_end


def last_syllables(letters: str) -> Iterator[tuple[str, str]]:
    """Split a word into what is done and its last syllable, whole or begun, in each possible way, the longest first."""
    for start in range(max(1, len(take_apart(letters).head) - _LONGEST_ONSET), len(letters)):
        if take_apart(letters[start:]).is_possible:
            yield letters[:start], letters[start:]


def is_pronounceable(letters: str) -> bool:
    """Say whether these could be syllables of a loanword; Windows and iPhone could not."""
    is_camel_case = any(letter.islower() and following.isupper() for letter, following in pairwise(letters))
    return not is_camel_case and _PRONOUNCEABLE.fullmatch(take_apart(letters).letters.lower()) is not None


def read_again(keys: str, add_key: Callable[[str, str], str]) -> str | None:
    """Give the syllables that the Telex keys of a whole word write; None when that is more likely a foreign word.

    `add_key` writes one key of a syllable behind what stands of it. Likely is a word with two marked syllables (ôtô, xàphòng;
    not coffee or after), or with one when it could not be English.
    """
    needed = {_MARKING_KEYS: 1 if _NEVER_ENGLISH.fullmatch(keys) else 2, _TONE_KEYS: 2}
    if (
        keys[-1] not in _LAST_KEYS
        or len(keys) > _LONGEST_READ
        or all(len(kind.findall(keys)) < least for kind, least in needed.items())
    ):
        return None
    pieces = _fewest_pieces(keys, add_key)
    is_likely = any(sum(bool(kind.search(piece)) for piece, _ in pieces) >= least for kind, least in needed.items())
    return "".join(text for _, text in pieces) if is_likely else None


def _fewest_pieces(keys: str, add_key: Callable[[str, str], str]) -> tuple[tuple[str, str], ...]:
    """Cut keys into those of whole syllables, each with its text, or give none; only behind a vowel may one lack an onset."""
    best: dict[int, tuple[tuple[str, str], ...]] = {0: ()}
    for start in range(len(keys)):
        for piece, text in _whole_syllables(keys, start, add_key) if start in best else ():
            end = start + len(piece)
            if end not in best or len(best[start]) < len(best[end]):  # A later start makes what went before longer.
                best[end] = (*best[start], (piece, text))
    return best.get(len(keys), ())


def _whole_syllables(keys: str, start: int, add_key: Callable[[str, str], str]) -> Iterator[tuple[str, str]]:
    """Give the keys from a place on that write a whole syllable, with what they write, each possible length of them."""
    text, longest = "", _KEYS_OF_SYLLABLE.match(keys, start, start + _LONGEST_SYLLABLE)
    for end in range(start + 1, longest.end() + 1 if longest else start):
        text, piece = add_key(text, keys[end - 1]), keys[start:end]
        if not (word := take_apart(text)).is_possible:
            return
        is_apart = end == len(keys) or keys[end].lower() not in "aeiouy" or piece[-1].lower() in "aeiouyw"
        if is_apart and word.is_whole and _KEYS_OF_SYLLABLE.fullmatch(piece):
            yield piece, text
