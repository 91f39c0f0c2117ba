"""Receipt codes: easily said and typed, hard to mistype."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.contest.errors import Refused
from kiosk.keys.codes import group_code, read_code, receipt_code


@given(st.text(max_size=30), st.text(max_size=30))
def test_a_code_is_read_as_it_was_written(attempt: str, kiosk: str) -> None:
    """Any attempt's code reads back, in its own form and as people type it, and needs no quoting in an address."""
    code = receipt_code(attempt, kiosk)
    assert read_code(code) == code
    assert read_code(code.lower().replace("-", "").replace("1", "l").replace("0", "o")) == code
    assert set(code) <= set(string.digits + string.ascii_uppercase + "-")


def test_a_code_is_always_the_same() -> None:
    """The district can work out a receipt's code from attempt and kiosk; this one is fixed for ever."""
    assert receipt_code("attempt", "kiosk") == receipt_code("attempt", "kiosk")
    assert receipt_code("attempt", "kiosk") != receipt_code("attempt", "kiosk2")


def test_every_wrong_symbol_and_every_swap_of_neighbours_is_noticed() -> None:
    """The check symbol catches what people do wrong."""
    plain = receipt_code("a", "k").replace("-", "")
    symbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    wrong = {plain[:place] + each + plain[place + 1 :] for place in range(len(plain)) for each in symbols}
    swapped = {plain[:place] + plain[place + 1] + plain[place] + plain[place + 2 :] for place in range(len(plain) - 1)}
    for code in (wrong | swapped) - {plain}:
        with pytest.raises(Refused, match="code_mistyped"):
            read_code(code)


@pytest.mark.parametrize("text", ["", "-", "7K3M9", "7K3M9-QXP24-8-8", "7K3M9-QXP2Ữ-8", "U" * 11])
def test_what_is_no_code_is_refused(text: str) -> None:
    """Too short, too long, or with symbols that do not exist."""
    with pytest.raises(Refused, match="code_mistyped"):
        read_code(text)


def test_groups_are_five_five_one() -> None:
    """Eleven symbols are written in groups that can be said."""
    assert group_code("7K3M9QXP248") == "7K3M9-QXP24-8"
