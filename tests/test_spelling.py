"""A word is taken apart and put together again as Vietnamese is spelt."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.spelling import ACUTE, DOT, GRAVE, HOOK, TILDE, Word, in_case_of, put_together, take_apart


@pytest.mark.parametrize(
    ("letters", "expected"),
    [
        ("Nguyễn", Word("Ng", "uyê", "n", TILDE)),
        ("quý", Word("qu", "y", "", ACUTE)),
        ("giá", Word("gi", "a", "", ACUTE)),
        ("gì", Word("g", "i", "", GRAVE)),
        ("GIẾNG", Word("GI", "Ê", "NG", ACUTE)),
        ("ở", Word("", "ơ", "", HOOK)),
        ("đ", Word("đ", "", "", "")),
        ("", Word("", "", "", "")),
        ("Êñuôl", Word("Êñ", "uô", "l", "")),
        ("nhậnđơn", Word("nhânđ", "ơ", "n", DOT)),
    ],
)
def test_a_word_has_a_head_vowels_a_tail_and_a_tone(letters: str, expected: Word) -> None:
    """The u of qu and the i of gi before a vowel belong to the onset; tilde on n is no tone."""
    assert take_apart(letters) == expected


@pytest.mark.parametrize(
    "letters",
    [
        "",
        "ng",
        "nghiêng",
        "nghieng",
        "nguye",
        "thuở",
        "huơ",
        "Krông",
        "Đắk",
        "Brơm",
        "moóc",
        "khuỷu",
        "quýu",
        "buốp",
        "gìn",
        "mat",
    ],
)
def test_what_is_or_may_become_a_syllable_is_possible(letters: str) -> None:
    """Whole syllables, those of the mountain peoples, and what is typed on the way to one."""
    assert take_apart(letters).is_possible


@pytest.mark.parametrize(
    "letters", ["Jeff", "Wr", "zô", "aa", "ee", "màt", "mảc", "kăl", "qo", "hòá", "Dona", "ưy", "yú", "ngd", "漢"]
)
def test_what_never_becomes_a_syllable_is_impossible(letters: str) -> None:
    """Foreign letters and clusters, doubled vowels, wrong tones before stops, two tones."""
    assert not take_apart(letters).is_possible


@pytest.mark.parametrize(
    ("word", "old", "modern"),
    [
        (Word("h", "oa", "", GRAVE), "hòa", "hoà"),
        (Word("kh", "oe", "", HOOK), "khỏe", "khoẻ"),
        (Word("TH", "UY", "", HOOK), "THỦY", "THUỶ"),
        (Word("h", "oa", "n", GRAVE), "hoàn", "hoàn"),
        (Word("h", "uy", "nh", GRAVE), "huỳnh", "huỳnh"),
        (Word("ng", "oai", "", GRAVE), "ngoài", "ngoài"),
        (Word("kh", "uyu", "", HOOK), "khuỷu", "khuỷu"),
        (Word("m", "ua", "", GRAVE), "mùa", "mùa"),
        (Word("Đ", "uơ", "ng", GRAVE), "Đường", "Đường"),
        (Word("ng", "ưoi", "", GRAVE), "người", "người"),
        (Word("th", "uơ", "", HOOK), "thuở", "thuở"),
        (Word("ng", "", "", ""), "ng", "ng"),
    ],
)
def test_the_tone_stands_where_the_style_puts_it(word: Word, old: str, modern: str) -> None:
    """Old and modern style differ in open oa, oe and uy only."""
    expected = {False: old, True: modern}
    assert {style: put_together(word, modern_tones=style) for style in (False, True)} == expected


@given(st.text("aăâeêioôơuưyáèỉõụbcdđghklmnpqrstvxfjwzAĐÊÓ", max_size=10))
def test_no_letter_is_lost_or_added(letters: str) -> None:
    """Whatever the word, its parts are its letters in their order."""
    word = take_apart(letters)
    parts = unicodedata.normalize("NFD", letters)
    assert word.letters == unicodedata.normalize(
        "NFC", "".join(each for each in parts if each not in ACUTE + GRAVE + HOOK + TILDE + DOT)
    )
    assert sorted(word.tones) == sorted(each for each in parts if each in ACUTE + GRAVE + HOOK + TILDE + DOT)


def test_case_is_copied_letter_by_letter() -> None:
    """A changed letter keeps the case of the one it replaces."""
    assert in_case_of("Uo", "ươ") == "Ươ"
