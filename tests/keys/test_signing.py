"""Signatures: the test vectors of RFC 8032, and what is malformed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.keys.signing import is_signed_by, sign, signing_keys

# RFC 8032, 7.1, test 3.
SEED = bytes.fromhex("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7")
PUBLIC = bytes.fromhex("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025")
MESSAGE = bytes.fromhex("af82")
SIGNATURE = bytes.fromhex(
    "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
    "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
)


def test_the_rfc_s_own_vector() -> None:
    """Key, signature and check agree with RFC 8032."""
    keys = signing_keys(SEED)
    assert keys.public == PUBLIC
    assert sign(keys, MESSAGE) == SIGNATURE
    assert is_signed_by(PUBLIC, MESSAGE, SIGNATURE)


@given(st.binary(max_size=100), st.binary(max_size=100))
def test_a_signature_is_for_one_message(message: bytes, other: bytes) -> None:
    """Another message does not carry it."""
    assert is_signed_by(PUBLIC, other, sign(signing_keys(SEED), message)) == (message == other)


@pytest.mark.parametrize(
    ("public", "signature"),
    [
        (b"", SIGNATURE),
        (bytes(31), SIGNATURE),
        (bytes(32), SIGNATURE),
        (PUBLIC, b""),
        (PUBLIC, bytes(64)),
        (PUBLIC, SIGNATURE + b"x"),
    ],
)
def test_what_is_malformed_is_simply_not_signed(public: bytes, signature: bytes) -> None:
    """Wrong lengths and the null key do not raise."""
    assert not is_signed_by(public, MESSAGE, signature)


def test_a_seed_of_another_length_is_an_error() -> None:
    """A damaged key file is noticed at once."""
    with pytest.raises(ValueError, match="32"):
        signing_keys(b"short")


def test_the_secret_half_is_never_shown() -> None:
    """A log or traceback shows the public half only."""
    shown = repr(signing_keys(SEED))
    assert PUBLIC.hex() in shown
    assert SEED.hex() not in shown
    assert repr(SEED) not in shown
