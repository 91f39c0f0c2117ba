"""Both ends of the protocol without any input or output: a district over dictionaries, a kiosk over tuples."""

import pytest

from kiosk.journal.entry import NO_DIGEST, Entry, rehomed
from sync.protocol.messages import Acknowledgement, Batch, decode, encode
from sync.protocol.session import NEXT_PHASE, Head, Phase, Verdict, accept_batch, judge_acknowledgement

Journal = tuple[Entry, ...]


class DistrictEnd:
    """The district's end over a dictionary of epochs."""

    def __init__(self, entries: Journal = ()) -> None:
        self.epochs = {1: {entry.seq: entry for entry in entries}}

    @property
    def stored(self) -> dict[int, Entry]:
        """The first epoch."""
        return self.epochs[1]

    def head(self, epoch: int) -> Head:
        """The newest entry."""
        newest = max(self.epochs.get(epoch, {}), default=0)
        return Head(epoch, newest, self.epochs[epoch][newest].digest if newest else NO_DIGEST)

    def digest_at(self, epoch: int, seq: int) -> bytes | None:
        """The digest of one entry."""
        found = self.epochs.get(epoch, {}).get(seq)
        return NO_DIGEST if seq == 0 else None if found is None else found.digest

    def answer(self, batch: Batch) -> Acknowledgement:
        """Take a batch in as the district does."""
        stored = [self.digest_at(batch.epoch, batch.first_seq + place) for place in range(len(batch.entries))]
        acceptance = accept_batch(
            batch,
            self.head(batch.epoch),
            stored,
            before=self.digest_at(batch.epoch, batch.first_seq - 1),
            at_head=self.digest_at(batch.epoch, batch.head_seq),
        )
        self.epochs.setdefault(batch.epoch, {}).update({entry.seq: entry for entry in acceptance.new})
        return Acknowledgement(
            batch.kiosk, batch.epoch, acceptance.seq, acceptance.digest, 0, acceptance.code, (), (),
            max(self.epochs) + 1,
        )  # fmt: skip


class KioskEnd:
    """The kiosk's end over tuples, one an epoch."""

    def __init__(self, entries: Journal) -> None:
        self.epochs = {1: entries}
        self.acknowledged_of: dict[int, int] = {}
        self.settled: dict[int, int] = {}
        self.phase = Phase.SEND

    @property
    def entries(self) -> Journal:
        """The first epoch."""
        return self.epochs[1]

    @property
    def acknowledged(self) -> int:
        """What is acknowledged of the first epoch."""
        return self.acknowledged_of.get(1, 0)

    def head(self, epoch: int = 1) -> Head:
        """The newest entry that is to be at the district."""
        newest = self.settled.get(epoch, len(self.epochs[epoch]))
        return Head(epoch, newest, self.epochs[epoch][newest - 1].digest if newest else NO_DIGEST)

    def batch(self, first_seq: int | None = None, count: int = 2, epoch: int = 1) -> Batch:
        """Make a batch: of what is not acknowledged, or from any number."""
        head = self.head(epoch)
        first = self.acknowledged_of.get(epoch, 0) + 1 if first_seq is None else first_seq
        cut = self.epochs[epoch][first - 1 : min(first - 1 + count, head.seq)]
        return decode(encode(Batch("k", epoch, first, cut, head.digest, 0, (), head.seq)), Batch)

    def take(self, acknowledgement: Acknowledgement, sent_to: int | None = None) -> int:
        """Take an acknowledgement in as a kiosk does, and give the number to go on after."""
        epoch, seq = acknowledgement.epoch, acknowledgement.seq
        entries = self.epochs[epoch]
        known = NO_DIGEST if seq == 0 else entries[seq - 1].digest if seq <= len(entries) else None
        judgement = judge_acknowledgement(
            "k", self.head(epoch), known, acknowledgement, settled=self.settled.get(epoch), sent_to=sent_to
        )
        self.phase = NEXT_PHASE[Phase.SEND, judgement.verdict]
        if judgement.verdict in (Verdict.MORE_TO_SEND, Verdict.ALL_THERE):
            self.acknowledged_of[epoch] = judgement.seq
        if judgement.verdict is Verdict.OTHER_HISTORY:
            self.settle(epoch, judgement.seq, acknowledgement.next_epoch)
        return judgement.seq

    def settle(self, epoch: int, seq: int, next_epoch: int) -> None:
        """Settle an epoch and say in another one what only this kiosk knows."""
        if self.settled.get(epoch, seq + 1) <= seq:
            return
        opened = max(max(self.epochs) + 1, next_epoch)
        self.settled[epoch], self.acknowledged_of[epoch] = seq, seq
        said: list[Entry] = []
        for entry in self.epochs[epoch][seq:]:
            said.append(rehomed(entry, opened, len(said) + 1, said[-1].digest if said else NO_DIGEST))
        self.epochs[opened] = tuple(said)

    def finish(self, district: DistrictEnd) -> None:
        """Go on until nothing is left to send, with a bound that only a lost way of converging reaches."""
        done: set[int] = set()
        for _ in range(20):
            left = sorted(set(self.epochs) - done)
            if not left:
                return
            self.finish_epoch(district, left[0])
            done.add(left[0])
        pytest.fail("there is always another epoch")

    def finish_epoch(self, district: DistrictEnd, epoch: int) -> None:
        """The same for one epoch."""
        after = self.acknowledged_of.get(epoch, 0)
        for _ in range(2 * len(self.epochs[epoch]) + 3):
            batch = self.batch(after + 1, epoch=epoch)
            after = self.take(district.answer(batch), after + len(batch.entries))
            if self.phase is not Phase.SEND:
                return
        pytest.fail("the two ends do not converge")
