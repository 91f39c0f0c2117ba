"""Every Vietnamese syllable can be typed in Telex and VNI, in the order that comes to hand; foreign words stay as typed."""

import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.composer import Method, apply_mark, compose, compose_step

_ONSETS = "- b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
_RHYMES = """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et ê êch êm ên ênh
    êp êt êu i ich im in inh ip it iu i^a iêc iêm iên iêng iêp iêt iêu o oc oi om on ong op ot oac oach oa^i oam oan oang oanh
    oa^o oat oa^y oăc oăm oăn oăng oăt oen oe^o oet ooc oong ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u uc ui um un ung up ut
    u^a uân uâng uât uây uê uêch uênh uôc uôi uôm uôn uông uôt uơ uych uyên uyêt uynh uyt uy^u ư ưa ưc ưi ưng ưt ưu ươc ươi
    ươm ươn ương ươp ươt ươu o^a o^e u^y y
"""
"""A caret stands behind the vowel that has the tone in old style, where it is neither marked nor the last before a consonant."""

_SPELT_WITH_K = ("i", "e", "ê", "y")
_TONES = {
    "": ("", ""),
    "\u0301": ("s", "1"),
    "\u0300": ("f", "2"),
    "\u0309": ("r", "3"),
    "\u0303": ("x", "4"),
    "\u0323": ("j", "5"),
}
_LETTERS = {
    "ă": ("aw", "a8"),
    "â": ("aa", "a6"),
    "đ": ("dd", "d9"),
    "ê": ("ee", "e6"),
    "ô": ("oo", "o6"),
    "ơ": ("ow", "o7"),
    "ư": ("uw", "u7"),
}
_METHODS: tuple[Method, Method] = ("telex", "vni")


def _syllables() -> Iterator[tuple[str, str, str]]:
    """Give (letters, tone, syllable in old style) of every spelling that the rules of the script allow."""
    for onset in _ONSETS.replace("-", "").split(" "):
        for spelt in _RHYMES.split():
            rhyme = spelt.replace("^", "")
            if not _is_spelt_so(onset, rhyme):
                continue
            place = spelt.find("^") - 1 if "^" in spelt else _plain_tone_place(rhyme)
            for tone in _TONES:
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


def _keys(letters: str, method: Method) -> str:
    """Give the keys of letters without tone, each mark right after its letter; a double o needs a third to undo ô."""
    column = _METHODS.index(method)
    keys = "".join(_LETTERS[letter][column] if letter in _LETTERS else letter for letter in letters)
    return keys.replace("oo", "ooo") if method == "telex" and "oo" in letters else keys


def _modern(syllable: str, tone: str) -> str:
    """Move the tone of open oa, oe, uy to the second vowel."""
    parts = unicodedata.normalize("NFD", syllable)
    is_moved = tone and not parts.startswith("qu") and parts.endswith((f"o{tone}a", f"o{tone}e", f"u{tone}y"))
    return unicodedata.normalize("NFC", f"{parts[:-2]}{parts[-1]}{tone}") if is_moved else syllable


_FOREIGN = """
    Jeff Wright Mark MARK Text Carl Oscar Norman Hanson Maria Harold David Donald Alex Smith Chris Clark Diana Anna Lewis Todd
    Freddy William Kwon Hwang Steven Eric IRIS Isaac Peter PETER Benedict Canada Banana Donovan Deepak Cooper Ookala
"""

_ALL = tuple(_syllables())
_SYLLABLES = st.sampled_from(_ALL)


@pytest.mark.parametrize("method", _METHODS)
@pytest.mark.parametrize("modern_tones", [False, True], ids=["old", "modern"])
def test_every_syllable_can_be_typed_exactly(method: Method, modern_tones: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """The whole inventory of the script, tone typed last, comes out as written in that style."""
    column = _METHODS.index(method)
    wrong = {
        syllable: typed
        for letters, tone, syllable in _ALL
        if (typed := compose(_keys(letters, method) + _TONES[tone][column], method, modern_tones))
        != (_modern(syllable, tone) if modern_tones else syllable)
    }
    assert len(_ALL) > 15_000
    assert wrong == {}


@given(_SYLLABLES, st.sampled_from(_METHODS), st.data())
def test_marks_may_be_typed_late_and_in_any_order(
    syllable: tuple[str, str, str], method: Method, data: st.DataObject
) -> None:
    """All letters first and then the marks, in whatever order, give the same syllable."""
    letters, tone, expected = syllable
    column = _METHODS.index(method)
    pairs = [_LETTERS[letter][column] for letter in letters if letter in _LETTERS]
    plain = "".join(_LETTERS[letter][column][0] if letter in _LETTERS else letter for letter in letters)
    marks = list(dict.fromkeys(pair[1] for pair in pairs))  # One key marks both vowels of ươ.
    if method == "telex" and "oo" in plain:
        plain = plain.replace("oo", "ooo")
    order = data.draw(st.permutations([*marks, *_TONES[tone][column]]))
    assert compose(plain + "".join(order), method) == expected


@given(_SYLLABLES, st.sampled_from(_METHODS), st.data())
def test_the_tone_moves_right_as_letters_are_added(
    syllable: tuple[str, str, str], method: Method, data: st.DataObject
) -> None:
    """A tone typed early, at once after the vowels begin, ends where a tone typed last would be."""
    letters, tone, expected = syllable
    keys, column = _keys(letters, method), _METHODS.index(method)
    first_vowel = next(
        place for place, key in enumerate(keys) if key in "aeiouy" and keys[place - 1 : place + 1] != "qu"
    )
    consonants_from = len(keys.rstrip("cghmnpt"))
    place = data.draw(st.integers(first_vowel + 1, consonants_from))
    is_early_enough = "ooo" not in keys and not (letters.startswith("gi") and place == first_vowel + 1)
    early = keys[:place] + _TONES[tone][column] + keys[place:] if is_early_enough else keys + _TONES[tone][column]
    assert compose(early, method) == expected


@given(_SYLLABLES, st.sampled_from(_METHODS))
def test_case_is_kept(syllable: tuple[str, str, str], method: Method) -> None:
    """All capitals give all capitals, and a first capital gives a first capital."""
    letters, tone, expected = syllable
    keys = _keys(letters, method) + _TONES[tone][_METHODS.index(method)]
    assert compose(keys.upper(), method) == expected.upper()
    assert compose(keys[0].upper() + keys[1:], method) == expected[0].upper() + expected[1:]


@given(_SYLLABLES)
def test_typing_goes_on_after_a_deletion(syllable: tuple[str, str, str]) -> None:
    """What was deleted and typed again stands as before, though nothing of the keys is remembered."""
    written = syllable[2]
    assert compose_step(written[:-1], written[-1], "vni") == written


@given(_SYLLABLES)
def test_a_ready_made_letter_takes_the_tone_along(syllable: tuple[str, str, str]) -> None:
    """The touch keyboard's letters, with the tone key pressed after the first vowel or at the end, give the syllable."""
    letters, tone, expected = syllable
    names = {"\u0301": "sắc", "\u0300": "huyền", "\u0309": "hỏi", "\u0303": "ngã", "\u0323": "nặng"}
    text = ""
    for letter in letters:
        text = apply_mark(text, letter)
    assert (apply_mark(text, names[tone]) if tone else text) == expected


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("hoaf", "hòa"),
        ("hoanf", "hoàn"),
        ("hoafn", "hoàn"),
        ("quys", "quý"),
        ("gias", "giá"),
        ("gif", "gì"),
        ("Nguyeenx Vawn AN", "Nguyễn Văn AN"),
        ("uowng", "ương"),
        ("dduowcj", "được"),
        ("dduwowngf", "đường"),
        ("thuowr", "thuở"),
        ("huowu", "hươu"),
        ("DDawsk Lawsk", "Đắk Lắk"),
        ("ddawsk lawsk", "đắk lắk"),
        ("kroong", "krông"),
        ("Krông", "Krông"),
        ("Y-Browm", "Y-Brơm"),
        ("H'Hen Niee", "H'Hen Niê"),
        ("Adrowng", "Adrơng"),
        ("Bkroong", "Bkrông"),
        ("Hddowk", "Hđơk"),
        ("EEban", "Êban"),
        ("Rowmam", "Rơmam"),
        ("HDDND", "HĐND"),
        ("QDD-UBND", "QĐ-UBND"),
        ("tieesng", "tiếng"),
        ("vietej", "việt"),
        ("dangd", "đang"),
        ("tooi quw", "tôi quw"),
        ("aaw", "ă"),
        ("owo", "ô"),
        ("cuoonw", "cươn"),
        ("nguwowio", "nguôi"),
    ],
)
def test_telex_writes_what_is_meant(keys: str, text: str) -> None:
    """Words and names as people type them."""
    assert compose(keys) == text


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("Nguye6n4 Va8n An", "Nguyễn Văn An"),
        ("D9a8k1 La8k1", "Đắk Lắk"),
        ("d9uo7c5", "được"),
        ("u7o7ng", "ương"),
        ("thuo73", "thuở"),
        ("ngu7o7i6", "nguôi"),
        ("12/3/2006 B52", "12/3/2006 B52"),
        ("quo6c1", "quốc"),
        ("Mark", "Mark"),
        ("Ma3k", "Mảk"),
    ],
)
def test_vni_writes_what_is_meant(keys: str, text: str) -> None:
    """Digits mark letters, and are digits everywhere else."""
    assert compose(keys, "vni") == text


@pytest.mark.parametrize("word", _FOREIGN.split())
def test_foreign_names_stay_as_typed(word: str) -> None:
    """No Vietnamese syllable begins or goes on like that, so Telex keeps its hands off or takes its mark back."""
    assert compose(word) == word


@pytest.mark.parametrize(
    ("keys", "text", "method"),
    [
        ("aaa", "aa", "telex"),
        ("aaaa", "aaa", "telex"),
        ("ass", "as", "telex"),
        ("asss", "ass", "telex"),
        ("ddd", "dd", "telex"),
        ("dddd", "ddd", "telex"),
        ("dangdd", "dangd", "telex"),
        ("aww", "aw", "telex"),
        ("uoww", "uow", "telex"),
        ("uonww", "uonw", "telex"),
        ("xooong", "xoong", "telex"),
        ("Boss", "Bos", "telex"),
        ("a11", "a1", "vni"),
        ("a666", "a66", "vni"),
        ("d99", "d9", "vni"),
        ("o77", "o7", "vni"),
        ("DDD", "DD", "telex"),
        ("ĐD", "DD", "telex"),
    ],
)
def test_the_same_key_twice_undoes(keys: str, text: str, method: Method) -> None:
    """The mark goes, the key is written, and after that the word is left alone."""
    assert compose(keys, method) == text


@pytest.mark.parametrize(
    ("keys", "text", "method"),
    [
        ("hocjz", "hoc", "telex"),
        ("hocz", "hocz", "telex"),
        ("hoc50", "hoc", "vni"),
        ("hoc0", "hoc0", "vni"),
        ("nguyeenxz", "nguyên", "telex"),
        ("masf", "mà", "telex"),
        ("macf", "macf", "telex"),
    ],
)
def test_a_tone_can_be_removed_and_replaced(keys: str, text: str, method: Method) -> None:
    """Keys z and 0 take the tone away and leave vowel marks; another tone key replaces it; impossible tones are letters."""
    assert compose(keys, method) == text


@given(st.text(), st.booleans())
def test_plain_mode_writes_the_keys(keys: str, modern_tones: bool) -> None:  # noqa: FBT001 - drawn
    """E-mail addresses and foreign names go through untouched."""
    assert compose(keys, "plain", modern_tones) == keys


@given(st.text(), st.one_of(st.characters(), st.sampled_from("aeodwsfrxjz0123456789")), st.sampled_from(_METHODS))
def test_earlier_words_are_never_touched(text: str, key: str, method: Method) -> None:
    """Any key after any text changes at most the last word, and leaves it in NFC."""
    before = text + " "
    after = compose_step(before + "hoà", key, method)
    assert after.startswith(before)
    assert unicodedata.is_normalized("NFC", after.removeprefix(before))


@given(st.text("aăâeêioôơuưydđnghcmptqfjwzsrxAĐÊ '-\u0301\u0323", max_size=12), st.sampled_from(_METHODS))
def test_composing_is_one_step_after_the_other(keys: str, method: Method) -> None:
    """The whole is the last step after all the steps before it, whatever was typed."""
    assert compose(keys, method) == (compose_step(compose(keys[:-1], method), keys[-1], method) if keys else "")


def test_more_than_one_character_is_inserted_as_it_is() -> None:
    """Text pasted, or a key that writes "@gmail.com", is no key of the method."""
    assert compose_step("Kha", "nh@ss", "telex") == "Khanh@ss"


@pytest.mark.parametrize(
    ("text", "mark", "expected"),
    [
        ("hoa", "huyền", "hòa"),
        ("hòa", "n", "hoàn"),
        ("hòa", "sắc", "hóa"),
        ("hòa", "huyền", "hoa"),
        ("Jut", "sắc", "Jút"),
        ("Êñuôl", "nặng", "Êñuộl"),
        ("Nguyên", "ngã", "Nguyễn"),
        ("Trân Văn", "nặng", "Trân Vặn"),
        ("ng", "sắc", "ng"),
        ("", "sắc", ""),
        ("xin ", "sắc", "xin "),
        ("hò", "ă", "hoằ"),
        ("h", "ế", "hế"),
        ("An", " ", "An "),
        ("K", "'", "K'"),
        ("mat", "huyền", "màt"),
        (unicodedata.normalize("NFD", "hòa"), unicodedata.normalize("NFD", "huyền"), "hoa"),
        (unicodedata.normalize("NFD", "hó"), unicodedata.normalize("NFD", "ô"), "hóô"),
    ],
)
def test_tone_keys_work_on_the_word_already_typed(text: str, mark: str, expected: str) -> None:
    """A tone is set, replaced or taken away again; letters join the word, and its tone finds its place."""
    assert apply_mark(text, mark) == expected


def test_tone_keys_follow_the_style() -> None:
    """In modern style the tone of open oa stands on the a."""
    assert apply_mark("hoa", "huyền", modern_tones=True) == "hoà"


def test_a_mark_that_is_none_is_a_mistake_of_the_keyboard() -> None:
    """Anything but a tone's name or one character is refused."""
    with pytest.raises(ValueError, match=r"^mark_unknown$"):
        apply_mark("hoa", "sac")
