"""One round of sync: send what the district lacks until it has everything, take the documents it gives.

The journal is the outbox: a round only reads entries and writes acknowledgements and documents. Only an acknowledgement signed
by the district counts; whatever fails costs nothing but itself.
"""

from collections.abc import Callable, Iterator
from typing import Final

from msgspec import Struct

from kiosk.contest.errors import Refused
from kiosk.services.kiosk import Kiosk
from kiosk.storage.journal_rows import (
    acknowledged_seq,
    count_entries,
    digest_at,
    entries_after,
    epochs,
    journal_head,
    set_acknowledged,
)
from kiosk.storage.place_rows import SyncRow, newest_document, read_sync, save_document, write_sync
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
_SPARE_ROUNDS: Final = 10
"""A district may answer with less than was sent; it may not make a kiosk send for ever."""


class SyncReport(Struct, frozen=True):
    """What one round did: entries sent and newly acknowledged, entries the district still lacks, documents taken, time."""

    sent: int
    acknowledged: int
    waiting: int
    documents: int
    seconds: float


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
        progress(count_entries(kiosk.store)[1], total)
        yield exchange
        if exchange.phase is Phase.DONE:
            return
        if exchange.phase is not Phase.SEND:
            raise Refused(exchange.phase.value)
    raise Refused("district_stuck")


def _exchange(kiosk: Kiosk, send: Send, epoch: int) -> _Exchange:
    """Send one batch of `epoch` and take in the answer."""
    first = acknowledged_seq(kiosk.store, epoch) + 1
    entries = cut_batch(entries_after(kiosk.store, epoch, first - 1, MAX_ENTRIES + 1))
    head = _head(kiosk, epoch)
    batch = Batch(
        kiosk=kiosk.id,
        epoch=epoch,
        first_seq=first,
        entries=entries,
        head_digest=head.digest,
        sent_at_us=kiosk.clock.now().at_us,
        cursors=tuple(Cursor(each, _newest_number(kiosk, each)) for each in DOCUMENT_TYPES),
    )
    answer = send(SYNC_PATH, close_envelope(kiosk.keys, BATCH_TYPE, encode(batch)))
    payload = open_envelope(answer, ACKNOWLEDGEMENT_TYPE, kiosk.enrolment.district_public)
    acknowledgement = decode(payload, Acknowledgement)
    known = digest_at(kiosk.store, epoch, acknowledgement.seq)
    verdict = judge_acknowledgement(kiosk.id, head, known, acknowledgement)
    phase = NEXT_PHASE[Phase.SEND, verdict]
    taken = 0
    with kiosk.store.transaction():
        if phase in (Phase.SEND, Phase.DONE):
            set_acknowledged(kiosk.store, epoch, acknowledgement.seq, acknowledgement.digest, kiosk.clock.now().at_us)
        for envelope in acknowledgement.documents:
            document = check_document(envelope, kiosk.enrolment.district_public)
            if document.number > _newest_number(kiosk, document.payload_type):
                save_document(kiosk.store, document.payload_type, document.number, envelope)
                taken += 1
    return _Exchange(phase, len(entries), taken)


def _head(kiosk: Kiosk, epoch: int) -> Head:
    newest = journal_head(kiosk.store)
    if newest.epoch == epoch:
        return Head(epoch, newest.seq, newest.digest)
    ((seq, digest),) = kiosk.store.rows(
        "SELECT seq, digest FROM entry WHERE epoch = ? ORDER BY seq DESC LIMIT 1", epoch
    )
    return Head(epoch, seq, digest)


def _newest_number(kiosk: Kiosk, payload_type: str) -> int:
    newest = newest_document(kiosk.store, payload_type)
    return 0 if newest is None else newest[0]


def _note(kiosk: Kiosk, *, error: str) -> None:
    now = kiosk.clock.now().at_us
    with kiosk.store.transaction():
        before = read_sync(kiosk.store)
        write_sync(kiosk.store, SyncRow(before.succeeded_at_us if error else now, now, error))
