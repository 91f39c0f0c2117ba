"""A stick's file: whole or refused."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.contest.errors import Refused
from sync.protocol import bundle
from sync.protocol.bundle import MAGIC, read_bundle, write_bundle


@given(st.lists(st.binary(max_size=200), max_size=10))
def test_what_was_written_is_read(envelopes: list[bytes]) -> None:
    """Any envelopes, in their order."""
    assert list(read_bundle(write_bundle(envelopes))) == envelopes


def test_every_flipped_byte_is_refused() -> None:
    """Each byte of a small file in turn, each in another way."""
    data = write_bundle([b"one", b"two"])
    for place in range(len(data)):
        changed = data[:place] + bytes([data[place] ^ (1 << place % 8)]) + data[place + 1 :]
        with pytest.raises(Refused, match=r"bundle_(damaged|of_other_kind)"):
            read_bundle(changed)


@given(st.integers(0, 60))
def test_a_file_cut_short_is_refused(kept: int) -> None:
    """A stick pulled too early leaves no file that reads."""
    data = write_bundle([b"one", b"two"])
    with pytest.raises(Refused, match=r"bundle_(damaged|of_other_kind)"):
        read_bundle(data[: min(kept, len(data) - 1)])


def test_other_files_and_other_contents_are_refused() -> None:
    """A picture is no stick file; a sound digest over something else is damaged all the same."""
    with pytest.raises(Refused, match="bundle_of_other_kind"):
        read_bundle(b"\x89PNG")
    body = MAGIC + msgspec.msgpack.encode("text")
    with pytest.raises(Refused, match="bundle_damaged"):
        read_bundle(body + bundle._digest(body))  # noqa: SLF001 - the only way to a sound digest over nonsense


def test_a_file_too_large_is_refused_before_it_is_read() -> None:
    """The bound is said in the refusal."""
    with pytest.raises(Refused, match="bundle_too_large"):
        read_bundle(MAGIC + bytes(bundle.MAX_BUNDLE_BYTES))
