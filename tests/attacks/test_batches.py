"""What somebody between a kiosk and the district may do to a batch: nothing of it is ever stored as if it had been said.

Each attack ends as a refusal by a code, and the district's journal is what it was.
"""

import dataclasses
import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import httpx
import msgspec.structs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.contest.errors import Refused
from kiosk.keys.signing import signing_keys
from sync.district.district import District
from sync.district.receiving import receive
from sync.district.server import serving
from sync.district.status import status, verify_journals
from sync.protocol.envelope import MAX_ENVELOPE_BYTES, Envelope, close_envelope, read_envelope
from sync.protocol.messages import BATCH_TYPE, encode
from tests.helpers.district import NOW, Sender, enrolled, new_district, still_clock
from tests.helpers.sampled import Sampled

DEEP: Final = 100_000


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[District, Sender]]:
    """Give a district that has one visit of a kiosk, and the kiosk, which has one more."""
    with new_district(tmp_path_factory.mktemp("attacked") / "district") as (district, _):
        sender = enrolled(district)
        sender.visit()
        sender.send(district)
        sender.visit()
        yield district, sender


def _stored(district: District) -> tuple[int, int, str]:
    found = status(district)
    return found.entries, found.attempts.finished, found.integrity


def _refusal(district: District, data: bytes) -> str:
    """Give the code by which the district refuses bytes; nothing may change."""
    before = _stored(district)
    with pytest.raises(Refused) as refused:
        receive(district, data, NOW)
    assert _stored(district) == before
    assert verify_journals(district) == ()
    return refused.value.code


def test_every_byte_flipped_in_turn(place: tuple[District, Sender], sampled: Sampled) -> None:
    """Each byte of the envelope matters: payload, type, key and signature alike."""
    district, sender = place
    data = sender.envelope(4)
    codes = set()
    for at in sampled(range(len(data)), 160):
        for flip in (0x01, 0x80):
            codes.add(_refusal(district, data[:at] + bytes([data[at] ^ flip]) + data[at + 1 :]))
    assert codes <= {
        "envelope_damaged", "envelope_of_other_type", "signature_wrong", "message_damaged", "kiosk_unknown",
    }  # fmt: skip
    assert {"envelope_damaged", "signature_wrong"} <= codes


def test_cut_at_every_length(place: tuple[District, Sender], sampled: Sampled) -> None:
    """A connection that broke, or somebody who cut."""
    district, sender = place
    data = sender.envelope(4)
    assert {_refusal(district, data[:kept]) for kept in sampled(range(len(data)), 120)} == {"envelope_damaged"}


def test_something_added_behind(place: tuple[District, Sender]) -> None:
    """An envelope ends where it ends."""
    district, sender = place
    assert _refusal(district, sender.envelope(4) + b"\x00") == "envelope_damaged"


@pytest.mark.parametrize("version", ["v0", "v2", "v10", "V1", ""])
def test_another_version_is_refused_and_never_guessed(place: tuple[District, Sender], version: str) -> None:
    """Signed by the right kiosk, of a version nobody knows here."""
    district, sender = place
    kind = BATCH_TYPE.replace("v1", version)
    assert _refusal(district, close_envelope(sender.keys, kind, encode(sender.batch(4)))) == "envelope_of_other_type"


def test_a_signature_of_another_message_does_not_pass(place: tuple[District, Sender]) -> None:
    """The kiosk's own signature over its first batch, put on its second one."""
    district, sender = place
    first, second = read_envelope(sender.envelope(1, 3)), read_envelope(sender.envelope(4))
    mixed = msgspec.msgpack.encode(Envelope(BATCH_TYPE, second.payload, first.signatures))
    assert _refusal(district, mixed) == "signature_wrong"


def test_no_signature_and_a_thousand_wrong_ones(place: tuple[District, Sender]) -> None:
    """Neither none nor many are one."""
    district, sender = place
    payload = encode(sender.batch(4))
    stranger = read_envelope(close_envelope(signing_keys(bytes(32)), BATCH_TYPE, payload)).signatures
    for signatures in ((), stranger * 1000):
        assert (
            _refusal(district, msgspec.msgpack.encode(Envelope(BATCH_TYPE, payload, signatures))) == "signature_wrong"
        )


def test_a_replay_is_a_repeat(tmp_path: Path) -> None:
    """An old batch sent again by anybody changes nothing: it is acknowledged as what it is."""
    with new_district(tmp_path / "district") as (district, _):
        sender = enrolled(district)
        sender.visit()
        sender.send(district)
        sender.visit()
        before = _stored(district)
        answer = sender.read(receive(district, sender.envelope(1, 3), NOW))
        assert (answer.seq, answer.code) == (3, "")
        assert _stored(district) == before


def test_a_kiosk_cannot_write_as_another(place: tuple[District, Sender]) -> None:
    """Its own key, another one's name."""
    district, sender = place
    other = enrolled(district, seed=7)
    assert _refusal(district, close_envelope(other.keys, BATCH_TYPE, encode(sender.batch(4)))) == "signature_wrong"


@pytest.mark.parametrize("opening", [b"\x91", b"\x81\xa1x"], ids=["arrays", "maps"])
@pytest.mark.parametrize("is_inside", [False, True], ids=["envelope", "payload"])
def test_nesting_without_end(place: tuple[District, Sender], opening: bytes, is_inside: bool) -> None:  # noqa: FBT001 - a case
    """A hundred thousand arrays in one another end as a refusal, not as a crash."""
    district, sender = place
    nested = opening * DEEP + b"\xc0"
    data = close_envelope(sender.keys, BATCH_TYPE, nested) if is_inside else nested
    assert _refusal(district, data) in ("envelope_damaged", "message_damaged")


@pytest.mark.parametrize(
    "claim",
    [b"\xdd\xff\xff\xff\xff", b"\xdf\xff\xff\xff\xff", b"\xc6\xff\xff\xff\xff", b"\xdb\xff\xff\xff\xff"],
    ids=["array", "map", "bytes", "text"],
)
def test_a_length_that_is_claimed_and_not_there(place: tuple[District, Sender], claim: bytes) -> None:
    """Four gibibytes are promised in five bytes: nothing is set aside for them."""
    district, sender = place
    assert _refusal(district, claim) == "envelope_damaged"
    assert _refusal(district, close_envelope(sender.keys, BATCH_TYPE, claim)) == "message_damaged"


def test_too_large_is_refused_before_it_is_read(place: tuple[District, Sender]) -> None:
    """Bytes beyond the limit are not looked at."""
    assert _refusal(place[0], bytes(MAX_ENVELOPE_BYTES + 1)) == "envelope_too_large"


@pytest.mark.parametrize("number", [2**63 - 1, 2**63, 2**64 - 1])
@pytest.mark.parametrize("name", ["epoch", "first_seq", "head_seq"])
def test_a_number_that_no_column_holds(place: tuple[District, Sender], name: str, number: int) -> None:
    """Signed by a certified kiosk: refused, and no fault of ours."""
    district, sender = place
    assert (
        _refusal(district, sender.close(msgspec.structs.replace(sender.batch(), **{name: number}))) == "message_damaged"
    )


def test_an_epoch_beyond_all_others_uses_no_numbers_up(tmp_path: Path) -> None:
    """Who has a kiosk's key and forks it there leaves the kiosk an epoch to go on in."""
    with new_district(tmp_path / "district") as (district, _):
        thief = enrolled(district)
        kiosk = dataclasses.replace(thief, entries=[])
        for epoch in (2**40 - 2, 2**62, 1):
            thief.entries, thief.epoch = [], epoch
            thief.visit()
            thief.send(district)
        kiosk.visit()
        answer = kiosk.send(district)
        assert (answer.code, answer.next_epoch) == ("forked", 2**40 - 1)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd"])
def test_a_packed_body_is_never_unpacked(tmp_path: Path, encoding: str) -> None:
    """A few kilobytes that would become a gibibyte stay a few kilobytes: no content encoding is known."""
    with new_district(tmp_path / "district") as (district, _), serving(district, still_clock()) as url:
        bomb = gzip.compress(bytes(64 * 1024 * 1024))
        answer = httpx.post(
            f"{url}/v1/sync", content=bomb, headers={"Content-Encoding": encoding}, trust_env=False, timeout=30
        )
        assert answer.status_code in (400, 415)
        assert len(answer.content) < 1000
        assert _stored(district)[0] == 0


@given(data=st.binary(max_size=4096))
def test_no_bytes_do_harm(place: tuple[District, Sender], data: bytes) -> None:
    """Whatever arrives is refused by a code."""
    with pytest.raises(Refused):
        receive(place[0], data, NOW)


@given(change=st.binary(min_size=1, max_size=64), data=st.data())
def test_no_change_of_a_signed_batch_does_harm(
    place: tuple[District, Sender], change: bytes, data: st.DataObject
) -> None:
    """Bytes of a true batch written over, and signed again by the kiosk itself: refused, or stored as what it says."""
    district, sender = place
    payload = encode(sender.batch(4))
    at = data.draw(st.integers(0, len(payload) - 1))
    changed = payload[:at] + change + payload[at + len(change) :]
    try:
        answer = sender.read(receive(district, close_envelope(sender.keys, BATCH_TYPE, changed), NOW))
    except Refused as refused:
        assert refused.code  # noqa: PT017 - either end is right
    else:
        assert answer.seq in (3, 6)
    assert verify_journals(district) == ()
