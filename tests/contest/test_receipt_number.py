"""A receipt's number: with its epoch from the second on, and read back however staff write it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.contest.receipt_number import read_receipt_number, written_receipt_number


@pytest.mark.parametrize(
    ("number", "epoch", "written"),
    [(1, 1, "000001"), (12, 2, "2-000012"), (1_234_567, 1, "1234567"), (1_234_567, 3, "3-1234567")],
)
def test_the_epoch_stands_before_the_number_from_the_second_on(number: int, epoch: int, written: str) -> None:
    """Six digits at least."""
    assert written_receipt_number(number, epoch) == written


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("12", ((12, None),)),
        (" 000012 ", ((12, None),)),
        ("2-12", ((12, 2),)),
        ("2000012", ((2_000_012, None), (12, 2))),
        ("10000123", ((10_000_123, None), (123, 10))),
    ],
)
def test_zeros_and_the_dash_may_be_missing(written: str, meant: tuple[tuple[int, int | None], ...]) -> None:
    """What is typed at the desk."""
    assert read_receipt_number(written) == meant


@pytest.mark.parametrize(
    "written", ["", "-", "2-", "-12", "2-3-4", "7K3M9-QXP24-8", "١٢", "²", "12345678901", "12345-67890-1"]
)
def test_what_is_no_number_means_none(written: str) -> None:
    """A code, half a number, digits of other scripts."""
    assert read_receipt_number(written) == ()


@given(st.integers(1, 999_999), st.integers(1, 9_999))
def test_two_numbers_are_never_written_alike(number: int, epoch: int) -> None:
    """What is written is read as what was meant."""
    assert (number, epoch if epoch > 1 else None) in read_receipt_number(written_receipt_number(number, epoch))
