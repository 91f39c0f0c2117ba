"""Both ends of the protocol together, over a way that loses, repeats and reorders; and each end's own decisions."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from kiosk.contest.errors import Refused
from kiosk.contest.moment import Moment
from kiosk.journal.entry import NO_DIGEST, Entry, make_entry, rehomed
from sync.protocol.messages import MAX_BATCH_BYTES, MAX_ENTRIES, Acknowledgement, Batch, decode, encode
from sync.protocol.session import (
    NEXT_PHASE,
    Acceptance,
    Head,
    Judgement,
    Phase,
    Verdict,
    accept_batch,
    cut_batch,
    judge_acknowledgement,
)
from tests.helpers.journal import journal

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


def batch_of(entries: Journal, first_seq: int, head: bytes = NO_DIGEST) -> Batch:
    """Give a batch after a way through its bytes."""
    return decode(encode(Batch("k", 1, first_seq, tuple(entries), head, 0, ())), Batch)


def acknowledgement(seq: int, digest: bytes, *, kiosk: str = "k", epoch: int = 1, code: str = "") -> Acknowledgement:
    """Give what a district answers."""
    return Acknowledgement(kiosk, epoch, seq, digest, 0, code, (), ())


@given(st.integers(0, 12), st.lists(st.tuples(st.integers(1, 12), st.integers(0, 4)), max_size=6), st.data())
def test_any_batches_in_any_order_then_a_round_bring_everything(
    count: int, sent: list[tuple[int, int]], data: st.DataObject
) -> None:
    """Lost, repeated, overlapping and reordered batches, and answers that come late or never, end in the same journal."""
    kiosk, district = KioskEnd(journal(count)), DistrictEnd()
    answers = []
    for first, size in sent:
        if first <= count:
            answers.append(district.answer(kiosk.batch(first, size)))
        assert tuple(district.stored.values()) == kiosk.entries[: len(district.stored)]
    for late in data.draw(st.permutations(answers))[: data.draw(st.integers(0, len(answers)))]:
        kiosk.take(late)
    kiosk.phase = Phase.SEND
    kiosk.finish(district)
    assert kiosk.phase is Phase.DONE
    assert tuple(district.stored.values()) == kiosk.entries
    assert kiosk.acknowledged == count


def test_every_order_of_six_batches_converges() -> None:
    """All 720 orders of six batches, each sent once, then one round."""
    kiosk = KioskEnd(journal(6))
    batches = [kiosk.batch(first, 1) for first in range(1, 7)]
    for order in permutations(batches):
        district = DistrictEnd()
        for batch in order:
            district.answer(batch)
        later = KioskEnd(kiosk.entries)
        later.finish(district)
        assert tuple(district.stored.values()) == kiosk.entries


@given(st.integers(1, 12), st.data())
def test_a_restored_district_asks_for_what_it_lacks(count: int, data: st.DataObject) -> None:
    """The acknowledged number goes down to what an old backup held, and the kiosk fills it again."""
    kiosk, district = KioskEnd(journal(count)), DistrictEnd()
    kiosk.finish(district)
    restored = DistrictEnd(kiosk.entries[: data.draw(st.integers(0, count))])
    kiosk.phase = Phase.SEND
    kiosk.finish(restored)
    assert tuple(restored.stored.values()) == kiosk.entries


def payloads(*epochs: Journal) -> set[bytes | None]:
    """Give what journals say, wherever it stands."""
    return {entry.payload for entries in epochs for entry in entries}


@given(st.integers(1, 12), st.data())
def test_a_restored_kiosk_settles_its_fork_and_loses_nothing(count: int, data: st.DataObject) -> None:
    """A kiosk put back to an old copy, which wrote on or did not: the district has all of both histories, nothing written over."""
    full = journal(count)
    kept = full[: data.draw(st.integers(0, count - 1))]
    district = DistrictEnd(full)
    kiosk = KioskEnd(journal(data.draw(st.integers(0, 6)), word="other", after=kept))
    kiosk.acknowledged_of[1] = data.draw(st.integers(0, len(kept)))
    kiosk.finish(district)
    assert kiosk.phase is Phase.DONE
    assert tuple(district.stored.values()) == full
    assert kiosk.settled == {1: len(kept)}
    assert payloads(*(tuple(each.values()) for each in district.epochs.values())) == payloads(full, kiosk.entries)
    kiosk.finish(district)
    assert max(kiosk.epochs) == 2, "a healed fork stays healed"


@given(st.integers(1, 6), st.data())
def test_clones_go_on_in_epochs_of_their_own(count: int, data: st.DataObject) -> None:
    """Two machines with one key, syncing by turns while both write: each fact arrives, and there is an end to new epochs."""
    shared = journal(count)
    district = DistrictEnd()
    clones = [KioskEnd(shared), KioskEnd(shared)]
    for turn in range(data.draw(st.integers(2, 6))):
        clone = clones[data.draw(st.integers(0, 1))]
        newest = max(clone.epochs)
        word = f"turn {turn}"
        clone.epochs[newest] = journal(
            data.draw(st.integers(0, 3)), word=word, after=clone.epochs[newest], epoch=newest
        )
        clone.finish(district)
    for clone in (*clones, *clones):
        clone.finish(district)
        assert clone.phase is Phase.DONE
    told = payloads(*(tuple(each.values()) for each in district.epochs.values()))
    assert told >= payloads(*clones[0].epochs.values(), *clones[1].epochs.values())
    assert max(district.epochs, default=1) <= 3, "each clone opens at most one epoch"
    opened = [max(clone.epochs) for clone in clones]
    for clone in clones:
        clone.finish(district)
    assert [max(clone.epochs) for clone in clones] == opened


@given(st.integers(1, 8), st.integers(0, 8), st.data())
def test_a_restored_district_is_whole_again_after_a_fork_too(count: int, kept: int, data: st.DataObject) -> None:
    """The district is put back to before it knew anything of the fork: all that the kiosk has comes again."""
    full = journal(count)
    kiosk = KioskEnd(journal(data.draw(st.integers(1, 4)), word="other", after=full[: min(kept, count - 1)]))
    kiosk.finish(DistrictEnd(full))
    restored = DistrictEnd(full[: data.draw(st.integers(0, count))])
    kiosk.finish(restored)
    assert kiosk.phase is Phase.DONE
    told = payloads(*(tuple(each.values()) for each in restored.epochs.values()))
    assert told >= payloads(*kiosk.epochs.values())


@given(st.integers(2, 8), st.data())
def test_late_answers_never_make_a_fork_of_an_honest_journal(count: int, data: st.DataObject) -> None:
    """Answers to old batches, in any order and again, are facts of their moment: they settle nothing."""
    kiosk, district = KioskEnd(journal(count)), DistrictEnd()
    answers = []
    for length in range(1, count + 1):
        earlier = KioskEnd(kiosk.entries[:length])
        answers += [district.answer(earlier.batch(first, 3)) for first in range(1, length + 1)]
        answers.append(district.answer(earlier.batch(length + 1)))
    for late in data.draw(st.lists(st.sampled_from(answers), max_size=12)):
        kiosk.take(late)
    assert kiosk.settled == {}
    kiosk.finish(district)
    assert kiosk.acknowledged == count


def test_a_batch_takes_at_most_five_hundred_entries() -> None:
    """The count limits a batch of small entries."""
    entries = journal(MAX_ENTRIES + 1)
    assert cut_batch(entries) == entries[:MAX_ENTRIES]


def test_a_batch_takes_at_most_a_mebibyte_but_always_one_entry() -> None:
    """The size limits a batch of large entries; one that is larger still goes alone."""
    half = MAX_BATCH_BYTES // 2
    assert len(cut_batch(journal(3, payload_bytes=half - 200))) == 2
    assert len(cut_batch(journal(3, payload_bytes=MAX_BATCH_BYTES * 2))) == 1
    assert cut_batch(()) == ()


def test_an_erased_payload_counts_for_nothing_but_its_head() -> None:
    """Entries whose payload was erased are small."""
    entries = tuple(replace(entry, payload=None) for entry in journal(3, payload_bytes=MAX_BATCH_BYTES))
    assert cut_batch(entries) == entries


HEAD = Head(1, 3, journal(3)[-1].digest)


@pytest.mark.parametrize(
    ("known", "answer", "verdict", "seq"),
    [
        (HEAD.digest, acknowledgement(3, HEAD.digest), Verdict.ALL_THERE, 3),
        (journal(2)[-1].digest, acknowledgement(2, journal(2)[-1].digest), Verdict.MORE_TO_SEND, 2),
        (NO_DIGEST, acknowledgement(0, NO_DIGEST), Verdict.MORE_TO_SEND, 0),
        (HEAD.digest, acknowledgement(3, NO_DIGEST), Verdict.COMPARE_ON, 2),
        (None, acknowledgement(9, HEAD.digest), Verdict.COMPARE_ON, 2),
        (NO_DIGEST, acknowledgement(1, HEAD.digest), Verdict.COMPARE_ON, 0),
        (HEAD.digest, acknowledgement(3, HEAD.digest, code="resend"), Verdict.COMPARE_ON, 0),
        (NO_DIGEST, acknowledgement(1, NO_DIGEST, code="forked"), Verdict.OTHER_HISTORY, 1),
        (HEAD.digest, acknowledgement(3, HEAD.digest, code="ahead"), Verdict.OTHER_HISTORY, 3),
        (NO_DIGEST, acknowledgement(1, NO_DIGEST, code="ahead"), Verdict.MORE_TO_SEND, 1),
        (HEAD.digest, acknowledgement(3, HEAD.digest, code="revoked"), Verdict.NOT_TRUSTED, 3),
    ],
)
def test_the_kiosk_judges_an_answer(known: bytes | None, answer: Acknowledgement, verdict: Verdict, seq: int) -> None:
    """Each answer means one thing."""
    assert judge_acknowledgement("k", HEAD, known, answer, sent_to=2) == Judgement(verdict, seq)


@pytest.mark.parametrize("other", [{"kiosk": "other"}, {"epoch": 2}])
def test_an_answer_about_somebody_else_is_refused(other: dict[str, str | int]) -> None:
    """An acknowledgement of another kiosk or epoch acknowledges nothing here."""
    answer = replace(acknowledgement(3, HEAD.digest), **other)
    with pytest.raises(Refused, match="acknowledgement_for_other"):
        judge_acknowledgement("k", HEAD, HEAD.digest, answer)


@given(st.sampled_from(Verdict))
def test_every_verdict_leads_somewhere(verdict: Verdict) -> None:
    """The table has a row for each verdict while sending."""
    assert NEXT_PHASE[Phase.SEND, verdict] in Phase


def accepted(batch: Batch, head: Head, before: bytes | None = NO_DIGEST, at_head: bytes | None = None) -> Acceptance:
    """Take a batch in where none of its numbers is known."""
    return accept_batch(batch, head, [None] * len(batch.entries), before=before, at_head=at_head)


def test_a_batch_beyond_the_limit_is_refused() -> None:
    """A kiosk that sends more than was agreed is told so."""
    entries = journal(MAX_ENTRIES + 1)
    with pytest.raises(Refused, match="batch_too_large"):
        accepted(batch_of(entries, 1), Head(1, 0, NO_DIGEST))


ENTRIES = journal(4)
FIRST_AS_ZERO = make_entry(
    epoch=1, seq=0, kind="test", version=1, moment=Moment(1, b"bootboot", 1), payload=b"x", previous=NO_DIGEST
)


@pytest.mark.parametrize(
    "batch",
    [
        replace(batch_of(ENTRIES[:1], 1), epoch=2),
        batch_of(ENTRIES[1:2], 1),
        batch_of((ENTRIES[0], ENTRIES[2]), 1),
        batch_of((ENTRIES[1], ENTRIES[0]), 2),
        batch_of((replace(ENTRIES[0], payload=b"changed"),), 1),
        batch_of((replace(ENTRIES[0], at_us=0),), 1),
        batch_of((replace(ENTRIES[0], previous=ENTRIES[1].digest),), 1),
        Batch("k", 1, 0, (FIRST_AS_ZERO,), NO_DIGEST, 0, ()),
    ],
)
def test_a_broken_chain_is_refused_whole(batch: Batch) -> None:
    """Nothing of a batch whose chain does not hold is stored."""
    with pytest.raises(Refused, match="batch_chain_broken"):
        accepted(batch, Head(1, 0, NO_DIGEST))


def test_a_first_entry_that_follows_something_is_refused() -> None:
    """Even with a digest of its own that holds, number 1 must follow nothing."""
    first = make_entry(
        epoch=1, seq=1, kind="test", version=1, moment=Moment(1, b"bootboot", 1), payload=b"x", previous=bytes(range(32))
    )  # fmt: skip
    with pytest.raises(Refused, match="batch_chain_broken"):
        accepted(batch_of((first,), 1), Head(1, 0, NO_DIGEST))


def test_an_empty_batch_only_asks_for_news() -> None:
    """Nothing sent, nothing stored, nothing wrong."""
    assert accepted(batch_of((), 1), Head(1, 0, NO_DIGEST)) == Acceptance((), "", 0, NO_DIGEST)


def test_a_gap_is_not_stored() -> None:
    """What does not follow on the head is asked for again by the answer."""
    head = Head(1, 1, ENTRIES[0].digest)
    assert accepted(batch_of(ENTRIES[2:], 3), head, before=None) == Acceptance((), "", 1, head.digest)


def test_what_follows_another_history_is_sent_again_from_its_beginning() -> None:
    """Entries that continue the head's number but not its digest: where they part lies before them."""
    other = journal(4, word="other")
    assert accepted(batch_of(other[2:], 3), Head(1, 2, ENTRIES[1].digest), before=ENTRIES[1].digest).code == "resend"


def test_the_last_number_both_share_is_told() -> None:
    """The district names where histories part, by number and digest."""
    other = journal(2, word="other", after=ENTRIES[:2])
    stored = [each.digest for each in ENTRIES]
    found = accept_batch(batch_of(other, 1), Head(1, 4, stored[3]), stored, before=NO_DIGEST, at_head=stored[3])
    assert found == Acceptance((), "forked", 2, ENTRIES[1].digest)


def test_a_kiosk_that_knows_less_than_was_sent_is_told_so() -> None:
    """Nothing differs, but its newest entry is not the district's."""
    batch = replace(batch_of((), 3, ENTRIES[1].digest), head_seq=2)
    head = Head(1, 4, ENTRIES[3].digest)
    assert accepted(batch, head, ENTRIES[1].digest, ENTRIES[1].digest) == Acceptance((), "ahead", 2, ENTRIES[1].digest)
