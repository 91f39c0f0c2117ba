"""Envelopes: what one end closes the other opens, and nothing else."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.contest.errors import Refused
from kiosk.keys.signing import signing_keys
from sync.protocol.envelope import (
    MAX_ENVELOPE_BYTES,
    Envelope,
    Signature,
    close_envelope,
    open_envelope,
    pre_authentication,
    read_envelope,
)

KEYS = signing_keys(bytes(range(32)))
OTHER = signing_keys(bytes(32))
TYPE = "application/vnd.tramthi.test.v1+msgpack"


def test_pre_authentication_is_that_of_the_dsse_specification() -> None:
    """The example of the DSSE protocol text gives the bytes printed there."""
    assert pre_authentication("http://example.com/HelloWorld", b"hello world") == (
        b"DSSEv1 29 http://example.com/HelloWorld 11 hello world"
    )


@given(st.binary(max_size=3000))
def test_what_is_closed_opens(payload: bytes) -> None:
    """Any payload comes out as it went in."""
    assert open_envelope(close_envelope(KEYS, TYPE, payload), TYPE, KEYS.public) == payload


def test_every_flipped_bit_is_refused_or_changes_nothing() -> None:
    """No envelope with one bit changed gives another payload, type or signer."""
    sealed = close_envelope(KEYS, TYPE, b"what a kiosk says")
    for place in range(len(sealed) * 8):
        changed = bytearray(sealed)
        changed[place // 8] ^= 1 << place % 8
        try:
            payload = open_envelope(bytes(changed), TYPE, KEYS.public)
        except Refused as refused:
            assert refused.code in {"envelope_damaged", "envelope_of_other_type", "signature_wrong"}  # noqa: PT017
        else:
            assert payload == b"what a kiosk says"


@given(st.binary(max_size=400))
def test_no_bytes_do_harm(data: bytes) -> None:
    """Whatever arrives is refused with a code, never with another error."""
    with pytest.raises(Refused) as caught:
        open_envelope(data, TYPE, KEYS.public)
    assert caught.value.code in {"envelope_damaged", "envelope_of_other_type", "signature_wrong"}


def test_a_deeply_nested_message_is_damaged_and_no_more() -> None:
    """A bomb of nested arrays ends as a refusal, not as an exhausted stack."""
    with pytest.raises(Refused, match="envelope_damaged"):
        read_envelope(b"\x91" * 1_000_000)


def test_too_large_is_refused_before_it_is_read() -> None:
    """One byte over the limit is refused; the limit itself is read."""
    with pytest.raises(Refused, match="envelope_too_large"):
        read_envelope(bytes(MAX_ENVELOPE_BYTES + 1))
    with pytest.raises(Refused, match="envelope_damaged"):
        read_envelope(bytes(MAX_ENVELOPE_BYTES))


def test_another_type_is_refused() -> None:
    """A receipt's envelope is not taken for a batch's."""
    with pytest.raises(Refused, match="envelope_of_other_type"):
        open_envelope(close_envelope(KEYS, TYPE, b""), TYPE.replace("v1", "v2"), KEYS.public)


def test_another_signer_is_refused() -> None:
    """An envelope signed by somebody else does not open."""
    with pytest.raises(Refused, match="signature_wrong"):
        open_envelope(close_envelope(OTHER, TYPE, b""), TYPE, KEYS.public)


def test_a_claimed_signer_must_have_signed() -> None:
    """Somebody else's signature under the right key's name does not open."""
    theirs = read_envelope(close_envelope(OTHER, TYPE, b"x")).signatures[0]
    forged = Envelope(TYPE, b"x", (Signature(KEYS.public, theirs.signature),))
    with pytest.raises(Refused, match="signature_wrong"):
        open_envelope(msgspec.msgpack.encode(forged), TYPE, KEYS.public)


def test_one_good_signature_among_several_is_enough() -> None:
    """DSSE allows several signers; the one asked for counts."""
    ours, theirs = (read_envelope(close_envelope(each, TYPE, b"x")).signatures[0] for each in (KEYS, OTHER))
    both = msgspec.msgpack.encode(Envelope(TYPE, b"x", (theirs, ours)))
    assert open_envelope(both, TYPE, KEYS.public) == b"x"
    assert open_envelope(both, TYPE, OTHER.public) == b"x"
