"""One round of sync: send what the district lacks until it has everything, take the documents it gives.

The journal is the outbox: a round only reads entries and writes acknowledgements and documents. Only an acknowledgement signed
by the district counts; whatever fails costs nothing but itself.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from msgspec import Struct

from kiosk.contest.errors import Refused
from kiosk.contest.moment import Moment
from kiosk.journal.entry import NO_DIGEST
from kiosk.services.kiosk import Kiosk
from kiosk.storage.journal_rows import (
    acknowledged_seq,
    count_entries,
    digest_at,
    entries_after,
    epochs,
    fork_points,
    set_acknowledged,
)
from kiosk.storage.place_rows import SyncRow, newest_number, read_sync, save_document, write_sync
from kiosk.storage.readiness_rows import OffsetRow, write_offset
from kiosk.storage.retention_rows import note_held
from sync.client.ahead import Parcel, SendingAhead
from sync.client.documents import check_document
from sync.client.healing import settle_fork
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
from sync.protocol.session import NEXT_PHASE, Head, Phase, Verdict, cut_batch, judge_acknowledgement

_US: Final = 1_000_000
_US_PER_DAY: Final = 86_400 * _US
_SPARE_ROUNDS: Final = 10
"""A district may answer with less than was sent; it may not make a kiosk send for ever."""
_MOST_EPOCHS: Final = 1000


class SyncReport(Struct, frozen=True):
    """What one round did: entries sent and newly acknowledged, entries the district still lacks, documents taken, time."""

    sent: int
    acknowledged: int
    waiting: int
    documents: int
    seconds: float


class Taken(Struct, frozen=True):
    """What an acknowledgement brought: what to do next, after which number to go on, and how many documents were new.

    `server_at_us`: the district's clock when it answered.
    """

    phase: Phase
    after_seq: int
    documents: int
    server_at_us: int


class _Exchange(Struct, frozen=True):
    sent: int
    held: int
    documents: int
    offset: OffsetRow


def sync_once(
    kiosk: Kiosk,
    send: Send,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
    *,
    in_flight: int = 1,
) -> SyncReport:
    """Bring every epoch to the district. `progress(acknowledged, all entries)` is called after each batch.

    `in_flight`: how many batches may be under way at once; above 1 `send` is called by several threads (`ahead.IN_FLIGHT`).
    A fork heals itself: the epoch opened for it is sent in the same round. Refuses with the transport's codes,
    `signature_wrong` (it was not the district that answered), `revoked` or `district_stuck`; the error is noted for the status
    and what was acknowledged before stays so.
    """
    began = kiosk.clock.now()
    held_before = count_entries(kiosk.store)[1]
    try:
        exchanges = list(_exchanges(kiosk, send, progress, in_flight))
    except Refused as refused:
        _note(kiosk, error=refused.code)
        raise
    _note(kiosk, error="", offset=exchanges[-1].offset if exchanges else None)
    entries, held = count_entries(kiosk.store)
    return SyncReport(
        sent=sum(each.sent for each in exchanges),
        # From the least it said it had: a district that was put back to an old copy first says what it lacks.
        acknowledged=held - min(held, held_before, *(each.held for each in exchanges)),
        waiting=entries - held,
        documents=sum(each.documents for each in exchanges),
        seconds=round(kiosk.clock.now().us_since(began) / _US, 3),
    )


def _exchanges(kiosk: Kiosk, send: Send, progress: Callable[[int, int], None], in_flight: int) -> Iterator[_Exchange]:
    """Send every epoch, also those that are opened on the way."""
    done: set[int] = set()
    for _ in range(_MOST_EPOCHS):
        epoch = next((each for each in epochs(kiosk.store) if each not in done), None)
        if epoch is None:
            return
        ahead = SendingAhead(partial(_parcel, kiosk, epoch), send, kiosk.clock, in_flight)
        try:
            yield from _exchanges_of(kiosk, epoch, ahead, progress)
        finally:
            ahead.let_go()
        done.add(epoch)
    raise Refused("district_stuck")


def _exchanges_of(
    kiosk: Kiosk, epoch: int, ahead: SendingAhead, progress: Callable[[int, int], None]
) -> Iterator[_Exchange]:
    """Send batches of one epoch until the district has all of it that it can have.

    Residents may write as fast as it is sent, so only answers that lead no further than any before are counted against the
    district: it is stuck when there are more of them than comparing the whole journal anew takes.
    """
    total, _ = count_entries(kiosk.store)
    after_seq = furthest = acknowledged_seq(kiosk.store, epoch)
    spare = most_spare = 2 * total // MAX_ENTRIES + _SPARE_ROUNDS
    while spare:
        heard = ahead.next_heard(after_seq)
        taken = take_acknowledgement(kiosk, heard.answer, heard.parcel.sent_to)
        entries, held = count_entries(kiosk.store)
        progress(held, entries)
        offset = clock_offset(heard.asked, heard.answered, taken.server_at_us)
        yield _Exchange(heard.parcel.entries, held, taken.documents, offset)
        if taken.phase is Phase.REVOKED:
            raise Refused(taken.phase.value)
        if taken.phase is not Phase.SEND:
            return
        after_seq = taken.after_seq
        spare = most_spare if after_seq > furthest else spare - 1
        furthest = max(furthest, after_seq)
        if after_seq == heard.parcel.sent_to:
            ahead.go_on()
        else:
            ahead.let_go()
    raise Refused("district_stuck")


def _parcel(kiosk: Kiosk, epoch: int, after_seq: int) -> Parcel:
    batch = next_batch(kiosk, epoch, after_seq)
    sent_to = after_seq + len(batch.entries)
    envelope = close_envelope(kiosk.keys, BATCH_TYPE, encode(batch))
    return Parcel(envelope, len(batch.entries), sent_to, is_last=sent_to >= batch.head_seq)


def next_batch(kiosk: Kiosk, epoch: int, after_seq: int) -> Batch:
    """Give the batch of what follows number `after_seq` of `epoch`; without entries when nothing does.

    Of an epoch that forked only what it shares with the district is sent.
    """
    head = _head(kiosk, epoch)
    following = entries_after(kiosk.store, epoch, after_seq, min(MAX_ENTRIES + 1, max(0, head.seq - after_seq)))
    return Batch(
        kiosk=kiosk.id,
        epoch=epoch,
        first_seq=after_seq + 1,
        entries=cut_batch(following),
        head_digest=head.digest,
        sent_at_us=kiosk.clock.now().at_us,
        cursors=tuple(Cursor(each, newest_number(kiosk.store, each)) for each in DOCUMENT_TYPES),
        head_seq=head.seq,
        certificate=kiosk.enrolment.certificate,
    )


def take_acknowledgement(kiosk: Kiosk, envelope: bytes, sent_to: int | None = None) -> Taken:
    """Take in what the district says it has, and the documents it gives; refuses what the district did not sign.

    `sent_to`: the number of the last entry of the batch it answers, None where that is not known. A fork is settled here.
    """
    payload = open_envelope(envelope, ACKNOWLEDGEMENT_TYPE, kiosk.enrolment.district_public)
    acknowledgement = decode(payload, Acknowledgement)
    epoch = acknowledgement.epoch
    with kiosk.store.transaction():
        judgement = judge_acknowledgement(
            kiosk.id,
            _head(kiosk, epoch),
            digest_at(kiosk.store, epoch, acknowledgement.seq),
            acknowledgement,
            settled=fork_points(kiosk.store).get(epoch),
            sent_to=sent_to,
        )
        match judgement.verdict:
            case Verdict.MORE_TO_SEND | Verdict.ALL_THERE:
                _note_acknowledged(kiosk, epoch, judgement.seq, acknowledgement.server_at_us)
            case Verdict.OTHER_HISTORY:
                settle_fork(kiosk, epoch, judgement.seq, acknowledgement.next_epoch)
            case Verdict.COMPARE_ON | Verdict.NOT_TRUSTED:
                pass
        documents = sum(_take_document(kiosk, each) for each in acknowledgement.documents)
    return Taken(NEXT_PHASE[Phase.SEND, judgement.verdict], judgement.seq, documents, acknowledgement.server_at_us)


def clock_offset(asked: Moment, answered: Moment, server_at_us: int) -> OffsetRow:
    """Give how far the district's clock is ahead: it answered half way between asking and hearing (as NTP has it, RFC 5905).

    The way there and back is taken off the monotonic clock; the wall clock may be moved while an answer is on its way.
    """
    here_us = answered.at_us - answered.us_since(asked) // 2
    return OffsetRow(server_at_us - here_us, answered.at_us)


def _note_acknowledged(kiosk: Kiosk, epoch: int, seq: int, server_at_us: int) -> None:
    digest = digest_at(kiosk.store, epoch, seq)
    if digest is not None:
        set_acknowledged(kiosk.store, epoch, seq, digest, kiosk.clock.now().at_us)
        note_held(kiosk.store, epoch, seq, server_at_us // _US_PER_DAY)


def take_document(kiosk: Kiosk, envelope: bytes) -> bool:
    """Keep a document of the district if it is newer than the one there; refuses as `check_document` does."""
    with kiosk.store.transaction():
        return _take_document(kiosk, envelope)


def _take_document(kiosk: Kiosk, envelope: bytes) -> bool:
    document = check_document(envelope, kiosk.enrolment)
    is_newer = document.number > newest_number(kiosk.store, document.payload_type)
    if is_newer:
        save_document(kiosk.store, document.payload_type, document.number, envelope)
    return is_newer


def _head(kiosk: Kiosk, epoch: int) -> Head:
    """Give the newest entry of an epoch that is to be at the district: where it forked, if it did."""
    settled = fork_points(kiosk.store).get(epoch)
    digest = None if settled is None else digest_at(kiosk.store, epoch, settled)
    if settled is not None and digest is not None:
        return Head(epoch, settled, digest)
    rows = kiosk.store.rows("SELECT seq, digest FROM entry WHERE epoch = ? ORDER BY seq DESC LIMIT 1", epoch)
    return Head(epoch, *rows[0]) if rows else Head(epoch, 0, NO_DIGEST)


def _note(kiosk: Kiosk, *, error: str, offset: OffsetRow | None = None) -> None:
    now = kiosk.clock.now().at_us
    with kiosk.store.transaction():
        before = read_sync(kiosk.store)
        write_sync(kiosk.store, SyncRow(before.succeeded_at_us if error else now, now, error))
        if offset is not None:
            write_offset(kiosk.store, offset)
