"""The essay's pure rules: what is a word, what is kept of a text, what a sheet's number looks like."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.contest.essay import Essay, count_words, is_paper_number, longest_essay, tidy_essay
from kiosk.contest.rules import EssayRules
from tests.helpers.builders import a_text


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("   \n\n ", 0),
        ("Căn cước công dân gắn chíp", 6),
        ("Định danh điện tử – mức 2: tiện lợi, an toàn.", 10),
        ("Dòng một\nDòng hai", 4),
        ("- gạch đầu dòng\n- thứ hai", 5),
        ("e-ID is well-known", 3),
        ("một  hai\u00a0ba", 3),
        ("…  , ; —", 0),
    ],
)
def test_words_are_counted_as_teachers_count_them(text: str, count: int) -> None:
    """What stands between spaces is a word, each Vietnamese syllable one; a lone dash or comma is none."""
    assert count_words(text) == count


@given(st.text(max_size=200))
def test_a_tidy_text_is_nfc_and_has_the_same_words(text: str) -> None:
    """Tidying twice changes nothing more; no control character but the line break is left."""
    tidy = tidy_essay(text)
    assert tidy_essay(tidy) == tidy
    assert unicodedata.is_normalized("NFC", tidy)
    assert not [each for each in tidy if unicodedata.category(each) == "Cc" and each != "\n"]


def test_marks_typed_apart_are_put_together_and_lines_kept() -> None:
    """A keyboard that sends letters and marks apart, and any system's line break, make the same text."""
    assert tidy_essay(unicodedata.normalize("NFD", "Điều một\r\nĐiều hai\tnữa\x07")) == "Điều một\nĐiều hai nữa"


@pytest.mark.parametrize(
    ("number", "is_one"),
    [("42", True), ("00000042", True), ("", False), ("123456789", False), ("4a", False), ("٤", False)],
)
def test_the_number_of_a_sheet_is_a_few_digits(number: str, is_one: bool) -> None:  # noqa: FBT001 - a table
    """One to eight of the digits people write here."""
    assert is_paper_number(number) is is_one


def test_an_essay_is_given_by_words_or_by_a_sheet() -> None:
    """Parts add up; an empty part alone is nothing to judge."""
    assert Essay((120, 30)).words == 150
    assert [each.is_given for each in (Essay(), Essay((0,)), Essay((5,)), Essay((), "7"))] == [False, False, True, True]


def test_the_longest_text_leaves_room_for_any_language() -> None:
    """The limit of characters is far above what the limit of words needs."""
    assert longest_essay(EssayRules(a_text(), 300, 40)) == 4500
