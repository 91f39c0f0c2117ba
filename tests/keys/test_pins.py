"""PINs and passwords: hashed, checked, and never weak."""

from hypothesis import given
from hypothesis import strategies as st

from kiosk.keys.pins import hash_secret, is_secret, pin_from

HASHED = hash_secret("mật khẩu")


def test_a_secret_is_recognised() -> None:
    """The right one is, a wrong one is not, and two hashes of one secret differ by their salt."""
    assert is_secret("mật khẩu", HASHED)
    assert not is_secret("mat khau", HASHED)
    assert hash_secret("mật khẩu") != HASHED


def test_the_hash_is_argon2id_of_the_cost_that_owasp_asks_for() -> None:
    """19 MiB and two passes stand in the hash itself."""
    assert HASHED.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_a_damaged_hash_or_an_unsayable_secret_is_simply_wrong() -> None:
    """Neither raises."""
    assert not is_secret("x", "")
    assert not is_secret("x", "plain text")
    assert not is_secret("x", HASHED[:-3] + "ữ")
    assert not is_secret("\ud800", HASHED)


@given(st.integers())
def test_pins_are_six_digits_and_never_weak(number: int) -> None:
    """No long run, no long repeat, at least three different digits."""
    pin = pin_from(number)
    if pin is not None:
        assert len(pin) == 6
        assert pin.isdigit()
        assert len(set(pin)) >= 3


def test_weak_pins_are_drawn_again() -> None:
    """What everybody tries first is never given out."""
    assert [pin_from(each) for each in (123456, 987654, 111122, 345678, 0, 121212, 901111)] == [None] * 7
    assert pin_from(481_516) == "481516"
    assert pin_from(75_319) == "075319"


def test_few_pins_are_weak() -> None:
    """Drawing again hardly narrows the choice: nine in ten and more stay."""
    assert sum(pin_from(each) is not None for each in range(0, 1_000_000, 97)) > 0.98 * 1_000_000 / 97
