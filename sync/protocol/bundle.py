"""What a stick carries: envelopes in one file, with a digest over all of it: a flipped byte is told before anything is read.

The digest guards against accidents only; who wrote what is said by the envelopes' own signatures, as over a network.
"""

from collections.abc import Sequence
from hashlib import blake2b
from typing import Final

import msgspec

from kiosk.contest.errors import Refused

MAGIC: Final = b"TRAMTHI1"
MAX_BUNDLE_BYTES: Final = 256 * 1024 * 1024
_DIGEST_BYTES: Final = 32
_SHORTEST: Final = len(MAGIC) + _DIGEST_BYTES + 1


def write_bundle(envelopes: Sequence[bytes]) -> bytes:
    """Give the bytes of a file: `TRAMTHI1`, the envelopes as a MessagePack array, and BLAKE2b-256 of all before it."""
    body = MAGIC + msgspec.msgpack.encode(tuple(envelopes))
    return body + _digest(body)


def read_bundle(data: bytes) -> tuple[bytes, ...]:
    """Give the envelopes of a file; refuses with `bundle_of_other_kind`, `bundle_too_large` or `bundle_damaged`."""
    if not data.startswith(MAGIC):
        raise Refused("bundle_of_other_kind")
    if len(data) > MAX_BUNDLE_BYTES:
        raise Refused("bundle_too_large", limit=MAX_BUNDLE_BYTES)
    body, digest = data[:-_DIGEST_BYTES], data[-_DIGEST_BYTES:]
    if len(data) < _SHORTEST or _digest(body) != digest:
        raise Refused("bundle_damaged")
    try:
        return msgspec.msgpack.decode(body[len(MAGIC) :], type=tuple[bytes, ...])
    except msgspec.MsgspecError as fault:
        raise Refused("bundle_damaged") from fault


def _digest(body: bytes) -> bytes:
    return blake2b(body, digest_size=_DIGEST_BYTES, person=b"tramthi-bundle").digest()
