"""Sealed boxes: only the district opens them, and their length says nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.bindings import crypto_core_ed25519_add
from nacl.public import PublicKey, SealedBox
from nacl.signing import SigningKey

from kiosk.contest.errors import Refused
from kiosk.keys.sealing import seal, sealing_keys, sealing_keys_of, sealing_public_of, unseal
from kiosk.keys.signing import signing_keys

KEYS = sealing_keys(bytes(range(32)))
OTHER = sealing_keys(bytes(32))


@given(st.binary(max_size=500))
def test_what_is_sealed_opens_for_its_owner(data: bytes) -> None:
    """Any data comes out as it went in."""
    assert unseal(KEYS, seal(KEYS.public, data)) == data


def test_nobody_else_opens_it() -> None:
    """Another key is refused."""
    with pytest.raises(Refused, match="box_unreadable"):
        unseal(OTHER, seal(KEYS.public, b"name"))


def test_a_changed_box_is_refused() -> None:
    """Any flipped bit is noticed."""
    box = seal(KEYS.public, b"name")
    for place in range(len(box)):
        with pytest.raises(Refused, match="box_unreadable"):
            unseal(KEYS, box[:place] + bytes([box[place] ^ 1]) + box[place + 1 :])


@pytest.mark.parametrize(
    "box",
    [b"", b"short", bytes(48), SealedBox(PublicKey(KEYS.public)).encrypt(b"")],
    ids=["nothing", "short", "zeros", "sealed-nothing"],
)
def test_what_is_no_box_is_refused(box: bytes) -> None:
    """Too short, not padded, or nothing in it."""
    with pytest.raises(Refused, match="box_unreadable"):
        unseal(KEYS, box)


def test_names_of_all_ordinary_lengths_give_boxes_of_one_length() -> None:
    """The length of a box does not tell a short name from a long one."""
    assert len({len(seal(KEYS.public, b"x" * size)) for size in range(128)}) == 1


def test_the_secret_half_is_never_shown() -> None:
    """A log or traceback shows the public half only."""
    assert KEYS.public.hex() in repr(KEYS)
    assert KEYS.seed.hex() not in repr(KEYS)
    assert repr(KEYS.seed) not in repr(KEYS)


@given(st.binary(min_size=32, max_size=32))
def test_a_signing_key_has_a_form_things_are_closed_to(seed: bytes) -> None:
    """It is the one libsodium derives, and whoever signs with the key opens them."""
    keys, theirs = signing_keys(seed), SigningKey(seed).to_curve25519_private_key()
    pair = sealing_keys_of(keys)
    assert pair.public == sealing_public_of(keys.public) == bytes(theirs.public_key)
    assert unseal(pair, seal(pair.public, b"pepper")) == b"pepper"


def _of_two_orders() -> bytes:
    """Give a real key with a point of order two added: libsodium believes some signatures of it."""
    of_order_two = (2**255 - 20).to_bytes(32, "little")
    return crypto_core_ed25519_add(signing_keys(bytes(32)).public, of_order_two)


@pytest.mark.parametrize(
    "public", [b"", bytes(31), bytes(32), b"\xff" * 32, _of_two_orders()], ids=["none", "short", "0", "off", "mixed"]
)
def test_nothing_is_closed_to_an_unsound_key(public: bytes) -> None:
    """Not a point, of small order, or of more than the one group."""
    with pytest.raises(ValueError, match="sound"):
        sealing_public_of(public)
