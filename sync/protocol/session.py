"""One round between a kiosk and the district, without any input or output: what each end makes of what it gets.

Theory of operation. The kiosk sends a batch of the entries the district lacks; the district answers with what it has now.
The acknowledgement is a fact about the district, not a promise about a request: it may be repeated, lost, or go *down* after
the district was restored, and the kiosk simply sends from there. So there is no session state to lose. `NEXT_PHASE` is the
only place that says what a kiosk does after an acknowledgement.
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
    ALL_THERE = "all_there"
    OTHER_HISTORY = "other_history"
    NOT_TRUSTED = "not_trusted"


NEXT_PHASE: Final[dict[tuple[Phase, Verdict], Phase]] = {
    (Phase.SEND, Verdict.MORE_TO_SEND): Phase.SEND,
    (Phase.SEND, Verdict.ALL_THERE): Phase.DONE,
    (Phase.SEND, Verdict.OTHER_HISTORY): Phase.FORKED,
    (Phase.SEND, Verdict.NOT_TRUSTED): Phase.REVOKED,
}


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


def judge_acknowledgement(kiosk: str, head: Head, known: bytes | None, acknowledgement: Acknowledgement) -> Verdict:
    """Say what an acknowledgement means for a kiosk whose newest entry is `head`.

    `known` is the kiosk's own digest at `acknowledgement.seq` (NO_DIGEST for 0, None if it has no such entry).
    Refuses with `acknowledgement_for_other` when it is about another kiosk or epoch.
    """
    if acknowledgement.kiosk != kiosk or acknowledgement.epoch != head.epoch:
        raise Refused("acknowledgement_for_other")
    if acknowledgement.code == "revoked":
        return Verdict.NOT_TRUSTED
    if acknowledgement.code == "forked" or known != acknowledgement.digest:
        return Verdict.OTHER_HISTORY
    return Verdict.ALL_THERE if acknowledgement.seq == head.seq else Verdict.MORE_TO_SEND


class Acceptance(Struct, frozen=True):
    """What the district does with a batch: store `new`, and answer with `code` ("" or "forked")."""

    new: tuple[Entry, ...]
    code: str


def accept_batch(batch: Batch, head: Head, stored: Sequence[bytes | None]) -> Acceptance:
    """Decide what of a batch is new to a district whose newest entry of this kiosk and epoch is `head`.

    `stored[i]` is the digest the district has at `batch.first_seq + i`, None where it has none. A repeat brings nothing; a
    different digest at a number the district has means a forked journal; a gap is not stored, the answer asks for it again.
    Refuses with `batch_too_large` or `batch_chain_broken`.
    """
    entries = batch.entries
    if len(entries) > MAX_ENTRIES:
        raise Refused("batch_too_large", limit=MAX_ENTRIES)
    if any(entry.epoch != batch.epoch for entry in entries):
        raise Refused("batch_chain_broken")
    if not entries:
        return Acceptance((), "")
    if batch.first_seq < 1 or chain_fault(entries, entries[0].previous, batch.first_seq - 1) is not None:
        raise Refused("batch_chain_broken")
    if batch.first_seq == 1 and entries[0].previous != NO_DIGEST:
        raise Refused("batch_chain_broken")
    known = [(entry, digest) for entry, digest in zip(entries, stored, strict=True) if digest is not None]
    if any(entry.digest != digest for entry, digest in known):
        return Acceptance((), "forked")
    new = tuple(entry for entry in entries if entry.seq > head.seq)
    if not new or new[0].seq != head.seq + 1:
        return Acceptance((), "")
    return Acceptance(new, "") if new[0].previous == head.digest else Acceptance((), "forked")
