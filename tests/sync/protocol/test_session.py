"""Both ends of the protocol together, over a way that loses, repeats and reorders; and each end's own decisions."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from kiosk.contest.errors import Refused
from kiosk.contest.moment import Moment
from kiosk.journal.entry import NO_DIGEST, Entry, make_entry
from sync.protocol.messages import MAX_BATCH_BYTES, MAX_ENTRIES, Acknowledgement, Batch, decode, encode
from sync.protocol.session import (
    NEXT_PHASE,
    Acceptance,
    Head,
    Phase,
    Verdict,
    accept_batch,
    cut_batch,
    judge_acknowledgement,
)
from tests.helpers.journal import journal

Journal = tuple[Entry, ...]


class DistrictEnd:
    """The district's end over a dictionary."""

    def __init__(self, entries: Journal = ()) -> None:
        self.stored = {entry.seq: entry for entry in entries}

    @property
    def head(self) -> Head:
        """The newest entry."""
        newest = max(self.stored, default=0)
        return Head(1, newest, self.stored[newest].digest if newest else NO_DIGEST)

    def answer(self, batch: Batch) -> Acknowledgement:
        """Take a batch in as the district does."""
        found = [self.stored.get(batch.first_seq + place) for place in range(len(batch.entries))]
        acceptance = accept_batch(batch, self.head, [None if each is None else each.digest for each in found])
        self.stored |= {entry.seq: entry for entry in acceptance.new}
        return Acknowledgement(batch.kiosk, 1, self.head.seq, self.head.digest, 0, acceptance.code, (), ())


class KioskEnd:
    """The kiosk's end over a tuple."""

    def __init__(self, entries: Journal) -> None:
        self.entries = entries
        self.acknowledged = 0
        self.phase = Phase.SEND

    @property
    def head(self) -> Head:
        """The newest entry."""
        return Head(1, len(self.entries), self.entries[-1].digest if self.entries else NO_DIGEST)

    def batch(self, first_seq: int | None = None, count: int = 2) -> Batch:
        """Make a batch: of what is not acknowledged, or from any number."""
        first = self.acknowledged + 1 if first_seq is None else first_seq
        return batch_of(self.entries[first - 1 : first - 1 + count], first, self.head.digest)

    def take(self, acknowledgement: Acknowledgement) -> None:
        """Take an acknowledgement in as a kiosk does."""
        seq = acknowledgement.seq
        known = NO_DIGEST if seq == 0 else self.entries[seq - 1].digest if seq <= len(self.entries) else None
        verdict = judge_acknowledgement("k", self.head, known, acknowledgement)
        self.phase = NEXT_PHASE[Phase.SEND, verdict]
        if self.phase in (Phase.SEND, Phase.DONE):
            self.acknowledged = seq

    def finish(self, district: DistrictEnd) -> None:
        """Go on until nothing is left to send, with a bound that only a lost way of converging reaches."""
        for _ in range(len(self.entries) + 2):
            self.take(district.answer(self.batch()))
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


@given(st.integers(1, 12), st.data())
def test_a_restored_kiosk_is_told_of_its_fork_and_the_district_keeps_its_own(count: int, data: st.DataObject) -> None:
    """A kiosk put back to an old copy that wrote on never writes over what the district has."""
    full = journal(count)
    kept = full[: data.draw(st.integers(0, count - 1))]
    district = DistrictEnd(full)
    kiosk = KioskEnd(journal(data.draw(st.integers(0, 6)), word="other", after=kept))
    kiosk.acknowledged = data.draw(st.integers(0, len(kept)))
    kiosk.finish(district)
    assert kiosk.phase is Phase.FORKED
    assert tuple(district.stored.values()) == full


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
    ("known", "answer", "verdict"),
    [
        (HEAD.digest, acknowledgement(3, HEAD.digest), Verdict.ALL_THERE),
        (journal(2)[-1].digest, acknowledgement(2, journal(2)[-1].digest), Verdict.MORE_TO_SEND),
        (NO_DIGEST, acknowledgement(0, NO_DIGEST), Verdict.MORE_TO_SEND),
        (HEAD.digest, acknowledgement(3, NO_DIGEST), Verdict.OTHER_HISTORY),
        (None, acknowledgement(9, HEAD.digest), Verdict.OTHER_HISTORY),
        (HEAD.digest, acknowledgement(3, HEAD.digest, code="forked"), Verdict.OTHER_HISTORY),
        (HEAD.digest, acknowledgement(3, HEAD.digest, code="revoked"), Verdict.NOT_TRUSTED),
    ],
)
def test_the_kiosk_judges_an_answer(known: bytes | None, answer: Acknowledgement, verdict: Verdict) -> None:
    """Each answer means one thing."""
    assert judge_acknowledgement("k", HEAD, known, answer) is verdict


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


def test_a_batch_beyond_the_limit_is_refused() -> None:
    """A kiosk that sends more than was agreed is told so."""
    entries = journal(MAX_ENTRIES + 1)
    with pytest.raises(Refused, match="batch_too_large"):
        accept_batch(batch_of(entries, 1), Head(1, 0, NO_DIGEST), [None] * len(entries))


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
        accept_batch(batch, Head(1, 0, NO_DIGEST), [None] * len(batch.entries))


def test_a_first_entry_that_follows_something_is_refused() -> None:
    """Even with a digest of its own that holds, number 1 must follow nothing."""
    first = make_entry(
        epoch=1, seq=1, kind="test", version=1, moment=Moment(1, b"bootboot", 1), payload=b"x", previous=bytes(range(32))
    )  # fmt: skip
    with pytest.raises(Refused, match="batch_chain_broken"):
        accept_batch(batch_of((first,), 1), Head(1, 0, NO_DIGEST), [None])


def test_an_empty_batch_only_asks_for_news() -> None:
    """Nothing sent, nothing stored, nothing wrong."""
    assert accept_batch(batch_of((), 1), Head(1, 0, NO_DIGEST), []) == Acceptance((), "")


def test_a_gap_is_not_stored() -> None:
    """What does not follow on the head is asked for again by the answer."""
    assert accept_batch(batch_of(ENTRIES[2:], 3), Head(1, 1, ENTRIES[0].digest), [None, None]) == Acceptance((), "")


def test_what_follows_another_history_is_a_fork() -> None:
    """Entries that continue the head's number but not its digest are refused as a fork."""
    other = journal(4, word="other")
    assert accept_batch(batch_of(other[2:], 3), Head(1, 2, ENTRIES[1].digest), [None, None]).code == "forked"
