"""One round between a kiosk and the district, without any input or output: what each end makes of what it gets.

Theory of operation. The kiosk sends a batch of the entries the district lacks; the district answers with what it has now.
The acknowledgement is a fact about the district, not a promise about a request: it may be repeated, lost, or go *down* after
the district was restored, and the kiosk simply sends from there. So there is no session state to lose. `NEXT_PHASE` is the
only place that says what a kiosk does after an acknowledgement.

Forks. A kiosk put back to an old copy, or cloned, writes other entries at numbers the district has. Both histories are kept: the
district answers where they part ("forked"), or that it holds more than the kiosk knows of ("ahead"), the kiosk settles the
epoch there, opens another one and says in it again what only it knows. A settled epoch is complete for its kiosk up to the
point where it parted, whatever follows there at the district.
"""

from collections.abc import Iterable, Sequence
from enum import Enum
from typing import Final

from msgspec import Struct

from kiosk.contest.errors import Refused
from kiosk.journal.entry import NO_DIGEST, Entry, chain_fault
from sync.protocol.messages import MAX_BATCH_BYTES, MAX_ENTRIES, Acknowledgement, Batch

_ENTRY_OVERHEAD_BYTES: Final = 160


class Phase(Enum):
    """What a kiosk does next."""

    SEND = "send"
    DONE = "done"
    FORKED = "forked"
    REVOKED = "revoked"


class Verdict(Enum):
    """What an acknowledgement says of the kiosk's journal."""

    MORE_TO_SEND = "more_to_send"
    COMPARE_ON = "compare_on"
    ALL_THERE = "all_there"
    OTHER_HISTORY = "other_history"
    NOT_TRUSTED = "not_trusted"


NEXT_PHASE: Final[dict[tuple[Phase, Verdict], Phase]] = {
    (Phase.SEND, Verdict.MORE_TO_SEND): Phase.SEND,
    (Phase.SEND, Verdict.COMPARE_ON): Phase.SEND,
    (Phase.SEND, Verdict.ALL_THERE): Phase.DONE,
    (Phase.SEND, Verdict.OTHER_HISTORY): Phase.FORKED,
    (Phase.SEND, Verdict.NOT_TRUSTED): Phase.REVOKED,
}


class Judgement(Struct, frozen=True):
    """What an acknowledgement means, and the number after which to go on: what is acknowledged, or where histories part.

    After `COMPARE_ON` nothing is acknowledged by it: entries from there are only sent to be compared.
    """

    verdict: Verdict
    seq: int


class Head(Struct, frozen=True):
    """The newest entry of an epoch: its number (0 for none) and digest."""

    epoch: int
    seq: int
    digest: bytes


def cut_batch(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Take as many entries as one batch may hold: 500, or 1 MiB of payload and heads; always at least one."""
    taken: list[Entry] = []
    size = 0
    for entry in entries:
        size += _ENTRY_OVERHEAD_BYTES + len(entry.payload or b"")
        if taken and (len(taken) == MAX_ENTRIES or size > MAX_BATCH_BYTES):
            break
        taken.append(entry)
    return tuple(taken)


def judge_acknowledgement(
    kiosk: str,
    head: Head,
    known: bytes | None,
    acknowledgement: Acknowledgement,
    *,
    settled: int | None = None,
    sent_to: int | None = None,
) -> Judgement:
    """Say what an acknowledgement means for a kiosk whose newest entry of the epoch is `head`.

    `known` is the kiosk's own digest at `acknowledgement.seq` (NO_DIGEST for 0, None if it has no such entry). `settled`: where
    the epoch was parted from another history, None for an ordinary one. `sent_to`: the number of the last entry of the batch
    answered, None where that is not known (a stick). Refuses with `acknowledgement_for_other` when it is about another kiosk or
    epoch.
    """
    if acknowledgement.kiosk != kiosk or acknowledgement.epoch != head.epoch:
        raise Refused("acknowledgement_for_other")
    code, seq = acknowledgement.code, acknowledgement.seq
    if code == "revoked":
        return Judgement(Verdict.NOT_TRUSTED, seq)
    if settled is not None and seq >= settled:
        return Judgement(Verdict.ALL_THERE, settled)
    if known != acknowledgement.digest or code == "resend":
        is_beyond = code == "" and sent_to is not None and 0 < sent_to <= seq
        return Judgement(Verdict.COMPARE_ON, sent_to if is_beyond and sent_to is not None else 0)
    if code == "forked" or (code == "ahead" and seq == head.seq):
        return Judgement(Verdict.OTHER_HISTORY, seq)
    return Judgement(Verdict.ALL_THERE if seq == head.seq else Verdict.MORE_TO_SEND, seq)


class Acceptance(Struct, frozen=True):
    """What the district does with a batch: store `new`, and answer with `code` and what it holds.

    `code`: "" or one of `Acknowledgement.code`; `seq` and `digest`: up to where the kiosk's history is the district's.
    """

    new: tuple[Entry, ...]
    code: str
    seq: int
    digest: bytes


def accept_batch(
    batch: Batch, head: Head, stored: Sequence[bytes | None], *, before: bytes | None, at_head: bytes | None
) -> Acceptance:
    """Decide what of a batch is new to a district whose newest entry of this kiosk and epoch is `head`.

    `stored[i]` is the digest the district has at `batch.first_seq + i`, None where it has none; `before` the one at
    `batch.first_seq - 1` and `at_head` the one at `batch.head_seq` (NO_DIGEST at 0). A repeat brings nothing; a different digest
    at a number the district has means another history; a gap is not stored, the answer asks for it again. Refuses with
    `batch_too_large` or `batch_chain_broken`.
    """
    entries = batch.entries
    if len(entries) > MAX_ENTRIES:
        raise Refused("batch_too_large", limit=MAX_ENTRIES)
    if any(entry.epoch != batch.epoch for entry in entries):
        raise Refused("batch_chain_broken")
    if entries:
        if batch.first_seq < 1 or chain_fault(entries, entries[0].previous, batch.first_seq - 1) is not None:
            raise Refused("batch_chain_broken")
        if batch.first_seq == 1 and entries[0].previous != NO_DIGEST:
            raise Refused("batch_chain_broken")
    strange = next(
        (
            place
            for place, (entry, digest) in enumerate(zip(entries, stored, strict=True))
            if digest not in (None, entry.digest)
        ),
        None,
    )
    if entries and before is not None and before != entries[0].previous:
        # They part before this batch: only a batch that holds the place can say where.
        return Acceptance((), "resend", head.seq, head.digest)
    if strange is not None:
        return Acceptance((), "forked", entries[strange].seq - 1, entries[strange].previous)
    new = tuple(entry for entry in entries if entry.seq > head.seq)
    if new and new[0].seq == head.seq + 1:
        return Acceptance(new, "", new[-1].seq, new[-1].digest)
    if not new and batch.head_seq < head.seq and at_head == batch.head_digest:
        return Acceptance((), "ahead", batch.head_seq, batch.head_digest)
    return Acceptance((), "", head.seq, head.digest)
