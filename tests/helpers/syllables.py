"""Every syllable the rules of the script allow, and the keys that write it: what the composer is tested on."""

import unicodedata
from collections.abc import Iterator

from kiosk.composer import Method

_ONSETS = "- b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
_RHYMES = """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et ê êch êm ên ênh
    êp êt êu i ich im in inh ip it iu i^a iêc iêm iên iêng iêp iêt iêu o oc oi om on ong op ot oac oach oa^i oam oan oang oanh
    oa^o oat oa^y oăc oăm oăn oăng oăt oen oe^o oet ooc oong ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u uc ui um un ung up ut
    u^a uân uâng uât uây uê uêch uênh uôc uôi uôm uôn uông uôp uôt uơ uych uyên uyêt uynh uyt uy^u ư ưa ưc ưi ưng ưt ưu ươc
    ươi ươm ươn ương ươp ươt ươu o^a o^e u^y y
"""
"""A caret stands behind the vowel that has the tone in old style, where it is neither marked nor the last before a consonant."""

_SPELT_WITH_K = ("i", "e", "ê", "y")
TONES = {
    "": ("", ""),
    "\u0301": ("s", "1"),
    "\u0300": ("f", "2"),
    "\u0309": ("r", "3"),
    "\u0303": ("x", "4"),
    "\u0323": ("j", "5"),
}
MARKS = {
    "ă": ("aw", "a8"),
    "â": ("aa", "a6"),
    "đ": ("dd", "d9"),
    "ê": ("ee", "e6"),
    "ô": ("oo", "o6"),
    "ơ": ("ow", "o7"),
    "ư": ("uw", "u7"),
}
METHODS: tuple[Method, Method] = ("telex", "vni")


def _syllables() -> Iterator[tuple[str, str, str]]:
    """Give (letters, tone, syllable in old style) of every spelling that the rules of the script allow."""
    for onset in _ONSETS.replace("-", "").split(" "):
        for spelt in _RHYMES.split():
            rhyme = spelt.replace("^", "")
            if not _is_spelt_so(onset, rhyme):
                continue
            place = spelt.find("^") - 1 if "^" in spelt else _plain_tone_place(rhyme)
            for tone in TONES:
                if tone in {"\u0300", "\u0309", "\u0303"} and rhyme.endswith(("c", "ch", "p", "t")):
                    continue
                toned = rhyme[: place + 1] + tone + rhyme[place + 1 :]
                yield onset + rhyme, tone, unicodedata.normalize("NFC", onset + toned)


def _is_spelt_so(onset: str, rhyme: str) -> bool:
    if onset in {"k", "gh", "ngh"}:
        return rhyme.startswith(_SPELT_WITH_K)
    if onset in {"c", "g", "ng"}:
        return not rhyme.startswith(_SPELT_WITH_K)
    if onset in {"gi", "qu"}:
        return not rhyme.startswith(("i", "u", "o", "ư", "ô", "y"))
    return True


def _plain_tone_place(rhyme: str) -> int:
    """Give the place of the last marked vowel, else the last vowel before a consonant, else the first vowel."""
    vowels = rhyme.rstrip("cghmnpt")
    marked = [place for place, vowel in enumerate(vowels) if vowel in "ăâêôơư"]
    return marked[-1] if marked else len(vowels) - 1 if vowels != rhyme else 0


def keys_of_letters(letters: str, method: Method) -> str:
    """Give the keys of letters without tone, each mark right after its letter; a double o needs a third to undo ô."""
    column = METHODS.index(method)
    keys = "".join(MARKS[letter][column] if letter in MARKS else letter for letter in letters)
    return keys.replace("oo", "ooo") if method == "telex" and "oo" in letters else keys


def modern(syllable: str, tone: str) -> str:
    """Move the tone of open oa, oe, uy to the second vowel."""
    parts = unicodedata.normalize("NFD", syllable)
    is_moved = tone and not parts.startswith("qu") and parts.endswith((f"o{tone}a", f"o{tone}e", f"u{tone}y"))
    return unicodedata.normalize("NFC", f"{parts[:-2]}{parts[-1]}{tone}") if is_moved else syllable


SYLLABLES = tuple(_syllables())
"""(letters, tone, syllable in old style) of each."""
