"""The support bundle's lid: only the district opens it, only its own kiosks fill it, and nothing in it leads anywhere else."""

import zlib

import msgspec
import pytest

from kiosk.contest.errors import Refused
from kiosk.keys.sealing import seal, sealing_keys
from kiosk.keys.signing import signing_keys
from sync.protocol.bundle import write_bundle
from sync.protocol.envelope import close_envelope
from sync.protocol.messages import CERTIFICATE_TYPE, Certificate, encode
from sync.protocol.support import SUPPORT_TYPE, Support, pack_files, read_support, write_support

DISTRICT, SEALING, DEVICE = signing_keys(b"d" * 32), sealing_keys(b"s" * 32), signing_keys(b"k" * 32)
CERTIFICATE = close_envelope(DISTRICT, CERTIFICATE_TYPE, encode(Certificate("K-1", "u", DEVICE.public, 1, 9)))
FILES = {"status.json": b"{}", "kiosk.log.1": b"well\n"}


def _bundle(packed: bytes) -> bytes:
    return write_support(DEVICE, CERTIFICATE, SEALING.public, 7, packed)


def test_a_bundle_comes_back_as_it_was() -> None:
    """Who, when, and every file to its last byte."""
    support = read_support(_bundle(pack_files(FILES)), DISTRICT.public, SEALING)
    assert (support.kiosk, support.made_at_us, support.files) == ("K-1", 7, FILES)


def test_nothing_is_legible_from_outside() -> None:
    """Neither a file's name nor its content stands in the bytes on the stick."""
    data = _bundle(pack_files({"status.json": b"attempts" * 50}))
    assert b"status" not in data
    assert b"attempts" not in data


def test_every_flipped_byte_is_refused() -> None:
    """Wherever a stick flips a bit, the file is refused with a code."""
    data = _bundle(pack_files(FILES))
    for place in range(0, len(data), 7):
        with pytest.raises(Refused):
            read_support(data[:place] + bytes((data[place] ^ 1,)) + data[place + 1 :], DISTRICT.public, SEALING)


def test_another_district_cannot_open_it() -> None:
    """Its key is another, and the kiosk is none of its own."""
    data = _bundle(pack_files(FILES))
    with pytest.raises(Refused, match="signature_wrong"):
        read_support(data, signing_keys(b"o" * 32).public, SEALING)
    with pytest.raises(Refused, match="box_unreadable"):
        read_support(data, DISTRICT.public, sealing_keys(b"o" * 32))


def test_a_stranger_cannot_speak_for_a_kiosk() -> None:
    """A bundle signed with another key than the certificate's is refused."""
    stranger = signing_keys(b"x" * 32)
    with pytest.raises(Refused, match="signature_wrong"):
        read_support(write_support(stranger, CERTIFICATE, SEALING.public, 7, b""), DISTRICT.public, SEALING)


@pytest.mark.parametrize("name", ["../evil", "a/b", "a\\b", "", ".ssh", "C:x", "A.json", "a\n", "x" * 62])
def test_a_name_that_leads_elsewhere_is_refused(name: str) -> None:
    """A file's name becomes a file at the district: only plain names are taken."""
    packed = zlib.compress(msgspec.msgpack.encode({name: b""}))
    with pytest.raises(Refused, match="message_damaged"):
        read_support(_bundle(packed), DISTRICT.public, SEALING)


def test_a_bundle_that_swells_is_refused() -> None:
    """Little that unpacks to much is stopped before the memory is full."""
    packed = zlib.compress(msgspec.msgpack.encode({"zeros": bytes(40 * 1024 * 1024)}))
    with pytest.raises(Refused, match="bundle_too_large"):
        read_support(_bundle(packed), DISTRICT.public, SEALING)


@pytest.mark.parametrize("packed", [b"", b"no zlib", zlib.compress(b"\xc1"), zlib.compress(b"\x80")[:-4]])
def test_damaged_packing_is_refused(packed: bytes) -> None:
    """What does not unpack, or unpacks to no map of files, is refused with a code."""
    with pytest.raises(Refused):
        read_support(_bundle(packed), DISTRICT.public, SEALING)


def test_a_bundle_of_two_is_none() -> None:
    """One file speaks of one kiosk."""
    envelope = close_envelope(DEVICE, SUPPORT_TYPE, encode(Support(CERTIFICATE, 7, seal(SEALING.public, b""))))
    with pytest.raises(Refused, match="bundle_of_other_kind"):
        read_support(write_bundle((envelope, envelope)), DISTRICT.public, SEALING)
