"""Messages: read as they were written, bounded, and never guessed."""

from collections.abc import Callable

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace

from kiosk.contest.errors import Refused
from kiosk.journal.entry import NO_DIGEST, Entry
from sync.protocol.messages import (
    Acknowledgement,
    Batch,
    Certificate,
    Cursor,
    Enrolment,
    EnrolmentRequest,
    Exclusions,
    KioskSettings,
    Order,
    RefusedEntry,
    Roster,
    StaffMember,
    UsedUp,
    decode,
    encode,
)
from tests.helpers.journal import journal

BATCH = Batch("k", 1, 1, journal(3), journal(3)[-1].digest, 5, (Cursor("pack", 2),))
MESSAGES: tuple[Struct, ...] = (
    BATCH,
    Acknowledgement("k", 1, 3, NO_DIGEST, 7, "forked", (RefusedEntry(2, "kind_unknown"),), (b"envelope",)),
    Certificate("k", "u", bytes(32), 1, 2),
    EnrolmentRequest("ticket", bytes(32), "name", 1),
    Enrolment("k", "u", b"c", bytes(32), bytes(32), bytes(176), "https://district", (b"d",)),
    Roster(1, 2, "u", (StaffMember("o", "name", "officer", "$argon2id$"),)),
    Exclusions(1, 2, (b"1234",)),
    UsedUp(1, 2, is_whole=True, used_up=(b"1234",), freed=()),
    KioskSettings(1, 2, "", "roll80", 3),
    Order(1, 2, 3, "pause", "", "u"),
)
NO_KIOSK_OBEYS: tuple[Struct, ...] = (
    KioskSettings(1, 2, "", "a3", 1),  # type: ignore[arg-type]  # what is refused
    KioskSettings(1, 2, "", "a5", 4),
    KioskSettings(-1, 2, "", "a5", 1),
    Order(1, 2, 3, "explode", "", "u"),  # type: ignore[arg-type]  # what is refused
    Order(1, 2, 2**62, "pause", "", "u"),
)
OVERSIZED = 2**63
CHANGES: tuple[Callable[[Entry], Entry], ...] = (
    lambda entry: replace(entry, seq=-1),
    lambda entry: replace(entry, seq=OVERSIZED),
    lambda entry: replace(entry, epoch=OVERSIZED),
    lambda entry: replace(entry, elapsed_us=OVERSIZED),
    lambda entry: replace(entry, at_us=2**62),
    lambda entry: replace(entry, at_us=-(2**62)),
    lambda entry: replace(entry, version=2**16),
    lambda entry: replace(entry, boot=b"nine bytes"),
    lambda entry: replace(entry, previous=b""),
    lambda entry: replace(entry, digest=bytes(33)),
    lambda entry: replace(entry, payload_digest=bytes(31)),
    lambda entry: replace(entry, kind="k" * 51),
)


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: type(message).__name__)
def test_messages_are_read_as_they_were_written(message: Struct) -> None:
    """Every message survives the way."""
    assert decode(encode(message), type(message)) == message


@pytest.mark.parametrize("message", NO_KIOSK_OBEYS, ids=repr)
def test_what_no_kiosk_could_obey_is_refused_when_read(message: Struct) -> None:
    """Papers, sizes, numbers, acts and moments that there are not."""
    with pytest.raises(Refused, match="message_damaged"):
        decode(encode(message), type(message))


@pytest.mark.parametrize("change", CHANGES)
def test_an_entry_out_of_bounds_is_refused_when_read(change: Callable[[Entry], Entry]) -> None:
    """What no database column or date holds never gets further than the reading."""
    batch = replace(BATCH, entries=(change(BATCH.entries[0]),))
    with pytest.raises(Refused, match="message_damaged"):
        decode(encode(batch), Batch)


@given(st.binary(max_size=400))
def test_no_payload_does_harm(payload: bytes) -> None:
    """Random bytes are refused with a code."""
    with pytest.raises(Refused, match="message_damaged"):
        decode(payload, Batch)


@given(st.recursive(st.none() | st.integers(-(2**63), 2**64 - 1) | st.text() | st.binary(), st.lists, max_leaves=20))
def test_no_sound_messagepack_of_another_shape_is_taken_for_a_batch(value: object) -> None:
    """What reads as MessagePack but is no batch is refused."""
    with pytest.raises(Refused, match="message_damaged"):
        decode(msgspec.msgpack.encode(value), Batch)


def test_nesting_ends_as_a_refusal() -> None:
    """A bomb of nested arrays does not exhaust the stack."""
    with pytest.raises(Refused, match="message_damaged"):
        decode(b"\x97" + b"\x91" * 1_000_000, Batch)
