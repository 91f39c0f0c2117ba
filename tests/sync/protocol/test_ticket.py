"""Tickets: two forms of one thing, hard to mistype, and silent about their secret."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.contest.errors import Refused
from sync.protocol.ticket import (
    DISTRICT_BYTES,
    MAX_TICKET_CHARACTERS,
    SECRET_BYTES,
    Ticket,
    district_digest,
    read_ticket,
    secret_digest,
    ticket_text,
    typed_ticket,
)

SYMBOLS = string.digits + string.ascii_uppercase
TICKET = Ticket("https://quan.example:8443", bytes(range(SECRET_BYTES)).hex(), district_digest(bytes(32)))
addresses = st.sampled_from(["", "http://10.0.0.5:8080", "https://quan.example"])
tickets = st.builds(
    Ticket,
    addresses,
    st.binary(min_size=SECRET_BYTES, max_size=SECRET_BYTES).map(bytes.hex),
    st.binary(min_size=DISTRICT_BYTES, max_size=DISTRICT_BYTES),
)


@given(tickets)
def test_both_forms_read_as_the_same_ticket(ticket: Ticket) -> None:
    """What is scanned and what is typed are one ticket."""
    assert read_ticket(ticket_text(ticket)) == ticket
    assert read_ticket(typed_ticket(ticket)) == ticket


@given(tickets)
def test_a_typed_ticket_may_be_written_as_people_write(ticket: Ticket) -> None:
    """Lower case, spaces for dashes, and letters that look like digits are understood."""
    code, at, address = typed_ticket(ticket).partition("@")
    written = code.lower().replace("-", " ").replace("0", "o")
    assert read_ticket(f"  {written}{at}{address}\n") == ticket


def test_an_address_without_a_scheme_means_https() -> None:
    """Nobody types `https://`."""
    code = typed_ticket(Ticket("", TICKET.secret, TICKET.district))
    assert read_ticket(f"{code}@quan.example:8443").url == "https://quan.example:8443"


def test_every_single_wrong_symbol_is_noticed_or_read_as_the_right_one() -> None:
    """Of all one-symbol mistakes, at most one in a thousand passes as another ticket."""
    ticket = Ticket("", TICKET.secret, TICKET.district)
    code = typed_ticket(ticket)
    passed = tried = 0
    for place, right in enumerate(code):
        for symbol in SYMBOLS:
            if right == "-" or place < len("TT1-") or symbol == right:
                continue
            tried += 1
            try:
                passed += read_ticket(code[:place] + symbol + code[place + 1 :]) != ticket
            except Refused as refused:
                assert refused.code == "ticket_mistyped"  # noqa: PT017 - many tries, one judgement
    assert tried > 800
    assert passed <= 1


@pytest.mark.parametrize("text", ["", "TT1", "TT1-ABC", "TT1-" + "U" * 26, "tt1-" + "0" * 27])
def test_what_is_no_typed_ticket_is_refused(text: str) -> None:
    """Too short, too long or with symbols that do not exist."""
    with pytest.raises(Refused, match=r"ticket_(mistyped|damaged)"):
        read_ticket(text)


@given(st.text(max_size=200))
def test_no_text_does_harm(text: str) -> None:
    """Whatever is typed is refused with a code."""
    with pytest.raises(Refused, match=r"ticket_(mistyped|damaged)"):
        read_ticket(text)


def test_a_novel_is_refused_unread() -> None:
    """The length is bounded."""
    with pytest.raises(Refused, match="ticket_damaged"):
        read_ticket("A" * (MAX_TICKET_CHARACTERS + 1))


def test_a_ticket_never_shows_its_secret() -> None:
    """Neither a log nor a traceback gives a ticket away."""
    assert TICKET.secret not in repr(TICKET)


def test_digests_name_one_thing_each() -> None:
    """Another district or another secret has another digest, and neither contains what it names."""
    assert district_digest(bytes(32)) != district_digest(bytes(31) + b"\x01")
    assert secret_digest("00" * 8) != secret_digest("00" * 7 + "01")
    assert len(secret_digest(TICKET.secret)) == 32
