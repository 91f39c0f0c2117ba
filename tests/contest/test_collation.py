"""Vietnamese order: letters, then tones, then case; people by tên, tên đệm, họ."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.contest.collation import person_sort_key, sort_key

_VIETNAMESE = st.text(st.sampled_from("aAàáâấăắeêếđĐdDfgiknoôơớuưyz 0129-'ñßø漢"), max_size=12)


@pytest.mark.parametrize(
    "ordered",
    [
        ["an", "ăn", "ân", "Dũng", "Đạt"],
        ["ma", "mà", "mả", "mã", "má", "mạ"],
        list("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"),
        ["ba", "bà", "Bà", "bá", "ban", "bàn", "băn"],
        ["cá", "Cá", "cà chua", "ca dao"],
        ["Hạ Đình", "Hà Nội", "Hà Tĩnh", "Hải Dương"],
        ["ấn", "ận", "ba"],
        ["Tổ 2", "Tổ 10", "Tổ An"],
        ["a b", "a-b", "a1", "ab", "漢"],
        ["Müller", "Muller Z", "Muy"],
        ["lad", "Łae", "Lam"],
        ["aey", "Æz", "af"],
        ["", " A", "B"],
    ],
)
def test_text_is_ordered_as_in_a_dictionary(ordered: list[str]) -> None:
    """Each list is in Vietnamese dictionary order, whatever order it came in."""
    shuffled = random.Random(1).sample(ordered, len(ordered))
    assert sorted(shuffled, key=sort_key) == ordered


def test_base_letters_of_the_whole_text_come_before_any_tone() -> None:
    """A tone early in a text weighs less than a letter late in it."""
    assert sorted(["cá an", "ca ba", "cà an", "ca an"], key=sort_key) == ["ca an", "cà an", "cá an", "ca ba"]


def test_equal_numbers_with_more_zeros_are_still_told_apart() -> None:
    """007 counts as 7, and the order is total all the same."""
    assert sort_key("Tổ 007")[0] == sort_key("Tổ 7")[0]
    assert sort_key("Tổ 007") != sort_key("Tổ 7")


def test_numbers_of_any_length_are_weighed() -> None:
    """A scan of thousands of digits does not break the order."""
    assert sort_key("9" * 6000) < sort_key("1" + "0" * 6000)


@pytest.mark.parametrize(
    "ordered",
    [
        ["Trần Văn An", "Lê Thị Ánh", "Đỗ Bình", "Nguyễn Văn Dũng", "Nguyễn Văn Đạt"],
        ["An", "Lê An", "Trần An", "Lê Bá An", "Lê Văn An", "Trần Văn An"],
        ["Trần Văn Hà", "Lê Anh Hạ"],
        ["Lê Văn An", "Lê Vân An"],
        ["lê an", "Lê An"],
        ["H'Hen", "Niê H'Hen", "Y-Brơm"],
        ["", "An"],
    ],
)
def test_people_are_ordered_by_given_then_middle_then_family_name(ordered: list[str]) -> None:
    """Lists of people are in the order schools and offices use."""
    shuffled = random.Random(1).sample(ordered, len(ordered))
    assert sorted(shuffled, key=person_sort_key) == ordered


@given(st.lists(_VIETNAMESE, unique=True), st.randoms(use_true_random=False))
def test_the_order_does_not_depend_on_the_order_before(texts: list[str], shuffle: random.Random) -> None:
    """However a list came in, its keys come out in one order, for text and for people."""
    shuffled = shuffle.sample(texts, len(texts))
    assert sorted(map(sort_key, shuffled)) == sorted(map(sort_key, texts))
    assert sorted(map(person_sort_key, shuffled)) == sorted(map(person_sort_key, texts))


@given(st.text(), st.text())
def test_equal_keys_mean_equal_text(one: str, other: str) -> None:
    """Any two texts can be compared, and only what is the same to the eye has the same key."""
    keys = sort_key(one), sort_key(other)
    assert (keys[0] == keys[1]) == (keys[0][-1] == keys[1][-1])
    assert (keys[0] < keys[1]) + (keys[0] == keys[1]) + (keys[0] > keys[1]) == 1
