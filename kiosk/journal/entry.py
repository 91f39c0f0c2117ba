"""One entry of the journal and the chain that makes a change of the past visible.

`digest = BLAKE2b-256(head | kind)`, where head holds epoch, seq, version, wall clock, boot, elapsed, the payload's own
digest and the digest of the entry before. Since only the payload's digest stands in the chain, a payload can be erased for
privacy while the chain still verifies. Layout and test vectors: `docs/protocol.md`.
"""

import struct
from collections.abc import Iterable
from hashlib import blake2b
from typing import Annotated, Final

from msgspec import Meta, Struct
from msgspec.structs import replace

from kiosk.contest.moment import Moment

DIGEST_BYTES: Final = 32
NO_DIGEST: Final = bytes(DIGEST_BYTES)
"""What stands as `previous` in the first entry of an epoch."""
BOOT_BYTES: Final = 8
LARGEST: Final = 2**63 - 1
"""The largest whole number a database column holds."""
Digest = Annotated[bytes, Meta(min_length=DIGEST_BYTES, max_length=DIGEST_BYTES)]
Count = Annotated[int, Meta(ge=0, le=LARGEST)]
WallClock = Annotated[int, Meta(ge=-62_135_596_800_000_000, le=253_402_300_799_999_999)]
"""Microseconds since 1970 UTC, within the years 1 to 9999 that a date can hold."""
_HEAD: Final = struct.Struct(">QQHqQ8s32s32s")
_PERSON_ENTRY: Final = b"tramthi-entry"
_PERSON_PAYLOAD: Final = b"tramthi-payload"


class Entry(Struct, frozen=True, array_like=True, gc=False):
    """An entry as stored and sent. `payload` is None once erased. The bounds hold for what is read from outside.

    It holds only text, numbers and bytes, so the collector of cycles need not look at it (`gc`): a sync makes many thousands.
    """

    epoch: Count
    seq: Count
    kind: Annotated[str, Meta(max_length=50)]
    version: Annotated[int, Meta(ge=0, le=0xFFFF)]
    at_us: WallClock
    boot: Annotated[bytes, Meta(min_length=BOOT_BYTES, max_length=BOOT_BYTES)]
    elapsed_us: Count
    payload: bytes | None
    payload_digest: Digest
    previous: Digest
    digest: Digest


class ChainFault(Struct, frozen=True):
    """Where a chain breaks and how: "payload_changed", "entry_changed", "link_broken" or "seq_missing"."""

    epoch: int
    seq: int
    fault: str


def make_entry(
    *, epoch: int, seq: int, kind: str, version: int, moment: Moment, payload: bytes, previous: bytes
) -> Entry:
    """Make the entry that follows the one whose digest is `previous` (`NO_DIGEST` for the first of an epoch)."""
    payload_digest = digest_of_payload(payload)
    at_us, boot, elapsed_us = moment.at_us, moment.boot, moment.elapsed_us
    digest = _digest(_HEAD.pack(epoch, seq, version, at_us, elapsed_us, boot, payload_digest, previous), kind)
    return Entry(
        epoch,
        seq,
        kind,
        version,
        at_us,
        boot,
        elapsed_us,
        payload,
        payload_digest,
        previous,
        digest,
    )


def rehomed(entry: Entry, epoch: int, seq: int, previous: bytes) -> Entry:
    """Give an entry as it stands in another epoch: the same fact of the same moment, linked into that epoch's chain."""
    head = _HEAD.pack(
        epoch, seq, entry.version, entry.at_us, entry.elapsed_us, entry.boot, entry.payload_digest, previous
    )
    digest = _digest(head, entry.kind)
    return replace(entry, epoch=epoch, seq=seq, previous=previous, digest=digest)


def digest_of_payload(payload: bytes) -> bytes:
    """Give the digest by which a payload stands in the chain."""
    return blake2b(payload, digest_size=DIGEST_BYTES, person=_PERSON_PAYLOAD).digest()


def entry_fault(entry: Entry) -> str | None:
    """Tell what is wrong inside one entry ("payload_changed", "entry_changed"), or None."""
    if entry.payload is not None and digest_of_payload(entry.payload) != entry.payload_digest:
        return "payload_changed"
    # `struct` would cut or fill bytes of another length, and the digest would not show it.
    boot, payload_digest, previous = entry.boot, entry.payload_digest, entry.previous
    if len(boot) != BOOT_BYTES or len(payload_digest) != DIGEST_BYTES or len(previous) != DIGEST_BYTES:
        return "entry_changed"
    try:
        head = _HEAD.pack(
            entry.epoch, entry.seq, entry.version, entry.at_us, entry.elapsed_us, boot, payload_digest, previous
        )
    except struct.error:
        return "entry_changed"
    return None if _digest(head, entry.kind) == entry.digest else "entry_changed"


def chain_fault(entries: Iterable[Entry], previous: bytes = NO_DIGEST, seq: int = 0) -> ChainFault | None:
    """Check entries of one epoch in order, after the entry with number `seq` and digest `previous`; None when whole."""
    for entry in entries:
        fault = entry_fault(entry)
        if fault is None and entry.seq != seq + 1:
            fault = "seq_missing"
        if fault is None and entry.previous != previous:
            fault = "link_broken"
        if fault is not None:
            return ChainFault(entry.epoch, entry.seq, fault)
        previous, seq = entry.digest, entry.seq
    return None


def _digest(head: bytes, kind: str) -> bytes:
    return blake2b(head + kind.encode(), digest_size=DIGEST_BYTES, person=_PERSON_ENTRY).digest()
