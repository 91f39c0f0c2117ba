"""Receiving: idempotent, in any order, from any number of senders; nothing lost, nothing overwritten, nothing believed."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from random import Random

import msgspec
import pytest
from msgspec.structs import replace

from kiosk.contest.errors import Refused
from kiosk.contest.events import (
    AttemptFinished,
    AttemptVoided,
    EpochOpened,
    KioskClosed,
    KioskOpened,
    ReceiptIssued,
    StaffSignedIn,
)
from kiosk.contest.moment import Moment, us_from_moment
from kiosk.journal.codec import encode_event
from kiosk.journal.entry import NO_DIGEST, make_entry
from kiosk.keys.signing import signing_keys
from sync.district.district import District, open_district
from sync.district.documents import publish_pack
from sync.district.enrolment import revoke
from sync.district.receiving import receive
from sync.district.status import status, verify_journals
from sync.district.store.attempt_rows import read_attempts
from sync.district.store.kiosk_rows import AlarmRow, newest_alarms, read_kiosk
from sync.protocol.envelope import close_envelope
from sync.protocol.messages import BATCH_TYPE, PACK_TYPE, ROSTER_TYPE, Cursor, encode
from tests.helpers.district import NOW, Sender, enrolled, new_district


def alarms(district: District) -> list[str]:
    """Give the codes of all alarms."""
    return sorted(each.code for each in newest_alarms(district.store, 100))


def test_a_visit_arrives_whole(district: District, sender: Sender) -> None:
    """Start, end and receipt give one finished attempt, scored again to the same points."""
    receipt = sender.visit(right=15)
    answer = sender.send(district)
    assert (answer.seq, answer.digest, answer.code, answer.refused) == (3, sender.entries[-1].digest, "", ())
    found = status(district)
    assert (found.entries, found.receipts, found.attempts.finished, found.attempts.open) == (3, 1, 1, 0)
    (row,) = read_attempts(district.store, sender.id, [receipt.attempt]).values()
    assert (row.points, row.correct, row.question_count, row.differs) == (15, 15, 20, 0)
    assert (row.claimed_points, row.claimed_correct, row.prediction) == (15, 15, 100)


def test_a_repeat_changes_nothing(district: District, sender: Sender) -> None:
    """The same batch again is acknowledged again and stored once."""
    sender.visit()
    first = sender.send(district)
    assert sender.send(district) == first
    assert status(district).entries == 3


def test_any_order_ends_in_the_same_journal(district: District, sender: Sender) -> None:
    """Gaps are asked for again; overlaps are recognised."""
    for _ in range(4):
        sender.visit()
    for first, count in [(7, 3), (1, 2), (1, 5), (9, 4), (4, 4), (2, 12)]:
        sender.send(district, first, count)
    assert sender.send(district, 13).seq == 12
    assert status(district).attempts.finished == 4
    assert verify_journals(district) == ()


def test_thirty_two_senders_of_one_batch_are_one(district: District, sender: Sender) -> None:
    """Whoever is first stores it; all get the same acknowledgement."""
    for _ in range(20):
        sender.visit()
    envelope = sender.envelope()

    def send(_: int) -> bytes:
        with open_district(district.folder) as own:
            return receive(own, envelope, NOW)

    with ThreadPoolExecutor(32) as pool:
        answers = set(pool.map(send, range(32)))
    assert {(each.seq, each.code) for each in map(sender.read, answers)} == {(60, "")}
    assert (status(district).entries, status(district).attempts.finished) == (60, 20)


def test_nothing_sent_asks_for_news(district: District, sender: Sender) -> None:
    """An empty batch brings back what the kiosk lacks, and nothing it has."""
    news = sender.read(receive(district, sender.close(sender.batch(cursors=())), NOW))
    assert len(news.documents) == 2
    cursors = (Cursor(PACK_TYPE, 1), Cursor(ROSTER_TYPE, 1))
    assert sender.read(receive(district, sender.close(sender.batch(cursors=cursors)), NOW)).documents == ()


def test_a_forked_journal_is_refused_kept_and_alarmed(district: District, sender: Sender) -> None:
    """Of two disks with one key, the second to write is told; what it wrote is kept apart; the alarm names both."""
    sender.visit()
    clone = sender.copy()
    sender.visit()
    sender.send(district)
    clone.visit()
    answer = clone.send(district)
    assert (answer.code, answer.seq, answer.digest) == ("forked", 6, sender.entries[-1].digest)
    assert [each.seq for each in answer.refused] == [4, 5, 6]
    found = status(district)
    assert (found.entries, found.forks, found.attempts.finished) == (6, 1, 2)
    (alarm,) = newest_alarms(district.store, 10)
    facts = msgspec.json.decode(alarm.facts)
    assert (facts["held"]["boot"], facts["sent"]["boot"]) == ("01" * 8, "02" * 8)
    (kept,) = district.store.rows("SELECT count(*) FROM quarantine WHERE reason = 'forked'")[0]
    assert kept == 3
    clone.send(district)
    assert (status(district).forks, len(newest_alarms(district.store, 10))) == (1, 1)


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
    events = [started, finished, receipt]
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


def test_a_revoked_kiosk_s_entries_are_kept_apart(district: District, sender: Sender) -> None:
    """From the revocation on nothing counts and nothing is dropped, and no document goes down."""
    sender.visit()
    sender.send(district)
    revoke(district, sender.id, NOW)
    sender.visit()
    answer = sender.send(district)
    assert (answer.code, answer.seq, answer.documents) == ("revoked", 3, ())
    assert [each.code for each in answer.refused] == ["revoked"] * 3
    sender.send(district)
    found = status(district)
    assert (found.entries, found.quarantined, found.attempts.finished, found.forks) == (3, 3, 1, 0)
    revoke(district, sender.id, NOW)
    with pytest.raises(Refused, match="kiosk_unknown"):
        revoke(district, "nobody", NOW)


def test_another_key_cannot_speak_for_a_kiosk(district: District, sender: Sender) -> None:
    """A batch signed by any other key is refused and leaves nothing."""
    sender.visit()
    forged = close_envelope(signing_keys(bytes(32)), BATCH_TYPE, encode(sender.batch()))
    with pytest.raises(Refused, match="signature_wrong"):
        receive(district, forged, NOW)
    assert status(district).entries == 0


def test_a_kiosk_of_another_district_is_unknown(district: District, tmp_path: Path) -> None:
    """A second district's kiosk is refused here."""
    with new_district(tmp_path / "other") as (other, _):
        stranger = enrolled(other, seed=2)
    stranger.visit()
    with pytest.raises(Refused, match="kiosk_unknown"):
        receive(district, stranger.envelope(), NOW)


def test_one_kiosk_cannot_write_into_another_s_journal(district: District, sender: Sender) -> None:
    """Its own key opens its own name only."""
    other = enrolled(district, seed=2)
    other.visit()
    with pytest.raises(Refused, match="signature_wrong"):
        receive(district, other.close(replace(other.batch(), kiosk=sender.id)), NOW)


def test_a_damaged_envelope_is_refused(district: District, sender: Sender) -> None:
    """No cut and no flipped byte of a batch is stored."""
    sender.visit()
    envelope = sender.envelope()
    random = Random(1)
    for place in random.sample(range(len(envelope)), 60):
        for damaged in (envelope[:place], envelope[:place] + bytes([envelope[place] ^ 0x55]) + envelope[place + 1 :]):
            with pytest.raises(Refused):
                receive(district, damaged, NOW)
    assert status(district).entries == 0


def test_a_broken_chain_stores_nothing(district: District, sender: Sender) -> None:
    """A batch that leaves an entry out is refused whole, though well signed."""
    sender.visit()
    batch = replace(sender.batch(), entries=(sender.entries[0], sender.entries[2]))
    with pytest.raises(Refused, match="batch_chain_broken"):
        receive(district, sender.close(batch), NOW)
    assert status(district).entries == 0


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
    sender.write(ReceiptIssued(started.attempt, 1, "00000-00000-0", "text"))
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


def test_a_kind_of_a_later_program_is_kept_and_reported(district: District, sender: Sender) -> None:
    """Unknown versions are refused with a code, never guessed, and the chain goes on."""
    start = sender.start()
    kind, _, payload = encode_event(start)
    sender.entries[0] = make_entry(
        epoch=1, seq=1, kind=kind, version=2, moment=Moment(1, b"bootboot", 1), payload=payload, previous=NO_DIGEST
    )
    sender.write(StaffSignedIn("officer"))
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


def test_a_wrong_clock_is_noted_and_corrected(district: District, sender: Sender) -> None:
    """Two years ahead: raw times stay, corrected ones stand beside them; a stick says nothing of the clock."""
    sender.now += timedelta(days=730)
    started = sender.start()
    receive(district, sender.envelope(), NOW, "stick")
    kiosk = read_kiosk(district.store, sender.id)
    assert kiosk is not None
    assert (kiosk.offset_us, kiosk.seen_at_us) == (None, us_from_moment(NOW))
    sender.finish(started)
    sender.send(district, now=NOW)
    (row,) = read_attempts(district.store, sender.id, [started.attempt]).values()
    assert row.ended_at_us == us_from_moment(sender.now)
    assert row.ended_true_us == us_from_moment(NOW)


def test_a_clock_of_another_age_does_no_harm(district: District, sender: Sender) -> None:
    """A kiosk in the year 1, or in the year 9999, is received like any other."""
    for at_us in (-62_135_596_800_000_000, 253_402_300_799_999_999):
        assert sender.read(receive(district, sender.close(replace(sender.batch(), sent_at_us=at_us)), NOW)).code == ""


def test_the_board_knows_who_waits_and_who_is_open(district: District, sender: Sender) -> None:
    """A kiosk with more to send is waiting; opening and closing show."""
    sender.write(KioskOpened("officer"))
    sender.visit()
    sender.send(district, 1, 2)
    kiosk = read_kiosk(district.store, sender.id)
    assert kiosk is not None
    assert (kiosk.is_waiting, kiosk.is_open) == (1, 1)
    sender.write(KioskClosed("officer", 1, 1, 0, 0, 1))
    sender.send(district)
    kiosk = read_kiosk(district.store, sender.id)
    assert kiosk is not None
    assert (kiosk.is_waiting, kiosk.is_open) == (0, 0)


def test_a_restored_district_is_filled_again(district: District, sender: Sender) -> None:
    """Entries an old backup lacks are asked for by a lower number, and arrive."""
    for _ in range(3):
        sender.visit()
    sender.send(district, 1, 3)
    copy = district.folder.with_name("copy")
    sender.send(district)
    shutil.copytree(district.folder, copy)
    with open_district(copy) as restored:
        with restored.store.transaction():
            for table in ("entry", "attempt", "receipt"):
                restored.store.execute(f"DELETE FROM {table}")
        assert sender.send(restored, 10).seq == 0
        assert sender.send(restored).seq == 9
        assert status(restored).attempts.finished == 3


def test_integrity_tells_gaps_and_changed_entries(district: District, sender: Sender) -> None:
    """Who takes an entry out of the database, or changes one, is found out."""
    for _ in range(2):
        sender.visit()
    sender.send(district)
    with district.store.transaction():
        district.store.execute("UPDATE entry SET at_us = at_us + 1 WHERE seq = 5")
    (fault,) = verify_journals(district)
    assert (fault.kiosk, fault.fault.seq, fault.fault.fault) == (sender.id, 5, "entry_changed")
    assert status(district).integrity == "ok"
    with district.store.transaction():
        district.store.execute("DELETE FROM entry WHERE seq = 2")
    assert status(district).integrity == "gaps"


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


def test_a_batch_of_another_shape_is_refused(district: District, sender: Sender) -> None:
    """A well signed message that is no batch is refused with a code."""
    with pytest.raises(Refused, match="message_damaged"):
        receive(district, close_envelope(sender.keys, BATCH_TYPE, b"\xc0"), NOW)
    with pytest.raises(Refused, match="envelope_of_other_type"):
        receive(district, close_envelope(sender.keys, "other", encode(sender.batch())), NOW)
