"""The chain: what was written cannot be changed, left out, added or reordered without being noticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import asdict, replace

from kiosk.journal.entry import NO_DIGEST, ChainFault, Entry, chain_fault, digest_of_payload, entry_fault
from tests.helpers.journal import journal

ENTRIES = journal(5)
CHANGED: dict[str, object] = {
    "epoch": 2, "seq": 9, "kind": "other", "version": 2, "at_us": 0, "boot": b"otherrun", "elapsed_us": 9,
    "payload_digest": bytes(range(32)), "previous": bytes(range(32)), "digest": bytes(range(32)),
}  # fmt: skip


def test_a_sound_chain_has_no_fault() -> None:
    """From the first entry, from the middle, and for none at all."""
    assert chain_fault(ENTRIES) is None
    assert chain_fault(ENTRIES[2:], ENTRIES[1].digest, 2) is None
    assert chain_fault(()) is None


@pytest.mark.parametrize("name", sorted(CHANGED))
def test_every_field_of_an_entry_stands_in_its_digest(name: str) -> None:
    """Changing any one field is noticed."""
    assert set(CHANGED) | {"payload"} == set(asdict(ENTRIES[2]))
    changed = replace(ENTRIES[2], payload=None, **{name: CHANGED[name]})
    assert entry_fault(changed) == "entry_changed"


def test_a_changed_payload_is_noticed() -> None:
    """Its own digest stands in the chain."""
    assert entry_fault(replace(ENTRIES[2], payload=b"other")) == "payload_changed"


def test_an_erased_payload_leaves_the_chain_whole() -> None:
    """A person's data can go while everything else is still proven."""
    erased = tuple(replace(entry, payload=None) for entry in ENTRIES)
    assert chain_fault(erased) is None


@pytest.mark.parametrize(
    "changes",
    [
        {"boot": b"bootboot\x00"}, {"boot": b"bootboo"}, {"previous": ENTRIES[1].digest + b"x"}, {"previous": b""},
        {"payload_digest": ENTRIES[2].payload_digest + b"\x00"}, {"seq": -1}, {"epoch": 2**64}, {"version": -1},
        {"at_us": 2**63}, {"elapsed_us": -1},
    ],
)  # fmt: skip
def test_what_no_entry_can_hold_is_a_change(changes: dict[str, object]) -> None:
    """Bytes cut or added, and numbers beyond their field, are faults and not errors."""
    assert entry_fault(replace(ENTRIES[2], payload=None, **changes)) == "entry_changed"


def test_a_missing_entry_is_noticed() -> None:
    """A number left out is named where the chain breaks."""
    assert chain_fault(ENTRIES[:2] + ENTRIES[3:]) == ChainFault(1, 4, "seq_missing")


def test_a_replaced_entry_is_noticed() -> None:
    """A sound entry of another history does not link."""
    other = journal(5, word="other")
    assert chain_fault(ENTRIES[:2] + other[2:3] + ENTRIES[3:]) == ChainFault(1, 3, "link_broken")


@given(st.permutations(ENTRIES))
def test_any_other_order_is_noticed(order: list[Entry]) -> None:
    """Only the order in which they were written is whole."""
    assert (chain_fault(order) is None) == (tuple(order) == ENTRIES)


def test_the_layout_is_fixed() -> None:
    """Other programs can work out these digests from `docs/protocol.md`; they never change."""
    assert ENTRIES[0].previous == NO_DIGEST
    assert digest_of_payload(b"payload 1").hex() == "34ae4df273c9015a2c5ffc0a597eb0d7065beea79895673eab2f9b096c31ee53"
    assert ENTRIES[0].digest.hex() == "d66b9eecdff083296ca319abb0159ab895cb0d62843ba0c6ba9864eb0b0e64f7"
