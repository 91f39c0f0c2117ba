"""Cards of staff: what the QR holds reads back, and only the very card fits its digest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.contest.errors import Refused
from sync.protocol.staff_card import (
    PREFIX,
    SECRET_BYTES,
    StaffCard,
    card_digest,
    card_text,
    is_card_of,
    is_staff_card,
    read_card,
)

CARD = StaffCard("00343-T01", bytes(range(SECRET_BYTES)))


@given(st.text(max_size=40), st.binary(min_size=SECRET_BYTES, max_size=SECRET_BYTES))
def test_what_is_written_is_read(member: str, secret: bytes) -> None:
    """Also with the line end a scanner adds."""
    card = StaffCard(member, secret)
    assert read_card(card_text(card) + "\r\n") == card
    assert is_staff_card(card_text(card))


@pytest.mark.parametrize("text", ["", PREFIX, PREFIX + "!!!!", PREFIX + "gA", "001206012345|||", PREFIX + "A" * 400])
def test_what_is_no_card_is_refused(text: str) -> None:
    """A citizen's card, half a card, a long one."""
    with pytest.raises(Refused, match="staff_card_damaged"):
        read_card(text)


@given(st.text(max_size=200))
def test_random_text_never_breaks_the_reader(rest: str) -> None:
    """It is refused with the one code, or is a card."""
    code = "staff_card_damaged"
    try:
        read_card(PREFIX + rest)
    except Refused as refused:
        code = refused.code
    assert code == "staff_card_damaged"


def test_only_the_very_card_fits() -> None:
    """Another secret, another member and a member without a card do not."""
    digest = card_digest(CARD)
    assert is_card_of(CARD, digest)
    assert not is_card_of(StaffCard(CARD.member, bytes(SECRET_BYTES)), digest)
    assert not is_card_of(StaffCard("other", CARD.secret), digest)
    assert not is_card_of(CARD, b"")
    assert CARD.secret.hex() not in repr(CARD)
