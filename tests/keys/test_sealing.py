"""Sealed boxes: only the district opens them, and their length says nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.public import PublicKey, SealedBox

from kiosk.contest.errors import Refused
from kiosk.keys.sealing import seal, sealing_keys, unseal

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
