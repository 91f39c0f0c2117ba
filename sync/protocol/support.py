"""A support bundle: files about a kiosk's health in one message, signed by the kiosk and closed to the district's sealing key.

What the files say is decided by the kiosk's service; that nothing personal is among them is its duty too. The lid is for all that:
a stick lies about, and a log tells a thief more than a thief should know.
"""

import zlib
from collections.abc import Mapping
from typing import Annotated, Final

import msgspec
from msgspec import Meta, Struct

from kiosk.contest.errors import Refused
from kiosk.keys.sealing import SealingKeys, seal, unseal
from kiosk.keys.signing import SigningKeys
from sync.protocol.bundle import read_bundle, write_bundle
from sync.protocol.envelope import close_envelope, open_envelope, read_envelope
from sync.protocol.messages import CERTIFICATE_TYPE, Certificate, decode, encode

SUPPORT_TYPE: Final = "application/vnd.tramthi.support.v1+msgpack"
MAX_FILES_BYTES: Final = 32 * 1024 * 1024
"""What the files of a bundle may be together, unpacked."""
MAX_PACKED_BYTES: Final = 3 * 1024 * 1024
"""What they may be packed, so that the envelope stays within its own limit."""

FileName = Annotated[str, Meta(pattern=r"\A[a-z0-9][a-z0-9.-]{0,60}\Z")]
"""A plain name: it becomes a file at the district and must lead nowhere else."""


class Support(Struct, frozen=True, array_like=True):
    """Which kiosk speaks (an envelope of `CERTIFICATE_TYPE`), when, and its packed files in a sealed box."""

    certificate: bytes
    made_at_us: int
    box: bytes


class SupportFiles(Struct, frozen=True):
    """An opened bundle: the kiosk, the moment (microseconds since 1970, the kiosk's clock), and the files by name."""

    kiosk: str
    made_at_us: int
    files: dict[str, bytes]


def pack_files(files: Mapping[str, bytes]) -> bytes:
    """Give files packed together: zlib over a MessagePack map, in the order of their names."""
    return zlib.compress(msgspec.msgpack.encode(dict(sorted(files.items()))), level=9)


def write_support(
    keys: SigningKeys, certificate: bytes, sealing_public: bytes, made_at_us: int, packed: bytes
) -> bytes:
    """Give the bytes of a bundle's file; `packed` as from `pack_files`, at most `MAX_PACKED_BYTES`."""
    support = Support(certificate, made_at_us, seal(sealing_public, packed))
    return write_bundle((close_envelope(keys, SUPPORT_TYPE, encode(support)),))


def read_support(data: bytes, district_public: bytes, sealing: SealingKeys) -> SupportFiles:
    """Open a bundle of a kiosk of this district.

    Refuses with what `read_bundle` and `open_envelope` refuse (among them `signature_wrong`: the file was changed, or its kiosk is
    not of this district), `box_unreadable`, `message_damaged`, or `bundle_too_large`.
    """
    envelopes = read_bundle(data)
    if len(envelopes) != 1:
        raise Refused("bundle_of_other_kind")
    support = decode(read_envelope(envelopes[0]).payload, Support)
    certificate = decode(open_envelope(support.certificate, CERTIFICATE_TYPE, district_public), Certificate)
    open_envelope(envelopes[0], SUPPORT_TYPE, certificate.public)
    return SupportFiles(certificate.kiosk, support.made_at_us, _unpacked(unseal(sealing, support.box)))


def _unpacked(packed: bytes) -> dict[str, bytes]:
    unpacker = zlib.decompressobj()
    try:
        data = unpacker.decompress(packed, MAX_FILES_BYTES)
        if not unpacker.eof:
            raise Refused("bundle_too_large", limit=MAX_FILES_BYTES)
        return msgspec.msgpack.decode(data, type=dict[FileName, bytes])
    except (zlib.error, msgspec.MsgspecError, UnicodeDecodeError) as fault:
        raise Refused("message_damaged") from fault
