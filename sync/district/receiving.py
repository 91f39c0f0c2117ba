"""Receiving what a kiosk sends: verify, store what is new, project it, and say what the district has now.

Idempotent by construction: entries are known by kiosk, epoch and number; a repeat in any order, from any number of senders, changes
nothing. The answer is a signed fact about the district. Everything one batch brings is one transaction, on disk before the answer.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from kiosk.contest.moment import us_from_moment
from kiosk.journal.entry import Entry
from sync.district.district import District
from sync.district.documents import documents_for, order_for
from sync.district.enrolment import certified_kiosk, check_certificate, readmit
from sync.district.held import note_held
from sync.district.numbering import note_cursors, within_bounds
from sync.district.reading import alarm_of_fork, take_in
from sync.district.store.entry_rows import (
    digest_at,
    digests_from,
    entry_at,
    insert_entries,
    journal_head,
    keep_apart,
    next_epoch,
)
from sync.district.store.kiosk_rows import KioskRow, note_contact, note_waiting, read_kiosk
from sync.district.used_up import outnumber
from sync.protocol.envelope import close_envelope, open_envelope, read_envelope
from sync.protocol.messages import (
    ACKNOWLEDGEMENT_TYPE,
    BATCH_TYPE,
    ORDERS_TYPE,
    Acknowledgement,
    Batch,
    RefusedEntry,
    decode,
    encode,
)
from sync.protocol.session import Acceptance, accept_batch

Way = Literal["network", "stick"]
_MAX_OFFSET_US: Final = 400 * 366 * 86_400 * 1_000_000


class _Outcome(Struct, frozen=True):
    """What became of a batch: the code of the answer, and entries that do not count."""

    code: str
    refused: tuple[RefusedEntry, ...]


def receive(
    district: District, data: bytes, now: datetime, way: Way = "network", *, gives_documents: bool = True
) -> bytes:
    """Answer a batch (an envelope) with an acknowledgement (an envelope).

    `way` "stick": the batch may be days old and says nothing of the kiosk's clock; of many in one file only one answer
    `gives_documents`. Refuses with what the envelope refuses,
    `kiosk_unknown`, `certificate_expired`, `batch_too_large`, `batch_chain_broken`, or a fault of the database; then nothing was
    stored.
    """
    batch = decode(read_envelope(data).payload, Batch)
    batch = replace(batch, cursors=within_bounds(batch.cursors))
    known = read_kiosk(district.store, batch.kiosk)
    kiosk = known or certified_kiosk(district, batch)
    open_envelope(data, BATCH_TYPE, kiosk.public)
    at_us = us_from_moment(now)
    check_certificate(kiosk, at_us)
    with district.store.transaction():
        if known is None:
            readmit(district, kiosk, at_us)
        offset_us = _offset_us(batch, at_us) if way == "network" else None
        kiosk = note_contact(district.store, kiosk.id, at_us, offset_us)
        head = journal_head(district.store, kiosk.id, batch.epoch)
        before, *stored = digests_from(
            district.store, kiosk.id, batch.epoch, batch.first_seq - 1, len(batch.entries) + 1
        )
        place = batch.head_seq - batch.first_seq
        is_among_them = 0 <= place < len(stored)
        at_head = stored[place] if is_among_them else digest_at(district.store, kiosk.id, batch.epoch, batch.head_seq)
        acceptance = accept_batch(batch, head, stored, before=before, at_head=at_head)
        if kiosk.revoked_at_us is not None:
            acceptance = Acceptance((), "revoked", head.seq, head.digest)
            outcome = _kept_apart(district, kiosk, batch, stored, "revoked", at_us)
        elif acceptance.code == "forked":
            outcome = _kept_apart(district, kiosk, batch, stored, "forked", at_us)
        else:
            outcome = _stored(district, kiosk, acceptance, at_us)
            note_cursors(district, batch.cursors)
            note_held(district, kiosk.id, batch.cursors, is_fresh=way == "network")
            outnumber(district, batch.cursors, at_us)
        note_waiting(district.store, kiosk.id, is_waiting=acceptance.digest != batch.head_digest)
        acknowledgement = Acknowledgement(
            kiosk=kiosk.id,
            epoch=batch.epoch,
            seq=acceptance.seq,
            digest=acceptance.digest,
            server_at_us=at_us,
            code=outcome.code,
            refused=outcome.refused,
            documents=_documents(district, kiosk, batch, at_us) if gives_documents else (),
            next_epoch=next_epoch(district.store, kiosk.id) if outcome.code in ("forked", "ahead") else 0,
        )
    return close_envelope(district.keys, ACKNOWLEDGEMENT_TYPE, encode(acknowledgement))


def _documents(district: District, kiosk: KioskRow, batch: Batch, at_us: int) -> tuple[bytes, ...]:
    """Give what the kiosk lacks; to one that was revoked only the order that says so."""
    if kiosk.revoked_at_us is None:
        return documents_for(district, kiosk.id, kiosk.unit, batch.cursors, at_us)
    held = max((each.number for each in batch.cursors if each.payload_type == ORDERS_TYPE), default=0)
    return order_for(district, (kiosk.id,), held, at_us)


def _offset_us(batch: Batch, at_us: int) -> int:
    """Give how far the kiosk's clock is ahead of ours, the way of the message included; bounded to what a date can hold."""
    return max(-_MAX_OFFSET_US, min(_MAX_OFFSET_US, batch.sent_at_us - at_us))


def _stored(district: District, kiosk: KioskRow, acceptance: Acceptance, at_us: int) -> _Outcome:
    """Store new entries and what they say."""
    new = acceptance.new
    if not new:
        return _Outcome(acceptance.code, ())
    insert_entries(district.store, kiosk.id, new, at_us)
    problems = take_in(district, kiosk, new, at_us)
    return _Outcome("", tuple(RefusedEntry(each.seq, each.code) for each in problems))


def _kept_apart(
    district: District, kiosk: KioskRow, batch: Batch, stored: Sequence[bytes | None], code: str, at_us: int
) -> _Outcome:
    """Keep what of a batch is not in the journal beside it, and raise an alarm for a fork."""
    strange = [entry for entry, digest in zip(batch.entries, stored, strict=True) if entry.digest != digest]
    keep_apart(district.store, kiosk.id, strange, code, at_us)
    if code == "forked":
        alarm_of_fork(district, kiosk, batch.epoch, strange[0].seq, _both(district, kiosk, strange[0]), at_us)
    return _Outcome(code, tuple(RefusedEntry(each.seq, code) for each in strange))


def _both(district: District, kiosk: KioskRow, theirs: Entry) -> dict[str, object]:
    """Name both histories of a fork: which runs of the program wrote them, and when."""
    ours = entry_at(district.store, kiosk.id, theirs.epoch, theirs.seq)
    return {
        name: {"boot": each.boot.hex(), "digest": each.digest.hex()[:16], "at_us": each.at_us}
        for name, each in (("held", ours), ("sent", theirs))
        if each is not None
    }
