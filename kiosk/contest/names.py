"""Names of people as they are typed, shown, searched for and masked. Their order is in `collation.py`.

Names are never corrected: what a card says is printed. Only white space, invisible characters and, on request, the case of
words written in one case are touched, so that H'Hen, Y-Brơm and K' stay as they are.
"""

import re
import unicodedata
from typing import Final

_INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs"})
"""Unicode categories that no name holds: controls, format characters (zero width, text direction), lone surrogates."""

_WORD: Final = re.compile(r"\S+")
_NAME_PARTS: Final = re.compile(r"([-‐–'’ʼ])")
"""What joins the parts of one word: each part of a name such as H'Hen or Y-Brơm begins with a capital."""

_OPENED_NAME: Final = re.compile(r"[^\W\d_][-‐–'’ʼ][^\W\d_A-ZĂÂĐÊÔƠƯ]+")
"""One capital, a joint, and all the rest small: H'hen, Y-brơm, O'neill."""

_APOSTROPHES: Final = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "`": "'"})
_COMBINING_MARKS: Final = re.compile("[\u0300-\u036f]")
_MASK: Final = "***"


def normalise_name(text: str) -> str:
    """Give the name in NFC, trimmed, with single spaces and without invisible characters; "" when nothing is left."""
    visible = "".join(each for each in text if each.isspace() or unicodedata.category(each) not in _INVISIBLE)
    return unicodedata.normalize("NFC", " ".join(visible.split()))


def title_case(text: str) -> str:
    """Give each word a capital, in NFC, when it is written in one case; words in mixed case (McDonald) stay as typed.

    White space stays as it is, so that text still being typed can pass through.
    """
    return _WORD.sub(lambda word: _title_case_word(word[0]), unicodedata.normalize("NFC", text))


def given_name(full_name: str) -> str:
    """Give the tên, the last word of a Vietnamese full name; "" for an empty name."""
    return normalise_name(full_name).rpartition(" ")[2]


def search_key(text: str) -> str:
    """Give what two ways of writing one name share: no marks, no case, đ as d, plain apostrophes, single spaces.

    Old and new tone place (hòa, hoà) are equal by construction, since no tone is left.
    """
    folded = unicodedata.normalize("NFD", unicodedata.normalize("NFD", normalise_name(text)).casefold())
    plain = _COMBINING_MARKS.sub("", folded).replace("đ", "d").translate(_APOSTROPHES)
    return unicodedata.normalize("NFC", " ".join(plain.split()))


def mask_name(full_name: str) -> str:
    """Give the name as lists and logs may show it: "Nguyễn Văn An" becomes "N*** V*** A***", whatever the words' length."""
    return " ".join(word[0] + _MASK for word in normalise_name(full_name).split())


def _title_case_word(word: str) -> str:
    is_opened = _OPENED_NAME.fullmatch(word) is not None
    if not (word.islower() or word.isupper() or is_opened):
        return word
    return "".join(part.capitalize() for part in _NAME_PARTS.split(word))
