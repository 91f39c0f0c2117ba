"""Several syllables written together are composed one by one; what could as well be a foreign word is left to it."""

import sys
from types import FrameType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.composer import Method, apply_mark, compose, compose_step
from kiosk.joined_words import LOANWORDS, SHORT_LOANWORDS, VNI_BEGINNINGS, keys_of
from kiosk.spelling import ACUTE, DOT, GRAVE, HOOK, TILDE, take_apart

_BEGINNINGS = ("Đê", "căn", "đá", "hiđrô", "hội", "lượng", "măng", "nước", "phố", "thuốc", "Êđê", "xà")
_ENDINGS = ("bóng", "dầu", "đơn", "kỳ", "lữ", "phòng", "rượu", "sạch", "thường", "trời", "vịt", "xoắn", "quýt", "giỏi")
_ENGLISH = """
    taboo bamboo degree committee employee afternoon refugee after project justice address middle hidden wedding meeting keeping
    rooting football aloof microorganism follow window below faster Washington website keyboard wifi week school zoom Tennessee
    YouTube MacBook coffee google office password
"""
_MOST_CALLS = 1_200
_VNI_LETTERS = str.maketrans({"ă": "a8", "â": "a6", "đ": "d9", "ê": "e6", "ô": "o6", "ơ": "o7", "ư": "u7"})
_VNI_TONES = {"": "", ACUTE: "1", GRAVE: "2", HOOK: "3", TILDE: "4", DOT: "5"}


@pytest.mark.parametrize(
    ("telex", "vni", "text"),
    [
        ("ootoo", "o6to6", "ôtô"),
        ("Ootoo", "O6to6", "Ôtô"),
        ("OOTOO", "O6TO6", "ÔTÔ"),
        ("beetoong", "be6to6ng", "bêtông"),
        ("mooddun", "mo6d9un", "môđun"),
        ("teetanoot", "te6tano6t", "têtanôt"),
        ("pooloonee", "po6lo6ne6", "pôlônê"),
        ("ximawng", "xima8ng", "ximăng"),
        ("giawmboong", "gia8mbo6ng", "giămbông"),
        ("gacddieeng", "gacd9ie6ng", "gacđiêng"),
        ("xafphongf", "xa2phong2", "xàphòng"),
        ("xafphofng", "xa2pho2ng", "xàphòng"),
        ("cafphee", "ca2phe6", "càphê"),
        ("ootoobuyst", "o6to6buy1t", "ôtôbuýt"),
        ("ootoobuyts", "o6to6buyt1", "ôtôbuýt"),
        ("coongtawcs", "co6ngta8c1", "côngtắc"),
        ("coongtawsc", "co6ngta81c", "côngtắc"),
        ("vawscxin", "va81cxin", "vắcxin"),
        ("vawcsxin", "va8c1xin", "vắcxin"),
        ("EEddee", "E6d9e6", "Êđê"),
        ("NSUWT", "NSU7T", "NSƯT"),
        ("NguyeenxThij", "Nguye6n4Thi5", "NguyễnThị"),
        ("boonseevich", "bo6nse6vich", "bônsêvich"),
        ("hiddroxit", "hid9roxit", "hiđroxit"),
        ("khuawngr", "khua8ng3", "khuẳng"),
        ("ddoominoo", "d9o6mino6", "đôminô"),
        ("xoonat", "xo6nat", "xônat"),
        ("hoawngfphus", "hoa8ng2phu1", "hoằngphú"),
        ("mawngsoong", "ma8ngso6ng", "măngsông"),
        ("axits", "axi1t", "axít"),
        ("GCNQSDDD", "GCNQSDD9", "GCNQSDĐ"),
        ("bgdddt", "bgdd9t", "bgdđt"),
    ],
)
def test_joined_words_are_written_as_meant(telex: str, vni: str, text: str) -> None:
    """Loanwords and names without a gap, a tone at once or at the end of its syllable; a letter x or r stays one."""
    assert (compose(telex), compose(vni, "vni")) == (text, text)


@pytest.mark.parametrize("loanword", [*LOANWORDS.split(), *SHORT_LOANWORDS.split()])
def test_every_loanword_of_the_table_can_be_typed(loanword: str) -> None:
    """In Telex with tones at once and at the ends of syllables, small, with a capital and in capitals; in VNI at the ends."""
    text = loanword.replace("-", "")
    for keys in set(keys_of(loanword, in_telex=True)) - {"just"}:
        assert compose(keys) == text
        assert compose(keys.capitalize()) == text.capitalize()
        assert compose(keys.upper()) == text.upper()
    at_end = keys_of(loanword, in_telex=False)[1]
    if loanword not in {"ge-nè-ve", "poké-mon"}:  # A digit that marks nothing yet ends a word.
        assert compose(at_end, "vni") == text


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("creep", "crêp"),
        ("creeps", "crếp"),
        ("creeping", "creeping"),
        ("creepp", "creep"),
        ("zoo", "zô"),
        ("Zooo", "Zoo"),
        ("Zoom", "Zoom"),
        ("speech", "speech"),
        ("scooter", "scooter"),
        ("Crook", "Crook"),
        ("croong", "crông"),
        ("Juts", "Jút"),
        ("justice", "justice"),
    ],
)
def test_a_short_loanword_is_given_back_to_a_longer_foreign_one(keys: str, text: str) -> None:
    """What English has too is Vietnamese while it stands alone; the last key twice, or another letter, gives the keys back."""
    assert compose(keys) == text


@pytest.mark.parametrize("beginning", VNI_BEGINNINGS.split())
def test_some_words_take_a_digit_behind_a_bare_syllable_for_a_tone(beginning: str) -> None:
    """Axí, café and the like, whatever follows."""
    keys = keys_of(beginning, in_telex=False)[1]
    assert compose(keys + "n", "vni") == beginning + "n"
    assert compose(keys.capitalize(), "vni") == beginning.capitalize()


@pytest.mark.parametrize("word", _ENGLISH.split())
def test_english_stays_as_typed(word: str) -> None:
    """One marked syllable proves nothing where English has such words too."""
    assert (compose(word), compose(word[0].upper() + word[1:])) == (word, word[0].upper() + word[1:])


@pytest.mark.parametrize(
    "word", ["Windows10", "iPhone6", "COVID19", "Omega3", "Peña9", "Word97", "wifi6", "admin1", "H5N1"]
)
def test_digits_in_foreign_words_stay_digits(word: str) -> None:
    """VNI marks only what could be a loanword, and sets a tone only where an earlier syllable is marked."""
    assert compose(word, "vni") == word


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("ootooo", "ôtoo"),
        ("balooo", "baloo"),
        ("ximawngw", "ximangw"),
        ("ootoobuytss", "ôtôbuyts"),
        ("EEddeed", "Êdêd"),
    ],
)
def test_the_same_key_twice_undoes_in_a_joined_word(keys: str, text: str) -> None:
    """The mark of the last syllable goes, and the key is written."""
    assert compose(keys) == text


@given(st.sampled_from(_BEGINNINGS), st.sampled_from(_ENDINGS))
def test_a_syllable_behind_a_marked_one_is_typed_as_if_alone(beginning: str, ending: str) -> None:
    """By digits at its end or by the touch keyboard's tone keys; and what is written stays when it is typed once more."""
    word = take_apart(ending)
    names = {ACUTE: "sắc", GRAVE: "huyền", HOOK: "hỏi", TILDE: "ngã", DOT: "nặng"}
    keys = word.letters.translate(_VNI_LETTERS) + _VNI_TONES[word.tones]
    assert compose(beginning + keys, "vni") == beginning + ending
    assert compose(beginning + ending, "vni") == beginning + ending
    written = beginning
    for letter in word.letters:
        written = apply_mark(written, letter)
    assert (apply_mark(written, names[word.tones]) if word.tones else written) == beginning + ending


@given(st.text("abcdeghiklmnoprtuvxyfjwđêôươáò", min_size=1, max_size=16))
def test_no_letter_is_swallowed(keys: str) -> None:
    """Consonants that no method takes for a mark stand there as they were typed, however a word is read."""
    kept = [key for key in keys if key in "bcghklmnptvy"]
    plain = take_apart(compose(keys)).letters
    assert [letter for letter in plain if letter in "bcghklmnptvy"] == [*"".join(take_apart("".join(kept)).letters)]


@pytest.mark.parametrize(
    "run",
    [
        "nguyeenthijngocjanhvawnthanhs",
        "bêtôngbêtôngbêtôngbêtôngbêtông",
        "nghieengng",
        "abcdefghijkl",
        "owoowoowooo",
        "oaoaoaoaoaoaoaoaoaoaoaoaoaoaoa",
        "NguyễnThịNgọcÁnhVănThànhPhướcL",
    ],
)
@pytest.mark.parametrize("key", ["a", "o", "w", "d", "f", "s", "g", "1", "6"])
@pytest.mark.parametrize("method", ["telex", "vni"])
def test_one_key_costs_little_however_long_the_word(run: str, key: str, method: Method) -> None:
    """At most 1,200 calls within it, about a microsecond each; a count, for a clock would measure the machine."""
    compose("a", method)
    compose_step(run, key, method)
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event == "call"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        compose_step(run, key, method)
    finally:
        sys.setprofile(before)
    assert 0 < calls <= _MOST_CALLS
