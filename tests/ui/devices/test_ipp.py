"""The IPP codec: what is written is read back, and nonsense is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.devices.ipp import Attribute, IppUnreadable, Operation, Tag, Value, decode, encode

_NAMES = st.text(st.characters(codec="ascii", categories=["Ll"]), min_size=1, max_size=20)
_ATTRIBUTES = st.one_of(
    st.builds(Attribute, st.just(Tag.INTEGER), _NAMES, st.tuples(st.integers(-(2**31), 2**31 - 1))),
    st.builds(Attribute, st.just(Tag.BOOLEAN), _NAMES, st.tuples(st.booleans())),
    st.builds(
        Attribute, st.just(Tag.KEYWORD), _NAMES, st.lists(st.text(max_size=30), min_size=1, max_size=4).map(tuple)
    ),
)


@given(st.lists(_ATTRIBUTES, max_size=6, unique_by=lambda each: each.name), st.binary(max_size=50))
def test_what_is_written_is_read_back(attributes: list[Attribute], document: bytes) -> None:
    """A message's numbers, words, lists and document survive the way through bytes."""
    read = decode(encode(Operation.SEND_DOCUMENT, 5, ((Tag.OPERATION, tuple(attributes)),), document))
    expected: dict[str, tuple[Value, ...]] = {each.name: each.values for each in attributes}
    assert (read.code, read.request_id, read.groups, read.document) == (6, 5, ((1, expected),), document)


@given(st.binary(max_size=200))
def test_nonsense_is_refused_and_nothing_worse(data: bytes) -> None:
    """Any bytes are either read or refused as unreadable."""
    try:
        decode(data)
    except IppUnreadable:
        return


@pytest.mark.parametrize("cut", range(8, 49, 5))
def test_a_cut_message_is_refused(cut: int) -> None:
    """A message that ends too early is not taken for a shorter one."""
    whole = encode(0, 1, ((Tag.JOB, (Attribute(Tag.NAME, "job-name", ("Receipt 000012 of the ward",)),)),))
    with pytest.raises(IppUnreadable):
        decode(whole[:cut])


def test_a_value_before_any_group_is_refused() -> None:
    """A value outside every group belongs to nothing."""
    with pytest.raises(IppUnreadable):
        decode(encode(0, 1, ((Tag.JOB, (Attribute(Tag.NAME, "a", ("b",)),)),)).replace(b"\x02\x42", b"\x42", 1))


def test_collections_are_passed_over() -> None:
    """A printer's nested attributes neither stop the reading nor get in the way of the plain ones."""
    collection = b"\x34\x00\x03col\x00\x00" + b"\x4a\x00\x00\x00\x01x" + b"\x37\x00\x00\x00\x00"
    plain = encode(0, 1, ((Tag.PRINTER, (Attribute(Tag.ENUM, "job-state", (9,)),)),))
    read = decode(plain[:9] + collection + plain[9:])
    assert (read.number("job-state"), read.number("nowhere"), read.words("job-state")) == (9, None, ())
