"""Every Vietnamese syllable can be typed in Telex and VNI, in the order that comes to hand; foreign words stay as typed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.composer import Method, apply_mark, compose, compose_step
from tests.helpers.syllables import METHODS, SYLLABLES, TONES, keys_of_letters, modern

_FOREIGN = """
    Jeff Wright Mark MARK Text Carl Oscar Norman Hanson Maria Harold David Donald Alex Smith Chris Clark Diana Anna Lewis Todd
    Freddy William Kwon Hwang Steven Eric IRIS Isaac Peter PETER Benedict Canada Banana Donovan Deepak Cooper Ookala
"""


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("modern_tones", [False, True], ids=["old", "modern"])
def test_every_syllable_can_be_typed_exactly(method: Method, modern_tones: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """The whole inventory of the script, tone typed last, comes out as written in that style."""
    column = METHODS.index(method)
    wrong = {
        syllable: typed
        for letters, tone, syllable in SYLLABLES
        if (typed := compose(keys_of_letters(letters, method) + TONES[tone][column], method, modern_tones))
        != (modern(syllable, tone) if modern_tones else syllable)
    }
    assert len(SYLLABLES) > 15_000
    assert wrong == {}


@given(st.sampled_from(SYLLABLES))
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
        ("Hboong", "Hbông"),
        ("Kmawl", "Kmăl"),
        ("quynhs quyus", "quýnh quýu"),
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


@given(st.text(), st.one_of(st.characters(), st.sampled_from("aeodwsfrxjz0123456789")), st.sampled_from(METHODS))
def test_earlier_words_are_never_touched(text: str, key: str, method: Method) -> None:
    """Any key after any text changes at most the last word, and leaves it in NFC."""
    before = text + " "
    after = compose_step(before + "hoà", key, method)
    assert after.startswith(before)
    assert unicodedata.is_normalized("NFC", after.removeprefix(before))


@given(st.text("aăâeêioôơuưydđnghcmptqfjwzsrxAĐÊ '-\u0301\u0323", max_size=12), st.sampled_from(METHODS))
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
