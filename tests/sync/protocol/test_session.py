"""Both ends of the protocol together, over a way that loses, repeats and reorders; and each end's own decisions."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from kiosk.contest.errors import Refused
from kiosk.contest.moment import Moment
from kiosk.journal.entry import NO_DIGEST, make_entry
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
from tests.helpers.ends import DistrictEnd, Journal, KioskEnd
from tests.helpers.journal import journal


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
