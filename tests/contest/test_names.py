"""Names are shown as they are, found however they are written, and masked before they are kept."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.contest.names import given_name, mask_name, normalise_name, search_key, title_case

_LATIN = st.text(st.characters(max_codepoint=0x1EF9, exclude_categories=["Cs"]), max_size=30)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  Nguyễn \t Minh\n An ", "Nguyễn Minh An"),
        (unicodedata.normalize("NFD", "Trần Thị Hòa"), "Trần Thị Hòa"),
        ("H'Hen Niê", "H'Hen Niê"),
        ("Y-Brơm", "Y-Brơm"),
        ("K'", "K'"),
        ("An\x00\u200b\u202eBình\ud800", "AnBình"),
        ("\u00a0Lê\u2003Lợi\ufeff", "Lê Lợi"),
        (" \x07 ", ""),
    ],
)
def test_names_lose_only_what_cannot_be_seen(text: str, expected: str) -> None:
    """White space is collapsed, invisible characters go, every visible sign of a name stays."""
    assert normalise_name(text) == expected


@given(st.text())
def test_a_normal_name_is_left_alone(text: str) -> None:
    """Normalising twice changes nothing, and the result is NFC without outer or double spaces."""
    once = normalise_name(text)
    assert normalise_name(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert once.split(" ") == (once.split() or [""])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nguyễn thị ánh đào", "Nguyễn Thị Ánh Đào"),
        ("NGUYỄN VĂN ƯỚC", "Nguyễn Văn Ước"),
        ("h'hen niê", "H'Hen Niê"),
        ("H'HEN NIÊ", "H'Hen Niê"),
        ("y-brơm", "Y-Brơm"),
        ("H'hen Y-brơm K'ho O'neill", "H'Hen Y-Brơm K'Ho O'Neill"),
        ("Y-Brơm", "Y-Brơm"),
        ("k' brơm", "K' Brơm"),
        ("McDonald d'Arc van", "McDonald d'Arc Van"),
        ("nguyễn  văn ", "Nguyễn  Văn "),
        ("", ""),
    ],
)
def test_words_in_one_case_get_their_capitals(text: str, expected: str) -> None:
    """Capitals come by themselves, parts joined by hyphen or apostrophe each get one, mixed case stays as typed."""
    assert title_case(text) == expected


@given(_LATIN)
def test_title_case_changes_nothing_but_case(text: str) -> None:
    """Whatever the word, its letters and its white space stay."""
    assert search_key(title_case(text)) == search_key(text)


@pytest.mark.parametrize(
    ("name", "expected"), [("Nguyễn Văn An", "An"), ("Bình", "Bình"), ("", ""), (" Lê  Lợi ", "Lợi")]
)
def test_the_given_name_is_the_last_word(name: str, expected: str) -> None:
    """Vietnamese people are called by the last word of their name."""
    assert given_name(name) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hòa", "hoà"),
        ("Nguyễn  Thúy", "NGUYEN THUÝ"),
        ("Đặng Ước", "dang uoc"),
        ("H’Hen", "h'hen"),
        ("Straße", "STRASSE"),
        (unicodedata.normalize("NFD", "Khỏe"), "khoẻ"),
    ],
)
def test_one_name_written_two_ways_has_one_search_key(one: str, other: str) -> None:
    """Marks, tone place, case, đ and the shape of apostrophes make no difference to a search."""
    assert search_key(one) == search_key(other)


@pytest.mark.parametrize(("one", "other"), [("An", "Ân B"), ("Lý", "Lí"), ("Y-Brơm", "Y Brơm")])
def test_different_names_have_different_search_keys(one: str, other: str) -> None:
    """Vowels i and y, hyphens and further words do make a difference."""
    assert search_key(one) != search_key(other)


@given(_LATIN)
def test_a_search_key_is_its_own_key(text: str) -> None:
    """Folding a folded name changes nothing, so keys may be compared with keys."""
    assert search_key(search_key(text)) == search_key(text)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Nguyễn Văn An", "N*** V*** A***"), ("Đỗ Y", "Đ*** Y***"), ("H'Hen", "H***"), ("", ""), (" ", "")],
)
def test_a_masked_name_shows_first_letters_only(name: str, expected: str) -> None:
    """Not even the length of a word can be told."""
    assert mask_name(name) == expected
