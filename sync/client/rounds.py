"""One round of sync: send what the district lacks until it has everything, take the documents it gives.

The journal is the outbox: a round only reads entries and writes acknowledgements and documents. Only an acknowledgement signed
by the district counts; whatever fails costs nothing but itself.
"""

from collections.abc import Callable, Iterator
from typing import Final

from msgspec import Struct

from kiosk.contest.errors import Refused
from kiosk.journal.entry import NO_DIGEST
from kiosk.services.kiosk import Kiosk
from kiosk.storage.journal_rows import (
    acknowledged_seq,
    count_entries,
    digest_at,
    entries_after,
    epochs,
    set_acknowledged,
)
from kiosk.storage.place_rows import SyncRow, newest_document, read_sync, save_document, write_sync
from kiosk.storage.retention_rows import note_held
from sync.client.documents import check_document
from sync.client.transport import Send
from sync.protocol.envelope import close_envelope, open_envelope
from sync.protocol.messages import (
    ACKNOWLEDGEMENT_TYPE,
    BATCH_TYPE,
    DOCUMENT_TYPES,
    MAX_ENTRIES,
    Acknowledgement,
    Batch,
    Cursor,
    decode,
    encode,
)
from sync.protocol.session import NEXT_PHASE, Head, Phase, cut_batch, judge_acknowledgement

SYNC_PATH: Final = "/v1/sync"
_US: Final = 1_000_000
_US_PER_DAY: Final = 86_400 * _US
_SPARE_ROUNDS: Final = 10
"""A district may answer with less than was sent; it may not make a kiosk send for ever."""


class SyncReport(Struct, frozen=True):
    """What one round did: entries sent and newly acknowledged, entries the district still lacks, documents taken, time."""

    sent: int
    acknowledged: int
    waiting: int
    documents: int
    seconds: float


class Taken(Struct, frozen=True):
    """What an acknowledgement brought: what to do next, and how many documents were new."""

    phase: Phase
    documents: int


class _Exchange(Struct, frozen=True):
    phase: Phase
    sent: int
    documents: int


def sync_once(kiosk: Kiosk, send: Send, progress: Callable[[int, int], None] = lambda _done, _all: None) -> SyncReport:
    """Bring every epoch to the district. `progress(acknowledged, all entries)` is called after each batch.

    Refuses with the transport's codes, `signature_wrong` (it was not the district that answered), `forked`, `revoked` or
    `district_stuck`; the error is noted for the status and what was acknowledged before stays so.
    """
    began = kiosk.clock.now()
    total, held_before = count_entries(kiosk.store)
    try:
        exchanges = [each for epoch in epochs(kiosk.store) for each in _exchanges(kiosk, send, epoch, total, progress)]
    except Refused as refused:
        _note(kiosk, error=refused.code)
        raise
    _note(kiosk, error="")
    entries, held = count_entries(kiosk.store)
    return SyncReport(
        sent=sum(each.sent for each in exchanges),
        acknowledged=max(0, held - held_before),
        waiting=entries - held,
        documents=sum(each.documents for each in exchanges),
        seconds=round(kiosk.clock.now().us_since(began) / _US, 3),
    )


def _exchanges(
    kiosk: Kiosk, send: Send, epoch: int, total: int, progress: Callable[[int, int], None]
) -> Iterator[_Exchange]:
    """Send batches of `epoch` until the district has all of it."""
    for _ in range(total // MAX_ENTRIES + _SPARE_ROUNDS):
        exchange = _exchange(kiosk, send, epoch)
        progress(sum(acknowledged_seq(kiosk.store, each) for each in epochs(kiosk.store)), total)
        yield exchange
        if exchange.phase is Phase.DONE:
            return
        if exchange.phase is not Phase.SEND:
            raise Refused(exchange.phase.value)
    raise Refused("district_stuck")


def _exchange(kiosk: Kiosk, send: Send, epoch: int) -> _Exchange:
    """Send one batch of `epoch` and take in the answer."""
    batch = next_batch(kiosk, epoch, acknowledged_seq(kiosk.store, epoch))
    taken = take_acknowledgement(kiosk, send(SYNC_PATH, close_envelope(kiosk.keys, BATCH_TYPE, encode(batch))))
    return _Exchange(taken.phase, len(batch.entries), taken.documents)


def next_batch(kiosk: Kiosk, epoch: int, after_seq: int) -> Batch:
    """Give the batch of what follows number `after_seq` of `epoch`; without entries when nothing does."""
    return Batch(
        kiosk=kiosk.id,
        epoch=epoch,
        first_seq=after_seq + 1,
        entries=cut_batch(entries_after(kiosk.store, epoch, after_seq, MAX_ENTRIES + 1)),
        head_digest=_head(kiosk, epoch).digest,
        sent_at_us=kiosk.clock.now().at_us,
        cursors=tuple(Cursor(each, _newest_number(kiosk, each)) for each in DOCUMENT_TYPES),
    )


def take_acknowledgement(kiosk: Kiosk, envelope: bytes) -> Taken:
    """Take in what the district says it has, and the documents it gives; refuses what the district did not sign."""
    payload = open_envelope(envelope, ACKNOWLEDGEMENT_TYPE, kiosk.enrolment.district_public)
    acknowledgement = decode(payload, Acknowledgement)
    epoch = acknowledgement.epoch
    known = digest_at(kiosk.store, epoch, acknowledgement.seq)
    verdict = judge_acknowledgement(kiosk.id, _head(kiosk, epoch), known, acknowledgement)
    phase = NEXT_PHASE[Phase.SEND, verdict]
    with kiosk.store.transaction():
        if phase in (Phase.SEND, Phase.DONE):
            set_acknowledged(kiosk.store, epoch, acknowledgement.seq, acknowledgement.digest, kiosk.clock.now().at_us)
            note_held(kiosk.store, epoch, acknowledgement.seq, acknowledgement.server_at_us // _US_PER_DAY)
        documents = sum(_take_document(kiosk, each) for each in acknowledgement.documents)
    return Taken(phase, documents)


def take_document(kiosk: Kiosk, envelope: bytes) -> bool:
    """Keep a document of the district if it is newer than the one there; refuses as `check_document` does."""
    with kiosk.store.transaction():
        return _take_document(kiosk, envelope)


def _take_document(kiosk: Kiosk, envelope: bytes) -> bool:
    document = check_document(envelope, kiosk.enrolment.district_public)
    is_newer = document.number > _newest_number(kiosk, document.payload_type)
    if is_newer:
        save_document(kiosk.store, document.payload_type, document.number, envelope)
    return is_newer


def _head(kiosk: Kiosk, epoch: int) -> Head:
    rows = kiosk.store.rows("SELECT seq, digest FROM entry WHERE epoch = ? ORDER BY seq DESC LIMIT 1", epoch)
    return Head(epoch, *rows[0]) if rows else Head(epoch, 0, NO_DIGEST)


def _newest_number(kiosk: Kiosk, payload_type: str) -> int:
    newest = newest_document(kiosk.store, payload_type)
    return 0 if newest is None else newest[0]


def _note(kiosk: Kiosk, *, error: str) -> None:
    now = kiosk.clock.now().at_us
    with kiosk.store.transaction():
        before = read_sync(kiosk.store)
        write_sync(kiosk.store, SyncRow(before.succeeded_at_us if error else now, now, error))
