"""What entries say: scored again, flagged when it cannot be, never overwritten, never counted twice."""

from datetime import date
from random import Random

import pytest
from msgspec.structs import replace

from kiosk.contest.earlier_events import ReceiptIssuedV1
from kiosk.contest.events import (
    AttemptFinished,
    AttemptResumed,
    AttemptVoided,
    EpochOpened,
    EssayWritten,
    Event,
    ReceiptIssued,
    StaffSignedIn,
)
from kiosk.contest.moment import Moment, us_from_moment
from kiosk.journal.codec import encode_event
from kiosk.journal.entry import NO_DIGEST, make_entry
from sync.district.district import District
from sync.district.documents import publish_pack
from sync.district.receipts import verify_receipt
from sync.district.receiving import receive
from sync.district.status import status, verify_journals
from sync.district.store.attempt_rows import read_attempts
from sync.district.store.kiosk_rows import AlarmRow, newest_alarms
from tests.helpers.district import NOW, Sender


def alarms(district: District) -> list[str]:
    """Give the codes of all alarms."""
    return sorted(each.code for each in newest_alarms(district.store, 100))


def test_a_fork_whose_entries_come_again_in_a_new_epoch_loses_nothing(district: District, sender: Sender) -> None:
    """A restored kiosk writes its unknown entries into a new epoch; what was known before is not counted twice."""
    started = sender.start()
    restored = sender.copy()
    sender.finish(started)
    sender.send(district)
    finished = restored.finish(started)
    assert restored.send(district).code == "forked"
    again = Sender(restored.keys, restored.enrolment, restored.pack, Random(9), restored.now, epoch=2)
    again.write(EpochOpened(sender.id, sender.enrolment.unit, "forked", 1, 1))
    again.write(started)
    again.write(finished)
    again.visit()
    answer = again.send(district)
    assert (answer.code, answer.seq) == ("", 6)
    assert [each.code for each in answer.refused] == ["attempt_ended_twice"]
    assert status(district).attempts.finished == 2


def test_entries_said_again_after_a_fork_change_nothing(district: District, sender: Sender) -> None:
    """The same start, end, void and receipt in a later epoch are no problem and no second attempt."""
    started = sender.start()
    finished = sender.finish(started)
    receipt = sender.receipt(finished)
    sender.void(started.attempt)
    given_up = sender.start()
    sender.abandon(given_up)
    events: tuple[Event, ...] = (started, finished, receipt)
    sender.send(district)
    again = Sender(sender.keys, sender.enrolment, sender.pack, Random(9), sender.now, epoch=2)
    for event in events:
        again.write(event)
    again.void(started.attempt)
    again.write(given_up)
    again.abandon(given_up)
    assert again.send(district).refused == ()
    found = status(district)
    assert (found.attempts.voided, found.attempts.abandoned, found.attempts.started, found.receipts) == (1, 1, 2, 1)


def test_a_claim_that_differs_is_flagged_and_kept(district: District, sender: Sender) -> None:
    """A kiosk that claims more points than its answers earn is found out; its attempt stays."""
    started = sender.start()
    finished = sender.finish(started, right=3)
    sender.entries.pop()
    sender.write(replace(finished, points=20, correct=20))
    sender.send(district)
    (row,) = read_attempts(district.store, sender.id, [started.attempt]).values()
    assert (row.claimed_points, row.points, row.differs) == (20, 3, 1)


@pytest.mark.parametrize(
    "changes",
    [
        {"answers": {"no such question": 0}},
        {"duration_us": 10**15},
        {"duration_us": -1},
        {"prediction": -5},
    ],
)
def test_what_cannot_be_is_flagged(district: District, sender: Sender, changes: dict[str, object]) -> None:
    """Answers to questions that were not asked, impossible times and predictions flag the attempt."""
    started = sender.start()
    finished = sender.finish(started, right=0)
    sender.entries.pop()
    sender.write(replace(finished, **changes))
    sender.send(district)
    (row,) = read_attempts(district.store, sender.id, [started.attempt]).values()
    assert (row.state, row.differs) == ("finished", 1)


def test_a_paper_that_cannot_be_drawn_again_is_flagged(district: District, sender: Sender) -> None:
    """An attempt at a pack this district never published, or on a day without questions, is kept and flagged."""
    questions = tuple(replace(each, valid_to=date(1990, 1, 1)) for each in sender.pack.questions)
    publish_pack(district, replace(sender.pack, head=replace(sender.pack.head, version=2), questions=questions), NOW)
    started = sender.start()
    finished = sender.finish(started)
    sender.entries.clear()
    sender.write(replace(started, pack_version=7))
    sender.write(finished)
    sender.write(replace(started, attempt="other", pack_version=2))
    sender.write(replace(finished, attempt="other"))
    sender.send(district)
    rows = read_attempts(district.store, sender.id, [started.attempt, "other"])
    assert [(each.state, each.points, each.differs) for each in rows.values()] == [("finished", None, 1)] * 2


@pytest.mark.parametrize(
    "changes", [{"seed": b"short"}, {"label": "x" * 2000}, {"pack_version": 2**63}, {"fingerprint": b"short"}]
)
def test_a_malformed_start_is_an_alarm_and_no_attempt(
    district: District, sender: Sender, changes: dict[str, object]
) -> None:
    """What no honest kiosk writes is kept in the journal, reported, and not counted."""
    start = sender.start()
    sender.entries.clear()
    sender.write(replace(start, **changes))
    assert [(each.seq, each.code) for each in sender.send(district).refused] == [(1, "claim_malformed")]
    found = status(district)
    assert (alarms(district), found.attempts.started, found.entries) == (["claim_malformed"], 0, 1)


def test_contradictions_are_alarms_and_never_overwrite(district: District, sender: Sender) -> None:
    """A second start, a second end, an end without a start, a wrong receipt code: all kept, none believed."""
    started = sender.start()
    finished = sender.finish(started, right=20)
    sender.write(replace(started, seed=bytes(16)))
    sender.write(replace(finished, points=0, correct=0))
    sender.write(AttemptFinished("never started", "handed_in", {}, None, 1, 0, 0))
    sender.write(ReceiptIssued(started.attempt, 1, "00000-00000-0", "text", 1))
    given_up = sender.start()
    sender.write(replace(finished, attempt=given_up.attempt, points=2**63))
    sender.abandon(given_up)
    sender.write(AttemptVoided(given_up.attempt, "officer", "reason"))
    answer = sender.send(district)
    assert [(each.seq, each.code) for each in answer.refused] == [
        (3, "attempt_started_twice"),
        (4, "attempt_ended_twice"),
        (5, "attempt_without_start"),
        (6, "receipt_code_wrong"),
        (8, "claim_malformed"),
        (10, "attempt_ended_twice"),
    ]
    (row,) = read_attempts(district.store, sender.id, [started.attempt]).values()
    assert (row.points, row.state) == (20, "finished")
    assert status(district).receipts == 0


def test_a_receipt_of_an_earlier_program_has_the_number_it_was_printed_with(district: District, sender: Sender) -> None:
    """Without an epoch, whichever it was told in."""
    finished = sender.finish(sender.start())
    issued = sender.receipt(finished)
    sender.entries.pop()
    sender.write(ReceiptIssuedV1(issued.attempt, issued.number, issued.code, issued.text))
    assert sender.send(district).refused == ()
    found = verify_receipt(district, issued.code)
    assert (found.number, found.epoch, found.written_number) == (1, 1, "000001")


def test_a_kind_of_a_later_program_is_kept_and_reported(district: District, sender: Sender) -> None:
    """Unknown versions are refused with a code, never guessed, and the chain goes on."""
    start = sender.start()
    kind, _, payload = encode_event(start)
    sender.entries[0] = make_entry(
        epoch=1, seq=1, kind=kind, version=2, moment=Moment(1, b"bootboot", 1), payload=payload, previous=NO_DIGEST
    )
    sender.write(StaffSignedIn("officer", "pin"))
    assert [(each.seq, each.code) for each in sender.send(district).refused] == [(1, "kind_unknown")]
    assert alarms(district) == ["kind_unknown"]


def test_an_erased_payload_arrives_as_a_link_of_the_chain(district: District, sender: Sender) -> None:
    """A kiosk may have erased a person before the district ever saw them."""
    sender.visit()
    batch = sender.batch()
    erased = replace(batch, entries=tuple(replace(each, payload=None) for each in batch.entries))
    answer = sender.read(receive(district, sender.close(erased), NOW))
    assert (answer.seq, answer.refused, status(district).attempts.started) == (3, (), 0)
    assert verify_journals(district) == ()


def test_many_attempts_of_one_batch_are_looked_up_in_portions(district: District, sender: Sender) -> None:
    """More attempts than one statement may compare with."""
    starts = [sender.start() for _ in range(500)]
    sender.send(district)
    for start in starts:
        sender.finish(start)
    sender.send(district, 501)
    assert status(district).attempts.finished == 500


def test_alarm_rows_are_facts(district: District, sender: Sender) -> None:
    """The newest alarms come first and in full."""
    sender.write(AttemptVoided("unknown", "officer", "reason"))
    sender.send(district, now=NOW)
    assert newest_alarms(district.store, 5) == (
        AlarmRow(sender.id, 1, 1, "attempt_without_start", "{}", us_from_moment(NOW)),
    )


def test_an_essay_stays_the_sealed_boxes_it_came_in(district: District, sender: Sender) -> None:
    """Resumed, written, finished: one finished attempt, no problem, and the entry is kept whole for the jury."""
    started = sender.start()
    sender.write(AttemptResumed(started.attempt, "officer", 9))
    essay = sender.write(EssayWritten(started.attempt, 120, "0042", (b"box", b"another box")))
    sender.finish(started)
    assert sender.send(district).refused == ()
    assert status(district).attempts.finished == 1
    (payload,) = district.store.rows("SELECT payload FROM entry WHERE kind = 'essay_written'")[0]
    assert bytes(payload) == essay.payload


def test_what_cannot_be_said_of_an_essay_is_an_alarm(district: District, sender: Sender) -> None:
    """An essay or a going on without a start, impossible counts and sheets: kept, reported, not believed."""
    started = sender.start()
    for event in (
        EssayWritten("never started", 1, "", ()),
        AttemptResumed("never started", "officer", 9),
        EssayWritten(started.attempt, -1, "", ()),
        EssayWritten(started.attempt, 1, "4a", ()),
        AttemptResumed(started.attempt, "officer", 2**63),
    ):
        sender.write(event)
    assert [each.code for each in sender.send(district).refused] == ["attempt_without_start"] * 2 + [
        "claim_malformed"
    ] * 3
